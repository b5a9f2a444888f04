// referral-kiosk.toml as an administrator writes it: the packaged file with a real key in it, and
// what a test changes.
#include "kiosk/app_config.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>
#include <vector>

#include <stdlib.h>

namespace {

// Any well-formed minisign key: 2 bytes of algorithm, 8 of key id, 32 of key.
constexpr std::string_view kKey = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

class Written {
public:
    Written() {
        std::string pattern = std::filesystem::temp_directory_path() / "kiosk-config-XXXXXX";
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        folder_ = pattern;
        std::ifstream in(REFERRAL_SOURCE_DIR "/packaging/config/referral-kiosk.toml");
        text_ = {std::istreambuf_iterator<char>(in), {}};
        replace("/usr/share/referral", REFERRAL_BINARY_DIR "/share/referral");
        replace("peer_user = \"referral-outbox\"", "peer_user = \"0\"");
        replace("\"ROOT-KEY-ONE\"", "\"" + std::string(kKey) + "\"");
        replace("    \"ROOT-KEY-TWO\",\n    \"ROOT-KEY-THREE\",\n", "");
        replace("threshold = 2", "threshold = 1");
    }
    ~Written() { std::filesystem::remove_all(folder_); }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;

    void replace(std::string_view old, std::string_view with) {
        const auto at = text_.find(old);
        REQUIRE(at != std::string::npos);
        text_.replace(at, old.size(), with);
    }
    std::expected<kiosk::Settings, std::string> read() const {
        const auto file = folder_ / "referral-kiosk.toml";
        std::ofstream(file) << text_;
        return kiosk::read_settings(file);
    }

private:
    std::filesystem::path folder_;
    std::string text_;
};

kiosk::IdleTimes times(const Written& written) {
    const auto settings = written.read();
    if (!settings) {
        FAIL(settings.error());
    }
    return settings->idle;
}

std::vector<std::string> tags(const kiosk::Settings& settings) {
    std::vector<std::string> tags;
    for (const i18n::LocaleId& language : settings.languages) {
        tags.push_back(language.tag);
    }
    return tags;
}

bool refused(const Written& written, std::string_view key) {
    const auto settings = written.read();
    return !settings && settings.error().contains("referral-kiosk.toml:") &&
           settings.error().contains(key) && settings.error().contains("10 to 3600");
}

} // namespace

TEST_CASE("the packaged configuration says what happens without it") {
    Written written;
    CHECK(times(written).ask_after_seconds == 180);
    CHECK(times(written).clear_after_seconds == 60);
    written.replace("ask_after_seconds = 180", "");
    written.replace("clear_after_seconds = 60", "");
    CHECK(times(written).ask_after_seconds == 180);
    CHECK(times(written).clear_after_seconds == 60);
    written.replace("[idle]", "");
    CHECK(times(written).ask_after_seconds == 180);
}

TEST_CASE("a centre sets its own idle times, each within its range") {
    for (const char* seconds : {"10", "45", "3600"}) {
        Written written;
        written.replace("ask_after_seconds = 180", "ask_after_seconds = " + std::string(seconds));
        CHECK(times(written).ask_after_seconds == std::stoi(seconds));
        CHECK(times(written).clear_after_seconds == 60);
        written.replace("clear_after_seconds = 60",
                        "clear_after_seconds = " + std::string(seconds));
        CHECK(times(written).clear_after_seconds == std::stoi(seconds));
    }
}

TEST_CASE("idle times out of range, of another type or misspelt are refused by name") {
    for (const char* bad : {"9", "3601", "0", "-180", "\"180\"", "180.5", "true"}) {
        CAPTURE(bad);
        Written ask;
        ask.replace("ask_after_seconds = 180", "ask_after_seconds = " + std::string(bad));
        CHECK(refused(ask, "idle.ask_after_seconds"));
        Written clear;
        clear.replace("clear_after_seconds = 60", "clear_after_seconds = " + std::string(bad));
        CHECK(refused(clear, "idle.clear_after_seconds"));
    }
    Written misspelt;
    misspelt.replace("ask_after_seconds", "ask_after_second");
    const auto settings = misspelt.read();
    REQUIRE_FALSE(settings);
    CHECK(settings.error().contains("ask_after_second"));
}

TEST_CASE("Urdu is offered in Nastaliq where the centre writes so, also as the first language") {
    Written written;
    written.replace("[\"fi\", \"en\", \"ar\"]", "[\"fi\", \"ur-Aran\", \"ar\"]");
    const auto settings = written.read();
    if (!settings) {
        FAIL(settings.error());
    }
    CHECK(tags(*settings) == std::vector<std::string>{"fi", "ur-Aran", "ar"});
    written.replace("language = \"fi\"", "language = \"ur-Aran\"");
    const auto first = written.read();
    REQUIRE(first);
    CHECK(first->language.tag == "ur-Aran");
}

TEST_CASE("a language twice, or one without a catalogue, is refused by name") {
    struct Case {
        std::string_view languages;
        std::string_view reason;
    };
    for (const auto& [languages, reason] :
         {Case{R"(["fi", "ur", "ur-Aran"])", "one language twice, as ur and as ur-Aran"},
          Case{R"(["fi", "ur-Aran", "ur"])", "one language twice, as ur-Aran and as ur"},
          Case{R"(["fi", "ar", "fi"])", "one language twice, as fi and as fi"},
          Case{R"(["fi", "tlh"])", "names tlh, of which there is no catalogue"},
          Case{R"(["fi", "tlh-Aran"])", "names tlh-Aran, of which there is no catalogue"},
          Case{R"(["fi", "ur-Latn"])", "names ur-Latn, of which there is no catalogue"}}) {
        CAPTURE(languages);
        Written written;
        written.replace("[\"fi\", \"en\", \"ar\"]", languages);
        const auto settings = written.read();
        REQUIRE_FALSE(settings);
        CHECK(settings.error().contains("languages"));
        CHECK(settings.error().contains(reason));
    }
}
