// The signed lists: who may read (manifest) and which terminals exist (kiosks). Applies the
// acceptance rules; the signatures are minisign.h's. Fetches and stores nothing.
#pragma once

#include "crypto/age.h"
#include "crypto/day.h"
#include "crypto/envelope.h"
#include "crypto/minisign.h"

namespace crypto {

enum class RecipientRole { Caseworker, Archive, Recovery };
struct ListedRecipient {
    std::string id; ///< a pseudonym
    Recipient recipient;
    RecipientRole role = RecipientRole::Caseworker;
    Day not_before{};
    Day not_after{};
};
struct Hotline {
    std::string id;     ///< "help", "emergency", ...
    std::string number; ///< as dialled
};
struct NoticePage {
    std::string title;
    std::string text;
    std::vector<std::string> told; ///< codes of what this page tells: "who_reads"
};
struct Notice {
    std::string id;
    std::string language; ///< BCP-47
    std::int64_t version = 0;
    std::string date; ///< ISO 8601 day
    std::vector<NoticePage> pages;
};
struct Manifest {
    std::uint64_t version = 0;
    std::optional<Hash> previous;
    Day issued{};
    Day expires{};
    std::size_t minimum_recipients = 1;
    std::vector<ListedRecipient> recipients;
    std::vector<std::string> revoked; ///< recipient ids
    std::vector<PublicKey> receipt_keys;
    std::vector<PublicKey> desk_keys;
    std::vector<Hotline> hotlines;
    std::vector<Notice> notices;
    Hash hash{}; ///< SHA-256 of the bytes it was read from
};

/// A list as it travels: its bytes and its signature files.
struct SignedList {
    Bytes bytes;
    std::vector<std::string> signatures;
    friend bool operator==(const SignedList&, const SignedList&) = default;
};

/// Reads and checks shape, keys and counts, not signatures: BadList, BadKey (also one that is
/// listed twice), TooLarge (4 MiB), TooFewRecipients (revoked ones do not count), TooManyRecipients
/// (more than eight on any one day). Every member must be present; unknown ones are ignored,
/// duplicate keys of JSON refused.
Result<Manifest> parse_manifest(ByteView bytes);

/// The most bytes of a manifest and its signatures that a terminal takes: they must fit the message
/// in which its queue gives them to its screen.
inline constexpr std::size_t kMaxSignedManifest = 448 * 1024;

/// Why a list is refused, for whoever writes one.
struct ListRefusal {
    Error error{};
    std::string
        rule; ///< "recipients[2]: `not_after` is before `not_before`"; never text of the list
};
/// parse_manifest(), with the rule that was broken.
std::expected<Manifest, ListRefusal> examine_manifest(ByteView bytes);

/// What the reader has already accepted; nothing on a first start.
struct AcceptedList {
    std::uint64_t version = 0;
    Hash hash{};
};
enum class ListGap { None, PreviousUnknown }; ///< a gap in versions is logged, not refused
struct AcceptedManifest {
    Manifest manifest;
    ListGap gap = ListGap::None;
    bool unchanged = false; ///< the stored one again
};
/// Signatures, shape and acceptance rules of FORMAT.md 4.1 together. OldVersion below the stored
/// version or `floor`; Conflict for the stored version with other bytes; BrokenChain for the next
/// version with another `previous`; else the errors of verify_threshold() and parse_manifest().
Result<AcceptedManifest> accept_manifest(const SignedList& list, const Roots& roots,
                                         const std::optional<AcceptedList>& stored,
                                         std::uint64_t floor);

enum class ManifestState { Current, Expired };
struct ActiveRecipients {
    std::vector<Recipient> recipients;
    ManifestState state =
        ManifestState::Current; ///< Expired: sealed to all listed, raise the alarm
};
/// Those to seal to on `today`: inside their dates and not revoked. When the list
/// has expired or too few are inside their dates: all that are not revoked, or if those are more
/// than eight the recovery keys, the archive keys, then the caseworkers whose dates end last. Never
/// fails for a manifest that parse_manifest() returned.
Result<ActiveRecipients> active_recipients(const Manifest& manifest, Day today);

enum class KioskState { Active, Retired, Revoked };
struct ListedKiosk {
    KioskId id{};
    PublicKey key;
    std::string centre;
    KioskState state = KioskState::Active;
};
struct KioskList {
    std::uint64_t version = 0;
    std::vector<ListedKiosk> kiosks;
    Hash hash{}; ///< SHA-256 of the bytes it was read from
    /// Null where the list has no such terminal. Valid as long as the list.
    const ListedKiosk* find(const KioskId& id) const;
};
/// BadList, TooLarge, BadKey (when an id is not its key's). Signatures: verify_threshold().
Result<KioskList> parse_kiosk_list(ByteView bytes);
/// Signatures, shape and acceptance rules of FORMAT.md 4.2 together. OldVersion below the stored
/// version, Conflict for the stored version with other bytes; else the errors of verify_threshold()
/// and parse_kiosk_list().
Result<KioskList> accept_kiosk_list(const SignedList& list, const Roots& enrolment,
                                    const std::optional<AcceptedList>& stored);

} // namespace crypto
