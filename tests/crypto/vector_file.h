// Reads the files of tests/vectors and applies the changes a case asks for. Judges nothing.
#pragma once

#include "crypto/bytes.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <nlohmann/json.hpp>

namespace vectors {

using Json = nlohmann::json;

/// A file of cases; the test fails where there is none or it has no case.
inline Json read(const std::string& name) {
    std::ifstream stream(std::string(REFERRAL_SOURCE_DIR) + "/tests/vectors/" + name);
    REQUIRE(stream);
    Json file = Json::parse(stream);
    REQUIRE(file.at("format") == 1);
    REQUIRE_FALSE(file.at("cases").empty());
    return file;
}

inline std::string text(const Json& object, const char* name) {
    return object.at(name).get<std::string>();
}

/// The bytes of `base64`, with the changes made one after the other.
inline crypto::Bytes changed(const Json& base64, const Json& changes) {
    crypto::Bytes bytes = crypto::from_base64_padded(base64.get<std::string>()).value();
    for (const Json& change : changes) {
        if (change.contains("keep")) {
            bytes.resize(change.at("keep"));
        } else if (change.contains("grow")) {
            bytes.resize(change.at("grow"));
        } else if (change.contains("append")) {
            crypto::append(bytes,
                           crypto::from_hex<1>(change.at("append").get<std::string>()).value());
        } else {
            bytes.at(change.at("at")) ^=
                crypto::from_hex<1>(change.at("xor").get<std::string>()).value()[0];
        }
    }
    return bytes;
}

} // namespace vectors
