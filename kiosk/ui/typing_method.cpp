#include "kiosk/ui/typing_method.h"

#include "i18n/telex.h"
#include "i18n/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace ui {
namespace {

using i18n::Editor;
using i18n::Method;

constexpr std::size_t kMostLetters = 32;
constexpr char kParts = '\''; // xi'an is two syllables

/// Latin letters and digits of the keyboard stand for themselves whatever the language.
Method method_of(const Ui& ui, const FieldSpec& spec) {
    const i18n::Keyboard* keyboard = ui.house.keyboard(ui.session.language);
    const bool letters = ui.view.keyboard.page == i18n::PageKind::Letters;
    return keyboard == nullptr || spec.digits || !letters ? Method::Direct : keyboard->method;
}

bool is_spelling(const Ui& ui, const FieldSpec& spec) {
    return ui.view.composition.field == spec.id && !ui.view.composition.spelling.empty();
}

/// Takes off what stands for something now, and a sign between syllables after it.
void take_letters(Composition& composition, std::size_t letters) {
    const std::string_view spelling = composition.spelling.view();
    letters = std::min(letters, spelling.size());
    letters += letters < spelling.size() && spelling[letters] == kParts ? 1U : 0U;
    composition.spelling.replace(0, letters, {});
    composition.first = 0;
}

/// The letters become text as they are.
bool write_out(Ui& ui, Editor& editor) {
    const bool changed = editor.insert(ui.view.composition.spelling.view());
    ui.view.composition = {};
    return changed;
}

/// What stands at `index` of the row; the letters themselves where nothing does.
bool choose(Ui& ui, Editor& editor, std::size_t index) {
    const auto candidates = candidates_of(ui);
    if (index >= candidates.size()) {
        return candidates.empty() && write_out(ui, editor);
    }
    const i18n::Candidate& chosen = candidates[index];
    const bool changed = editor.insert(chosen.text);
    take_letters(ui.view.composition, chosen.letters);
    return changed;
}

void turn_row(Ui& ui, bool on) {
    Composition& composition = ui.view.composition;
    const std::size_t left = candidates_of(ui).size();
    if (on && left > composition.shown) {
        composition.first += composition.shown;
    } else if (!on) {
        composition.first -= std::min(composition.first, composition.shown);
    }
}

bool insert_character(Editor& editor, char32_t typed) {
    std::array<char, 4> utf8{};
    const std::size_t length = i18n::encode_utf8(typed, utf8.data());
    const bool changed = editor.insert({utf8.data(), length});
    ::explicit_bzero(utf8.data(), utf8.size());
    return changed;
}

/// `make`: what the method makes of the text before the caret and the key.
template <class Make>
bool rewrite_or_insert(Editor& editor, char32_t typed, const Make& make) {
    if (!editor.has_selection()) {
        const auto before = editor.text().view().substr(0, editor.caret().offset);
        if (const std::optional<i18n::Rewrite> rewrite = make(before, typed)) {
            return editor.rewrite(rewrite->taken, rewrite->view());
        }
    }
    return insert_character(editor, typed);
}

bool type_spelling(Ui& ui, Editor& editor, const FieldSpec& spec, char32_t typed) {
    Composition& composition = ui.view.composition;
    const bool spelling = is_spelling(ui, spec);
    if ((typed >= U'a' && typed <= U'z') || (spelling && typed == kParts)) {
        const char letter = static_cast<char>(typed);
        composition.field = spec.id;
        composition.first = 0;
        if (composition.spelling.size() < kMostLetters) {
            composition.spelling.append({&letter, 1});
        }
        return false;
    }
    if (!spelling) {
        return insert_character(editor, typed);
    }
    if (typed == U' ') {
        return choose(ui, editor, 0);
    }
    if (typed >= U'1' && typed <= U'9') {
        return choose(ui, editor, typed - U'1');
    }
    bool changed = false;
    while (is_spelling(ui, spec)) { // what comes after a word ends it
        changed = choose(ui, editor, 0) || changed;
    }
    return insert_character(editor, typed) || changed;
}

} // namespace

std::vector<i18n::Candidate> candidates_of(const Ui& ui) {
    const Composition& composition = ui.view.composition;
    const std::string_view letters = composition.spelling.view();
    const i18n::Keyboard* keyboard = ui.house.keyboard(ui.session.language);
    if (keyboard == nullptr || letters.empty()) {
        return {};
    }
    auto all = keyboard->spellings.candidates(letters.substr(0, letters.find(kParts)));
    const auto gone = std::min(composition.first, all.size());
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(gone));
    return all;
}

bool press_while_spelling(Ui& ui, Editor& editor, const FieldSpec& spec, Key key) {
    if (!is_spelling(ui, spec)) {
        return false;
    }
    Composition& composition = ui.view.composition;
    switch (key) {
    case Key::Backspace:
        composition.spelling.replace(composition.spelling.size() - 1, 1, {});
        composition.first = 0;
        return true;
    case Key::Escape:
        composition = {};
        return true;
    case Key::Enter:
        write_out(ui, editor);
        return true;
    case Key::Up:
    case Key::Down:
        turn_row(ui, key == Key::Down);
        return true;
    default: // a caret that moved would tear the spelling from its place
        return key == Key::Left || key == Key::Right || key == Key::Home || key == Key::End;
    }
}

bool type_by_method(Ui& ui, Editor& editor, const FieldSpec& spec, char32_t typed) {
    switch (method_of(ui, spec)) {
    case Method::Telex:
        return rewrite_or_insert(editor, typed, i18n::telex);
    case Method::Sequences:
        return rewrite_or_insert(editor, typed, [&](std::string_view before, char32_t key) {
            const i18n::Keyboard* keyboard = ui.house.keyboard(ui.session.language);
            return keyboard->sequences.type(before, key);
        });
    case Method::Spelling:
        // What the row offers would say what she hides: her letters stay as they are.
        return editor.masked() ? insert_character(editor, typed)
                               : type_spelling(ui, editor, spec, typed);
    case Method::Direct:
        break;
    }
    return insert_character(editor, typed);
}

bool settle_spelling(Ui& ui, Editor& editor, const FieldSpec& spec, bool focused) {
    if (!is_spelling(ui, spec)) {
        return false;
    }
    if (const auto chosen = std::exchange(ui.view.composition.chosen, std::nullopt)) {
        return choose(ui, editor, *chosen);
    }
    const bool elsewhere = ui.view.hands.input().pressed && !ui.view.hands.press_claimed();
    const bool goes_on =
        focused && !elsewhere && !editor.masked() && method_of(ui, spec) == Method::Spelling;
    return !goes_on && write_out(ui, editor);
}

} // namespace ui
