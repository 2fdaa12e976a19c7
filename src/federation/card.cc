#include "federation/card.h"

#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

#include "crypto/certificate.h"
#include "crypto/hash.h"
#include "federation/proven_maker.h"
#include "federation/seal.h"

namespace menhu::federation {
namespace {

constexpr std::chrono::minutes challenge_lasts{5};
constexpr std::string_view first_line = "Menhu sign-in v1";
constexpr std::string_view mark_use = "certificate challenge";

base::Result<std::string> read_whole(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file || bytes.empty()) {
        return base::Error{base::Fault::unavailable, "federation.certificate_files", path.filename().string()};
    }
    return bytes;
}

base::Error refuse(std::string_view why) {
    return {base::Fault::bad_input, "federation.challenge_refused", std::string{why}};
}

// The next line, without its end; the text goes on after it.
std::string_view take_line(std::string_view& text) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

}  // namespace

struct CardSignIn::Loaded {
    crypto::CertificateTrust trust;
    std::filesystem::file_time_type authorities_at;
    std::filesystem::file_time_type revocations_at;
};

CardSignIn::CardSignIn(CardSettings settings, const Seal& seal) : settings_{std::move(settings)}, seal_{seal} {}
CardSignIn::~CardSignIn() = default;

base::Result<void> CardSignIn::check_files() const {
    const std::lock_guard lock{mutex_};
    return load();
}

base::Result<void> CardSignIn::load() const {
    std::error_code error;
    const auto authorities_at = std::filesystem::last_write_time(settings_.authorities, error);
    const auto revocations_at = std::filesystem::last_write_time(settings_.revocations, error);
    if (!error && loaded_ && loaded_->authorities_at == authorities_at && loaded_->revocations_at == revocations_at) {
        return {};
    }
    const auto authorities = TRY(read_whole(settings_.authorities));
    const auto revocations = TRY(read_whole(settings_.revocations));
    auto trust = TRY(crypto::CertificateTrust::open(authorities, revocations));
    loaded_ = std::make_unique<Loaded>(Loaded{std::move(trust), authorities_at, revocations_at});
    return {};
}

Challenge CardSignIn::challenge(base::Random& random, base::Instant now) const {
    std::array<std::uint8_t, 32> chance{};
    random.fill(chance);
    const auto until = now + challenge_lasts;
    std::string text{first_line};
    text += '\n' + settings_.origin + '\n' + base::to_rfc3339(until) + '\n' + base::to_base64url(chance);
    const auto mark = seal_.mark(mark_use, text);
    return {.text = text + '\n' + mark, .until = until};
}

base::Result<Proven> CardSignIn::prove(const CardProof& proof, base::Instant now) const {
    const auto last = proof.challenge.rfind('\n');
    if (last == std::string_view::npos) return refuse("form");
    auto marked = proof.challenge.substr(0, last);
    if (!seal_.is_marked(mark_use, marked, proof.challenge.substr(last + 1))) return refuse("not ours");
    if (take_line(marked) != first_line || take_line(marked) != settings_.origin) return refuse("another site's");
    const auto until = base::from_rfc3339(take_line(marked));
    if (!until || now >= *until) return refuse("too late");

    const std::lock_guard lock{mutex_};
    TRY(load());
    const auto holder = TRY(proof.certificate.empty()
                                ? loaded_->trust.verify_cms(proof.signature, proof.challenge, now)
                                : loaded_->trust.verify_raw(proof.certificate, proof.signature, proof.challenge, now));
    // The number of the holder stays when the certificate is renewed; the certificate's own does not.
    if (holder.subject_serial.empty()) return base::Error{base::Fault::bad_input, "federation.no_subject_serial"};
    return ProvenMaker::make(
        {.method = Method::certificate,
         .assurance = Assurance::two_factors,  // the card, and the PIN that it asks for
         .provider = std::string{certificate_provider},
         .subject = holder.subject_serial,
         .name = holder.name,
         .proved_at = now,
         .once = Once{.digest = crypto::sha256({base::as_bytes("certificate\n"), base::as_bytes(proof.challenge)}),
                      .until = *until}});
}

}  // namespace menhu::federation
