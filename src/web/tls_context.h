#pragma once
// The TLS side of the server: at least TLS 1.2 with forward secrecy and authenticated encryption (RFC 9325), TLS 1.3
// where the client can. Thread rule: made once; then shared by the connections.
#include <boost/asio/ssl/context.hpp>
#include <filesystem>

#include "base/result.h"

namespace menhu::web {

// `certificate` is a PEM chain, `key` its PEM key. Errors: web.tls_files.
base::Result<boost::asio::ssl::context> make_tls_context(const std::filesystem::path& certificate,
                                                         const std::filesystem::path& key);

}  // namespace menhu::web
