#include "web/tls_context.h"

#include <openssl/ssl.h>

namespace menhu::web {

base::Result<boost::asio::ssl::context> make_tls_context(const std::filesystem::path& certificate,
                                                         const std::filesystem::path& key) {
    namespace ssl = boost::asio::ssl;
    ssl::context context{ssl::context::tls_server};
    auto* native = context.native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // TLS 1.2: only ECDHE with AEAD. The suites of TLS 1.3 all are.
    if (SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!PSK:!DSS") != 1) {
        return base::Error{base::Fault::bad_input, "web.tls_files", "cipher list"};
    }
    // Buffers of idle connections are given back: a thousand of them must not cost 34 MiB.
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    // One recv takes what has arrived, not first the five bytes of a record's head.
    SSL_CTX_set_read_ahead(native, 1);

    boost::system::error_code error;
    context.use_certificate_chain_file(certificate.string(), error);
    if (error) return base::Error{base::Fault::bad_input, "web.tls_files", "certificate: " + error.message()};
    context.use_private_key_file(key.string(), ssl::context::pem, error);
    if (error) return base::Error{base::Fault::bad_input, "web.tls_files", "key: " + error.message()};
    if (SSL_CTX_check_private_key(native) != 1) {
        return base::Error{base::Fault::bad_input, "web.tls_files", "the key is not the certificate's"};
    }
    return context;
}

}  // namespace menhu::web
