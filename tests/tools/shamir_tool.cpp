// shamir-tool: lines of words in, a line out for each; numbers in hexadecimal. No part of the
// product runs it.
//   split THRESHOLD COUNT SECRET   the points, each the values and then the place: YY..XX YY..XX
//   ... join YY..XX YY..XX ...         the secret
#include "crypto/shamir.h"

#include <cstdio>
#include <iostream>
#include <optional>
#include <sstream>

namespace {

using namespace crypto;

std::optional<Bytes> bytes_from(const std::string& text) {
    Bytes bytes(text.size() / 2);
    return decode_hex(text, bytes) ? std::optional(bytes) : std::nullopt;
}

bool split(std::istringstream& words) {
    unsigned threshold = 0;
    unsigned count = 0;
    std::string text;
    words >> threshold >> count >> text;
    const auto secret = bytes_from(text);
    if (!secret || threshold < 2 || threshold > count || count > 255) {
        return false;
    }
    for (const Point& point : split_secret(*secret, threshold, count)) {
        const std::byte place{point.x};
        std::printf("%s%s ", hex(point.y.span()).c_str(), hex({&place, 1}).c_str());
    }
    std::puts("");
    return true;
}

bool join(std::istringstream& words) {
    std::vector<Point> points;
    for (std::string text; words >> text;) {
        const auto bytes = bytes_from(text);
        if (!bytes || bytes->empty()) {
            return false;
        }
        const ByteView all = *bytes;
        points.push_back({.x = static_cast<std::uint8_t>(all.back()),
                          .y = SecretBytes::copy_of(all.first(all.size() - 1))});
    }
    std::vector<const Point*> given;
    for (const Point& point : points) {
        given.push_back(&point);
    }
    if (given.empty()) {
        return false;
    }
    std::puts(hex(value_at(0, given).span()).c_str());
    return true;
}

} // namespace

int main() {
    start();
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string verb;
        words >> verb;
        if (!(verb == "split" ? split(words) : verb == "join" && join(words))) {
            std::fprintf(stderr, "shamir-tool: a line is neither\n");
            return 2;
        }
    }
    return std::fflush(stdout) == 0 ? 0 : 1;
}
