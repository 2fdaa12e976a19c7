#pragma once
// An authenticator in software, for the tests: an Ed25519 passkey that answers challenges as a browser hands them on.
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "crypto/hash.h"
#include "crypto/sign.h"
#include "people/passkey.h"

namespace menhu::people {

class PasskeyDevice {
public:
    PasskeyDevice(base::Random& random, PasskeySite site)
        : site_{std::move(site)}, key_{crypto::SigningKey::generate(random)}, id_(16) {
        random.fill(id_);
    }
    std::uint32_t count = 0;
    std::uint8_t flags = 0x05;  // user present, user verified
    PasskeySite& site() { return site_; }

    std::string client_data(std::string_view act, std::string_view challenge) const {
        return R"({"type":")" + std::string{act} + R"(","challenge":")" + std::string{challenge} + R"(","origin":")" +
               site_.origin + R"(","crossOrigin":false})";
    }
    NewPasskey make(const Challenge& challenge, std::string name) {
        user_ = challenge.user_handle;
        NewPasskey made;
        made.credential = id_;
        made.client_data = client_data("webauthn.create", challenge.challenge);
        made.name = std::move(name);
        base::Bytes data = head(static_cast<std::uint8_t>(flags | 0x40U));
        data.insert(data.end(), 16, 0);
        base::put_u16(data, static_cast<std::uint16_t>(id_.size()));
        append(data, id_);
        append(data, {0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20});  // OKP, EdDSA, Ed25519, x
        append(data, key_.verify_key().bytes());
        append(made.attestation_object, *base::from_hex("a363666d74646e6f6e656761747453746d74a0686175746844617461"));
        made.attestation_object.push_back(0x58);
        made.attestation_object.push_back(static_cast<std::uint8_t>(data.size()));
        append(made.attestation_object, data);
        return made;
    }
    PasskeyAnswer answer(const Challenge& challenge) { return answer_as("webauthn.get", challenge); }
    PasskeyAnswer answer_as(std::string_view act, const Challenge& challenge) {
        ++count;
        PasskeyAnswer answer;
        answer.credential = id_;
        answer.client_data = client_data(act, challenge.challenge);
        answer.authenticator_data = head(flags);
        base::Bytes message = answer.authenticator_data;
        append(message, crypto::sha256(answer.client_data));
        const auto signature = key_.sign(message);
        answer.signature = {signature.begin(), signature.end()};
        answer.user_handle = user_;
        return answer;
    }

private:
    static void append(base::Bytes& out, base::ByteView more) { out.insert(out.end(), more.begin(), more.end()); }
    static void append(base::Bytes& out, std::initializer_list<std::uint8_t> more) {
        out.insert(out.end(), more.begin(), more.end());
    }
    base::Bytes head(std::uint8_t with) const {
        base::Bytes data;
        append(data, crypto::sha256(site_.id));
        data.push_back(with);
        base::put_u32(data, count);
        return data;
    }

    PasskeySite site_;
    crypto::SigningKey key_;
    base::Bytes id_;
    std::string user_;
};

}  // namespace menhu::people
