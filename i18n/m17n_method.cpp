#include "i18n/m17n_method.h"

#include "i18n/utf8.h"

#include <array>
#include <memory>

#include <cstdlib>

#ifdef __SANITIZE_ADDRESS__
// libm17n never gives back the tables it has read; what ends is the build tool, or its test.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libm17n";
}
#endif

namespace i18n {
namespace {

char32_t character_at(MText* text, int i) {
    return static_cast<char32_t>(mtext_ref_char(text, i));
}

std::string text_of(MText* text) {
    std::string out;
    for (int i = 0; i < mtext_len(text); ++i) {
        append_utf8(out, character_at(text, i));
    }
    return out;
}

void append_new(std::string& out, MText* text, std::set<char32_t>& seen) {
    for (int i = 0; i < mtext_len(text); ++i) {
        const char32_t c = character_at(text, i);
        if (c >= 0x80 && seen.insert(c).second) {
            append_utf8(out, c);
        }
    }
}

/// A list of texts: those that are one character.
void append_list(std::string& out, MPlist* list, std::set<char32_t>& seen) {
    for (; mplist_key(list) != Mnil; list = mplist_next(list)) {
        auto* text = static_cast<MText*>(mplist_value(list));
        if (mtext_len(text) == 1) {
            append_new(out, text, seen);
        }
    }
}

/// Groups of candidates: each a text of single characters, or a list of texts.
std::string characters_of(MPlist* groups) {
    std::string out;
    std::set<char32_t> seen;
    for (; mplist_key(groups) != Mnil; groups = mplist_next(groups)) {
        if (mplist_key(groups) == Mtext) {
            append_new(out, static_cast<MText*>(mplist_value(groups)), seen);
        } else {
            append_list(out, static_cast<MPlist*>(mplist_value(groups)), seen);
        }
    }
    return out;
}

struct Unref {
    void operator()(MText* text) const { m17n_object_unref(text); }
};

} // namespace

M17nMethod::M17nMethod(const char* language, const char* name) {
    // Whoever builds: only the system's own tables, none from a home folder.
    ::setenv("M17NDIR", "/nonexistent", 1);
    M17N_INIT();
    method_ = minput_open_im(msymbol(language), msymbol(name), nullptr);
}

M17nMethod::~M17nMethod() {
    if (method_ != nullptr) {
        minput_close_im(method_);
    }
    M17N_FINI();
}

std::optional<Tried> M17nMethod::try_keys(const std::string& keys) const {
    const std::unique_ptr<MInputContext, decltype(&minput_destroy_ic)> context(
        minput_create_ic(method_, nullptr), &minput_destroy_ic);
    const std::unique_ptr<MText, Unref> done(mtext());
    for (const char key : keys) {
        const std::array<char, 2> name{key, 0};
        MSymbol symbol = msymbol(name.data());
        const bool taken = minput_filter(context.get(), symbol, nullptr) != 0;
        if (!taken && minput_lookup(context.get(), symbol, nullptr, done.get()) != 0) {
            return std::nullopt;
        }
    }
    return Tried{text_of(done.get()), text_of(context->preedit),
                 context->candidate_list == nullptr ? std::string()
                                                    : characters_of(context->candidate_list)};
}

} // namespace i18n
