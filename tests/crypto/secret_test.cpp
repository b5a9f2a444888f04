#include "crypto/secret.h"

#include "tests/crypto/sealed.h"

#include <cstring>
#include <type_traits>

using namespace crypto;

static_assert(!std::is_copy_constructible_v<SecretBytes> &&
              !std::is_copy_assignable_v<SecretBytes>);
static_assert(!std::is_copy_constructible_v<SecretText> && !std::is_copy_assignable_v<SecretText>);

TEST_CASE("secret bytes start as zeros and move without a copy") {
    SecretBytes a(100);
    CHECK(std::ranges::all_of(a.span(), [](std::byte b) { return b == std::byte{0}; }));
    a.span()[99] = std::byte{7};
    const std::byte* const block = a.span().data();
    SecretBytes b = std::move(a);
    CHECK(b.span().data() == block);
    CHECK(a.empty()); // NOLINT(bugprone-use-after-move): that it is empty is the promise
    SecretBytes c(3);
    c = std::move(b);
    CHECK(c.size() == 100);
    CHECK(c.span()[99] == std::byte{7});
}

TEST_CASE("secret text that was moved away is empty and takes text again") {
    SecretText a("hello");
    SecretText b = std::move(a);
    CHECK(b.view() == "hello");
    CHECK(a.empty()); // NOLINT(bugprone-use-after-move): that it is empty is the promise
    a.append("again");
    b = std::move(a);
    CHECK(b.view() == "again");
    CHECK(a.empty()); // NOLINT(bugprone-use-after-move)
    CHECK(a.view().empty());
}

TEST_CASE("no secret bytes at all are permitted") {
    SecretBytes none(0);
    CHECK(none.empty());
    none.truncate(0);
    const SecretBytes copy = SecretBytes::copy_of({});
    CHECK(copy.size() == 0);
}

TEST_CASE("truncating wipes what falls away") {
    SecretBytes bytes = SecretBytes::copy_of(bytes_of("abcdef"));
    const std::byte* const block = bytes.span().data();
    bytes.truncate(2);
    CHECK(text_of(bytes.span()) == "ab");
    CHECK(std::memcmp(block + 2, "\0\0\0\0", 4) == 0);
}

TEST_CASE("secret text is edited in place") {
    SecretText text("one three");
    text.replace(4, 0, "two ");
    CHECK(text.view() == "one two three");
    text.replace(0, 4, "");
    CHECK(text.view() == "two three");
    text.replace(4, 5, "four");
    CHECK(text.view() == "two four");
    text.append("!");
    CHECK(text.view() == "two four!");
    CHECK(text == SecretText("two four!"));
    const SecretText copy = SecretText::copy_of(text);
    text.clear();
    CHECK(text.empty());
    CHECK(text.view().empty());
    CHECK(copy.view() == "two four!");
}

TEST_CASE("secret text grows past its block, also from itself") {
    SecretText text("0123456789");
    std::string expected = "0123456789";
    while (expected.size() < 5000) {
        text.replace(3, 2, "abcdefg");
        expected.replace(3, 2, "abcdefg");
    }
    CHECK(text.view() == expected);
    SecretText doubled(std::string(256, 'x')); // a full block: the source moves while it is read
    doubled.append(doubled.view());
    CHECK(doubled.view() == std::string(512, 'x'));
}

TEST_CASE("shortened secret text leaves nothing behind its end") {
    SecretText text("keep this secret");
    text.replace(4, text.size() - 4, "");
    CHECK(text.view() == "keep");
    CHECK(std::memcmp(text.view().data() + 4, "\0\0\0\0\0\0\0\0\0\0\0\0", 12) == 0);
}

TEST_CASE("an empty replacement in an empty text does nothing") {
    SecretText text;
    text.replace(0, 0, "");
    text.append("");
    CHECK(text.empty());
}
