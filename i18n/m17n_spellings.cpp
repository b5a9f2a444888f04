#include "i18n/m17n_spellings.h"

#include <array>
#include <memory>
#include <set>

#include <cstdlib>

#include <m17n.h>

namespace i18n {
namespace {

/// libm17n between its beginning and its end. There is one at a time.
class Library {
public:
    Library() {
        // Whoever builds: only the system's own tables, none from a home folder.
        ::setenv("M17NDIR", "/nonexistent", 1);
        M17N_INIT();
        method_ = minput_open_im(msymbol("zh"), msymbol("py"), nullptr);
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library() {
        if (method_ != nullptr) {
            minput_close_im(method_);
        }
        M17N_FINI();
    }
    MInputMethod* method() const { return method_; }

private:
    MInputMethod* method_ = nullptr;
};

void append_utf8(std::string& out, int c) {
    const auto add = [&](int byte) { out += static_cast<char>(byte); };
    if (c < 0x800) {
        add(0xC0 | (c >> 6));
    } else {
        if (c >= 0x10000) {
            add(0xF0 | (c >> 18));
            add(0x80 | ((c >> 12) & 0x3F));
        } else {
            add(0xE0 | (c >> 12));
        }
        add(0x80 | ((c >> 6) & 0x3F));
    }
    add(0x80 | (c & 0x3F));
}

void append_text(std::string& out, MText* text, std::set<int>& seen) {
    for (int i = 0; i < mtext_len(text); ++i) {
        const int c = mtext_ref_char(text, i);
        if (c >= 0x80 && seen.insert(c).second) {
            append_utf8(out, c);
        }
    }
}

/// A list of texts: those that are one character.
void append_list(std::string& out, MPlist* list, std::set<int>& seen) {
    for (; mplist_key(list) != Mnil; list = mplist_next(list)) {
        auto* text = static_cast<MText*>(mplist_value(list));
        if (mtext_len(text) == 1) {
            append_text(out, text, seen);
        }
    }
}

/// Groups of candidates: each a text of single characters, or a list of texts.
std::string characters_of(MPlist* groups) {
    std::string out;
    std::set<int> seen;
    for (; mplist_key(groups) != Mnil; groups = mplist_next(groups)) {
        if (mplist_key(groups) == Mtext) {
            append_text(out, static_cast<MText*>(mplist_value(groups)), seen);
        } else {
            append_list(out, static_cast<MPlist*>(mplist_value(groups)), seen);
        }
    }
    return out;
}

/// What the method offers when `letters` have been typed; nothing if they are no syllable.
std::string typed(MInputMethod* method, const std::string& letters) {
    const std::unique_ptr<MInputContext, decltype(&minput_destroy_ic)> context(
        minput_create_ic(method, nullptr), &minput_destroy_ic);
    for (const char letter : letters) {
        const std::array<char, 2> key{letter, 0};
        if (minput_filter(context.get(), msymbol(key.data()), nullptr) == 0) {
            return {};
        }
    }
    return context->candidate_list == nullptr ? std::string()
                                              : characters_of(context->candidate_list);
}

constexpr std::array kBeginnings{"",  "b", "p", "m", "f", "d", "t", "n", "l", "g",  "k",  "h",
                                 "j", "q", "x", "r", "z", "c", "s", "y", "w", "zh", "ch", "sh"};
constexpr std::array kEndings{
    "",     "a",   "ai", "an", "ang", "ao",   "e",  "ei",  "en",  "eng", "er", "i",  "ia",  "ian",
    "iang", "iao", "ie", "in", "ing", "iong", "iu", "o",   "ong", "ou",  "u",  "ua", "uai", "uan",
    "uang", "ue",  "ui", "un", "uo",  "v",    "ve", "van", "vn",  "m",   "n",  "ng", "g"};

/// Everything that pinyin could spell: each beginning with each ending, v for ü.
std::set<std::string> syllables() {
    std::set<std::string> all;
    for (const std::string_view beginning : kBeginnings) {
        for (const std::string_view ending : kEndings) {
            all.insert(std::string(beginning) + std::string(ending));
        }
    }
    std::erase_if(all, [](const std::string& syllable) {
        return syllable.empty() || syllable.size() > kLongestSpelling;
    });
    return all;
}

} // namespace

std::expected<Spellings, std::string> read_pinyin() {
    const Library library;
    if (library.method() == nullptr) {
        return std::unexpected("m17n-db has no input method zh/py");
    }
    Spellings spellings;
    for (const std::string& letters : syllables()) {
        std::string characters = typed(library.method(), letters);
        if (!characters.empty() && !spellings.add({letters, std::move(characters)})) {
            return std::unexpected("m17n-db offers for " + letters + " what is no text");
        }
    }
    return spellings.empty() ? std::expected<Spellings, std::string>(
                                   std::unexpected("m17n-db offers no characters for pinyin"))
                             : spellings;
}

} // namespace i18n
