// What is given back to the heap is wiped: by free, by delete, by realloc, and inside a library.
// Looks at the freed places through the system, as a thief of the memory would.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

extern "C" void __libc_free(void* block); // NOLINT(bugprone-reserved-identifier)

namespace {

constexpr std::string_view kMark = "Zanzibar-quetzal";
constexpr std::string_view kTwice = "Zanzibar-quetzalZanzibar-quetzal";
constexpr std::array<std::size_t, 5> kSizes = {40, 200, 1000, 5000, 60000}; // every kind of list

// A place in memory, whoever owns it. Takes its own memory beforehand: what it asked for later
// might be the very block that was given back.
class Place {
public:
    Place(const void* block, std::size_t size)
        : address_(reinterpret_cast<std::uintptr_t>(block)), bytes_(size, '\0'),
          memory_(::open("/proc/self/mem", O_RDONLY | O_CLOEXEC)) {
        REQUIRE(memory_ >= 0);
    }
    ~Place() { ::close(memory_); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    // Any piece of the mark that is longer than the links the heap writes over a block's beginning.
    // Nothing if the place is not mapped any more.
    bool holds_mark() {
        const ssize_t read =
            ::pread(memory_, bytes_.data(), bytes_.size(), static_cast<off_t>(address_));
        const std::string_view seen(bytes_.data(), read < 0 ? 0 : static_cast<std::size_t>(read));
        for (std::size_t at = 0; at < kMark.size(); ++at) {
            if (seen.contains(kTwice.substr(at, 8))) {
                return true;
            }
        }
        return false;
    }

private:
    std::uintptr_t address_;
    std::string bytes_;
    int memory_;
};

// Filled to the end with the mark. Blocks on both sides keep the heap from handing it to the
// system.
char* marked(std::size_t size) {
    char* block = static_cast<char*>(std::malloc(size));
    for (std::size_t at = 0; at < size; ++at) {
        block[at] = kMark[at % kMark.size()];
    }
    return block;
}

} // namespace

TEST_CASE("a block that is given back without being wiped keeps what it held") {
    for (const std::size_t size : kSizes) {
        char* block = marked(size);
        const std::unique_ptr<char, decltype(&std::free)> behind(marked(40), &std::free);
        Place place(block, size);
        __libc_free(block);
        CHECK(place.holds_mark());
    }
}

TEST_CASE("a block that is given back is wiped") {
    for (const std::size_t size : kSizes) {
        char* block = marked(size);
        const std::unique_ptr<char, decltype(&std::free)> behind(marked(40), &std::free);
        Place place(block, size);
        std::free(block);
        CHECK_FALSE(place.holds_mark());
    }
}

TEST_CASE("what deleting gives back is wiped") {
    auto text = std::make_unique<std::string>();
    for (int word = 0; word < 50; ++word) {
        *text += kMark; // grows, and leaves smaller blocks behind
    }
    Place place(text->data(), text->size());
    REQUIRE(place.holds_mark());
    text.reset();
    CHECK_FALSE(place.holds_mark());
}

TEST_CASE("a block that grows is wiped where it was, and keeps its bytes") {
    for (const std::size_t size : kSizes) {
        char* block = marked(size);
        const std::unique_ptr<char, decltype(&std::free)> behind(marked(40), &std::free);
        Place place(block, size);
        char* grown = static_cast<char*>(std::realloc(block, size * 3));
        REQUIRE(grown != block);
        CHECK_FALSE(place.holds_mark());
        const std::string kept(grown, size);
        std::free(grown);
        CHECK(kept.starts_with(kMark));
        CHECK(kept.back() == kMark[(size - 1) % kMark.size()]);
    }
}

TEST_CASE("what falls off the end of a block that shrinks is wiped") {
    for (const std::size_t size : kSizes) {
        char* block = marked(size);
        const std::unique_ptr<char, decltype(&std::free)> behind(marked(40), &std::free);
        Place tail(block + 20, size - 20);
        char* shrunk = static_cast<char*>(std::realloc(block, 20));
        CHECK(std::string_view(shrunk, 20) == std::string(kMark) + std::string(kMark.substr(0, 4)));
        CHECK_FALSE(tail.holds_mark());
        std::free(shrunk);
    }
}

TEST_CASE("memory that is taken through realloc, or given back as nothing, is as it always was") {
    void* fresh = std::realloc(nullptr, 100);
    REQUIRE(fresh != nullptr);
    CHECK(std::realloc(fresh, 0) == nullptr);
    std::free(nullptr);
}

TEST_CASE("what a library of the system gives back is wiped") {
    char* line = nullptr;
    std::size_t room = 0;
    std::FILE* stream = ::tmpfile();
    REQUIRE(stream != nullptr);
    std::string written;
    for (int word = 0; word < 300; ++word) {
        written += kMark;
    }
    written += '\n';
    REQUIRE(std::fwrite(written.data(), 1, written.size(), stream) == written.size());
    std::rewind(stream);
    REQUIRE(::getline(&line, &room, stream) == static_cast<ssize_t>(written.size()));
    Place place(line, room);
    REQUIRE(place.holds_mark());
    std::free(line);
    std::fclose(stream); // its buffer is the library's own
    CHECK_FALSE(place.holds_mark());
}
