#include "kiosk/ui/ui.h"

namespace ui {

const i18n::Keyboard* House::keyboard(const i18n::LocaleId& language) const {
    if (keyboards == nullptr) {
        return nullptr;
    }
    const auto found = keyboards->find(i18n::language_of(language).tag);
    return found == keyboards->end() ? nullptr : &found->second;
}

i18n::Text Ui::say(i18n::TextId id, i18n::Arguments arguments) const {
    return house.catalogs->format(id, session.language, arguments);
}

bool Ui::knows(std::string_view id) const {
    // Another form's `age` is not ours: it speaks for itself.
    if (id.starts_with("form.") && !intake::is_of_this_product(*house.setup->form)) {
        return false;
    }
    return house.catalogs->has({id}, session.language) ||
           house.catalogs->has({id}, i18n::LocaleId{"en"});
}

i18n::Text Ui::say_form(std::string_view id, const intake::FormText& own) const {
    if (knows(id)) {
        return say({id});
    }
    return as_said(own.in(session.language.tag));
}

i18n::Text Ui::as_said(std::string_view text, std::string_view language) const {
    // Her language in her style of letters, whatever the text's file calls it.
    const bool hers = language.empty() || language == i18n::language_of(session.language).tag;
    const auto locale = hers ? session.language : i18n::LocaleId{std::string(language)};
    return {std::string(text), locale, false};
}

bool Ui::right_to_left() const {
    return canvas.right_to_left();
}

} // namespace ui
