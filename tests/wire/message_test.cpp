// The messages of the socket: what is written reads back the same, and nothing else reads at all.
#include "kiosk/wire/message.h"

#include <catch2/catch_test_macros.hpp>

namespace {

template <std::size_t N>
crypto::ByteArray<N> filled(int value) {
    crypto::ByteArray<N> bytes;
    bytes.fill(static_cast<std::byte>(value));
    return bytes;
}

crypto::SignedList some_list() {
    const auto bytes = crypto::bytes_of("{\"version\":1}");
    return {{bytes.begin(), bytes.end()}, {"first\nsignature", "", "third"}};
}

std::vector<wire::Request> requests() {
    return {wire::Hello{}, wire::Put{filled<16>(1), filled<32>(2), 4711}, wire::Status{}};
}
std::vector<wire::Reply> replies() {
    return {wire::HelloReply{filled<16>(3), some_list(), true},
            wire::HelloReply{},
            wire::Stored{filled<32>(4)},
            wire::Refused{wire::RefusedReason::DiskFull},
            wire::Refused{wire::RefusedReason::Conflict},
            wire::StatusReply{wire::Fill::NearlyFull, true, "2026-11-23"},
            wire::StatusReply{}};
}

/// A message has one encoding, so equal bytes are equal messages.
template <class Parsed>
bool same(const Parsed& parsed, const crypto::Bytes& bytes) {
    return parsed.has_value() && wire::encode(*parsed) == bytes;
}

} // namespace

TEST_CASE("every message reads back as it was written") {
    for (const wire::Request& request : requests()) {
        CHECK(same(wire::parse_request(wire::encode(request)), wire::encode(request)));
    }
    for (const wire::Reply& reply : replies()) {
        CHECK(same(wire::parse_reply(wire::encode(reply)), wire::encode(reply)));
    }
    const auto parsed = wire::parse_reply(wire::encode(replies().front()));
    REQUIRE(parsed.has_value());
    const auto& hello = std::get<wire::HelloReply>(*parsed);
    CHECK(hello.kiosk == filled<16>(3));
    CHECK(hello.manifest == some_list());
    CHECK(hello.open_for_forms);
    const auto put = wire::parse_request(wire::encode(requests()[1]));
    REQUIRE(put.has_value());
    CHECK(std::get<wire::Put>(*put).age_length == 4711);
    CHECK(std::get<wire::Put>(*put).manifest == filled<32>(2));
}

TEST_CASE("a message too short by any length or one byte too long is refused") {
    std::vector<crypto::Bytes> messages;
    for (const wire::Request& request : requests()) {
        messages.push_back(wire::encode(request));
    }
    for (const wire::Reply& reply : replies()) {
        messages.push_back(wire::encode(reply));
    }
    for (crypto::Bytes message : messages) {
        for (std::size_t length = 0; length < message.size(); ++length) {
            const auto part = crypto::ByteView(message).first(length);
            CHECK_FALSE(wire::parse_request(part).has_value());
            CHECK_FALSE(wire::parse_reply(part).has_value());
        }
        message.push_back(std::byte{0});
        CHECK_FALSE(wire::parse_request(message).has_value());
        CHECK_FALSE(wire::parse_reply(message).has_value());
    }
}

TEST_CASE("a request is no reply and a reply no request") {
    for (const wire::Request& request : requests()) {
        CHECK_FALSE(wire::parse_reply(wire::encode(request)).has_value());
    }
    for (const wire::Reply& reply : replies()) {
        CHECK_FALSE(wire::parse_request(wire::encode(reply)).has_value());
    }
}

TEST_CASE("values out of range are refused") {
    const auto broken = [](const wire::Reply& reply, std::size_t offset, int value) {
        crypto::Bytes bytes = wire::encode(reply);
        bytes.at(offset) = static_cast<std::byte>(value);
        return !wire::parse_reply(bytes).has_value();
    };
    const wire::Reply refused = wire::Refused{wire::RefusedReason::DiskFull};
    const wire::Reply status = wire::StatusReply{wire::Fill::Some, false, "2026-11-23"};
    CHECK(broken(refused, 0, 2)); // another version
    CHECK(broken(refused, 2, 0));
    CHECK(broken(refused, 2, 6));
    CHECK(broken(status, 2, 3));
    CHECK(broken(status, 3, 2));
    CHECK(broken(status, 8, 'x')); // the day
    CHECK(broken(status, 12, '/'));
    CHECK(broken(wire::HelloReply{}, 18, 2));
    CHECK_FALSE(broken(status, 8, '3'));
}

TEST_CASE("a count that promises more signatures than there are ends at once") {
    crypto::Bytes bytes = wire::encode(wire::HelloReply{});
    for (std::size_t i = bytes.size() - 4; i < bytes.size(); ++i) {
        bytes[i] = std::byte{0xff};
    }
    CHECK_FALSE(wire::parse_reply(bytes).has_value());
}

TEST_CASE("random bytes are read without a fault, and what reads has that one encoding") {
    std::size_t accepted = 0;
    for (int round = 0; round < 200'000; ++round) {
        crypto::Bytes bytes = crypto::random_bytes(static_cast<std::size_t>(round % 80));
        if (bytes.size() > 2) {
            bytes[0] = std::byte{wire::kProtocolVersion};
            bytes[1] = static_cast<std::byte>((round & 0x80) | (round % 5));
        }
        if (const auto reply = wire::parse_reply(bytes)) {
            CHECK(wire::encode(*reply) == bytes);
            ++accepted;
        }
        if (const auto request = wire::parse_request(bytes)) {
            CHECK(wire::encode(*request) == bytes);
            ++accepted;
        }
    }
    CHECK(accepted > 0); // so the loop did reach the reading
}
