// The order matters: who sent it is known before anything of it is decrypted or parsed.
#include "central/desk/opening.h"

namespace central::desk {

namespace {

/// A copy without the padding that hides the length.
crypto::SecretBytes without_padding(const crypto::SecretBytes& padded) {
    const std::string_view text = crypto::text_of(padded.span());
    const std::size_t last = text.find_last_not_of(' ');
    return crypto::SecretBytes::copy_of(
        padded.span().first(last == std::string_view::npos ? 0 : last + 1));
}

bool same_identifiers(const intake::Record& record, const crypto::EnvelopeHead& head) {
    return record.submission == head.submission && record.kiosk == head.kiosk &&
           record.manifest == head.manifest;
}

} // namespace

std::string_view describe(OpenError error) {
    switch (error) {
    case OpenError::WrongEnvelope:
        return "what was read is not this envelope, or it is damaged";
    case OpenError::UnknownKiosk:
        return "the terminal that sent it is not on the signed list of terminals";
    case OpenError::BadSignature:
        return "the signature of the terminal does not hold";
    case OpenError::NotForThisKey:
        return "it was not sealed to this identity";
    case OpenError::DamagedSeal:
        return "the sealed file is damaged";
    case OpenError::NotARecord:
        return "what is sealed in it is not a record that this version reads";
    case OpenError::Mismatch:
        return "Mismatch: the record inside names another submission, terminal or manifest than the"
               " envelope; it is not shown";
    }
    return "";
}

std::expected<Opened, OpenError> open_envelope(crypto::ByteView bytes, const crypto::EnvelopeId& id,
                                               const VerifiedLists& lists,
                                               std::span<const crypto::Identity> identities,
                                               const OlderManifest& older) {
    const crypto::Result<crypto::Envelope> envelope = crypto::parse_kept(bytes);
    if (!envelope || envelope->id != id) {
        return std::unexpected(OpenError::WrongEnvelope);
    }
    const crypto::EnvelopeHead& head = envelope->head;
    const crypto::ListedKiosk* kiosk = lists.kiosks.find(head.kiosk);
    if (kiosk == nullptr) {
        return std::unexpected(OpenError::UnknownKiosk);
    }
    if (!crypto::verify_envelope(*envelope, kiosk->key)) {
        return std::unexpected(OpenError::BadSignature);
    }
    crypto::Result<crypto::SecretBytes> text = crypto::open_age(envelope->age_file(), identities);
    if (!text) {
        return std::unexpected(text.error() == crypto::Error::NoMatch ? OpenError::NotForThisKey
                                                                      : OpenError::DamagedSeal);
    }
    crypto::SecretBytes json = without_padding(*text);
    std::expected<intake::Record, intake::RecordError> record =
        intake::parse_record(std::move(*text));
    if (!record) {
        return std::unexpected(OpenError::NotARecord);
    }
    if (!same_identifiers(*record, head)) {
        return std::unexpected(OpenError::Mismatch);
    }
    return Opened{.record = std::move(*record),
                  .json = std::move(json),
                  .manifest_known = in_chain(lists.manifest, head.manifest, older),
                  .kiosk = kiosk->state};
}

} // namespace central::desk
