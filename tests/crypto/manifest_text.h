// A manifest to vary: three caseworkers, an archive and a recovery key, valid through 2026 and
// 2027.
#pragma once

#include "tests/crypto/sealed.h"

#include <nlohmann/json.hpp>

namespace crypto {

inline nlohmann::json recipient_entry(const std::string& id, const char* role) {
    return {{"id", id},
            {"age_recipient", format_recipient(HybridIdentity::generate().recipient())},
            {"role", role},
            {"not_before", "2026-01-01"},
            {"not_after", "2027-12-31"}};
}

inline nlohmann::json manifest_json(std::uint64_t version = 1) {
    using nlohmann::json;
    return {{"version", version},
            {"previous", nullptr},
            {"issued", "2026-01-01"},
            {"expires", "2027-06-30"},
            {"minimum_recipients", 2},
            {"recipients",
             {recipient_entry("blue", "caseworker"), recipient_entry("green", "caseworker"),
              recipient_entry("red", "caseworker"), recipient_entry("archive", "archive"),
              recipient_entry("recovery", "recovery")}},
            {"revoked", json::array()},
            {"receipt_keys", {hex(SigningKey::generate().public_key().bytes)}},
            {"desk_keys", json::array()},
            {"hotlines", {{{"id", "help"}, {"number", "0800 1"}}}},
            {"notices",
             {{{"id", "n1"},
               {"language", "fi"},
               {"version", 3},
               {"date", "2026-01-01"},
               {"pages", {{{"title", "Otsikko"}, {"text", "Teksti"}}}}}}}};
}

} // namespace crypto
