// paragraph-dump: what the text engine makes of a paragraph, for whoever wants to judge it. It
// calls the functions that the screens call and adds nothing of its own; it draws nothing.
//
//   paragraph-dump [--fonts FOLDER] < LINES > LINES
//
// A line in:  {"text", "locale", "dir": "auto|ltr|rtl", "px", "width", "weight": "regular|bold"};
//             only "text" is needed, a width of null or 0 is none.
// A line out: {"lines": [{"start", "end", "width", "baseline",
//               "runs": [{"start", "end", "font": "PATH#FACE", "level", "script",
//                         "glyphs": [[id, cluster, x, y, advance]]}]}],
//              "carets": [[offset, x, line, "upstream|downstream"]], "height"}
// Offsets are in bytes of UTF-8, lengths in pixels, x from the left side of the paragraph and y
// from its top down; runs and glyphs stand in visual order. "breaks" says after which bytes a
// character
// ("c"), a word ("w") or a line ("l", "h" where it must) may end; "backspace" names for each caret
// where what backspace takes there begins. A line that is not a request is
// answered with {"error"} and makes the exit code 1.
#include "i18n/backspace.h"
#include "i18n/paragraph.h"
#include "i18n/paragraph_breaks.h"
#include "i18n/paragraph_text.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <stdexcept>
#include <string>

using nlohmann::json;

namespace {

constexpr auto kNotoFolder = "/usr/share/fonts/truetype/noto";

struct Request {
    std::string text;
    i18n::TextStyle style;
    float width = i18n::kNoWidthLimit;
};

std::optional<i18n::Direction> direction_of(const std::string& word) {
    if (word == "auto") {
        return std::nullopt;
    }
    if (word != "ltr" && word != "rtl") {
        throw std::invalid_argument("dir is neither auto, ltr nor rtl");
    }
    return word == "rtl" ? i18n::Direction::RightToLeft : i18n::Direction::LeftToRight;
}

Request read_request(const std::string& line) {
    const json in = json::parse(line);
    Request request;
    request.text = in.at("text").get<std::string>();
    request.style.locale = {in.value("locale", "en")};
    request.style.base = direction_of(in.value("dir", "auto"));
    request.style.px = in.value("px", 32.0F);
    const auto weight = in.value("weight", "regular");
    request.style.weight = weight == "bold" ? i18n::Weight::Bold : i18n::Weight::Regular;
    if (const auto width = in.find("width");
        width != in.end() && !width->is_null() && *width != 0) {
        request.width = width->get<float>();
    }
    if (!(request.style.px > 0 && request.style.px < 1000) || !(request.width > 0)) {
        throw std::invalid_argument("px or width is not a size");
    }
    return request;
}

std::string script_name(i18n::Script script) {
    std::string name;
    for (int shift = 24; shift >= 0; shift -= 8) {
        name += static_cast<char>(script >> shift & 0xFFU);
    }
    return name;
}

json run_of(const i18n::Layout& layout, const i18n::Run& run, const i18n::Fonts& fonts) {
    json glyphs = json::array();
    for (const i18n::Glyph& glyph : layout.glyphs().subspan(run.first_glyph, run.glyph_count)) {
        glyphs.push_back({glyph.id, glyph.offset, glyph.x, glyph.y, glyph.advance});
    }
    return {{"start", run.begin},
            {"end", run.end},
            {"font",
             fonts.file(run.face).string() + "#" + std::to_string(fonts.index_in_file(run.face))},
            {"level", run.level},
            {"script", script_name(run.script)},
            {"glyphs", std::move(glyphs)}};
}

json line_of(const i18n::Layout& layout, const i18n::Line& line, const i18n::Fonts& fonts) {
    json runs = json::array();
    for (const i18n::Run& run : layout.runs().subspan(line.first_run, line.run_count)) {
        runs.push_back(run_of(layout, run, fonts));
    }
    return {{"start", line.begin},
            {"end", line.end},
            {"width", line.width},
            {"baseline", line.baseline},
            {"runs", std::move(runs)}};
}

json carets_of(const i18n::Layout& layout) {
    json carets = json::array();
    for (const i18n::CaretStop& stop : layout.caret_stops()) {
        const bool up = stop.caret.affinity == i18n::Affinity::Upstream;
        carets.push_back({stop.caret.offset, stop.x, stop.line, up ? "upstream" : "downstream"});
    }
    return carets;
}

// "c": caret or deletion may stop there, "w": a word ends or begins, "l": a line may end.
json breaks_of(const Request& request, i18n::Breaks& breaks) {
    const i18n::Utf16 text = i18n::utf16_of(request.text);
    const auto lines = breaks.lines(text.units, request.style.locale);
    const auto words = breaks.words(text.units, request.style.locale);
    json found = json::array();
    for (std::size_t at = 0; at < lines.size(); ++at) {
        std::string kinds;
        kinds += lines[at] & i18n::kCharacterBreak ? "c" : "";
        kinds += words[at] & i18n::kWordBreak ? "w" : "";
        kinds += lines[at] & i18n::kHardLineBreak ? "h" : lines[at] & i18n::kLineBreak ? "l" : "";
        if (!kinds.empty()) {
            found.push_back({text.offsets[at], kinds});
        }
    }
    return found;
}

json backspace_of(const Request& request, const i18n::Layout& layout,
                  i18n::Typesetter& typesetter) {
    json taken = json::array();
    std::size_t last = 0;
    for (const i18n::CaretStop& stop : layout.caret_stops()) {
        const std::size_t caret = stop.caret.offset;
        if (caret > last) {
            taken.push_back({caret, i18n::taken_by_backspace(request.text, caret,
                                                             request.style.locale, typesetter)});
            last = caret;
        }
    }
    return taken;
}

json dump(const Request& request, i18n::Typesetter& typesetter) {
    const auto paragraph = i18n::Paragraph::shape(request.text, request.style, typesetter);
    const i18n::Layout layout = paragraph.lay_out(request.width);
    json lines = json::array();
    for (const i18n::Line& line : layout.lines()) {
        lines.push_back(line_of(layout, line, typesetter.fonts()));
    }
    return {{"lines", std::move(lines)},
            {"carets", carets_of(layout)},
            {"breaks", breaks_of(request, typesetter.breaks())},
            {"backspace", backspace_of(request, layout, typesetter)},
            {"height", layout.height()}};
}

int run(const std::string& folder) {
    const auto fonts = i18n::Fonts::open(folder);
    if (!fonts) {
        std::cerr << "paragraph-dump: " << fonts.error().file.string() << " "
                  << fonts.error().reason << "\n";
        return 2;
    }
    i18n::Typesetter typesetter(*fonts);
    bool whole = true;
    for (std::string line; std::getline(std::cin, line);) {
        json answer;
        try {
            answer = dump(read_request(line), typesetter);
        } catch (const std::exception& refused) {
            answer = {{"error", refused.what()}};
            whole = false;
        }
        std::cout << answer.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
    }
    return whole ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 2 && words[0] == "--fonts") {
        return run(words[1]);
    }
    if (!words.empty()) {
        std::cerr << "usage: paragraph-dump [--fonts FOLDER] < LINES > LINES\n";
        return 2;
    }
    return run(kNotoFolder);
}
