// What every drawing function is given: the canvas, the words, the session to show, and the
// person's view of it. Drawing changes nothing but the view; what a person does comes out as
// actions.
#pragma once

#include "i18n/catalog.h"
#include "kiosk/intake/session.h"
#include "kiosk/ui/date_draft.h"
#include "kiosk/ui/field_view.h"
#include "kiosk/ui/icons.h"
#include "kiosk/ui/interaction.h"
#include "kiosk/ui/keyboard_view.h"
#include "kiosk/ui/names.h"
#include "kiosk/ui/semantics.h"
#include "kiosk/ui/still_here.h"
#include "kiosk/ui/text_painter.h"

#include <map>

namespace ui {

/// A public telephone number; `id` names its sentence in the catalogues.
struct PhoneNumber {
    std::string id;
    std::string number;
};
struct NoticePage {
    std::string title;
    std::string text;
};
struct NoticeText {
    std::string language;
    std::string date; ///< ISO 8601 day
    std::int64_t version = 0;
    std::vector<NoticePage> pages;
};
/// One piece of everyday information in one language: "Laundry", "Ground floor, 8-20".
struct EverydayEntry {
    std::string title;
    std::string text;
    std::string icon; ///< of assets/icons: understood without words; empty: none
};
struct EverydayText {
    std::string language;
    std::string title;
    std::vector<EverydayEntry> entries;
};
/// What the screens show besides the form, from the signed list and the configuration.
struct House {
    const i18n::Catalogs* catalogs = nullptr;
    const intake::Setup* setup = nullptr;
    const Icons* icons = nullptr;
    const Keyboards* keyboards = nullptr;  ///< none: hardware ones only
    std::vector<i18n::LocaleId> languages; ///< in the order of the chooser
    std::vector<PhoneNumber> phones;
    std::vector<NoticeText> notices;
    std::vector<EverydayText> everyday;
    int this_year = 2026; ///< where a year begins to be counted from
    bool reduced_motion = false;

    /// Null where the language has none.
    const i18n::Keyboard* keyboard(const i18n::LocaleId& language) const;
};

/// A chooser that takes the page's place while it is open.
enum class Panel : std::uint8_t { None, Languages, Sizes, Palettes };

/// How one person looks at her session: where she is on a long page, what is folded out, what she
/// is typing. Thrown away with the session.
struct View {
    Interaction hands;
    std::string page;             ///< what shows
    std::string place;            ///< where she is in her session, whatever covers it
    bool covered = false;         ///< by a panel or the idle question
    std::size_t part_beneath = 0; ///< of the page that is covered
    std::size_t part = 0;
    std::size_t review_part = 0; ///< of the review, while she changes an answer
    std::size_t parts = 1;
    Panel panel = Panel::None;
    bool why_shown = false;
    bool searched = false;   ///< in this frame: a list has to show what fits what was typed
    bool open_shown = false; ///< on the review: the questions without an answer
    bool why_turned = false; ///< in the last frame: the part that holds the reason is to show
    std::optional<StillHere> still_here; ///< set: ask whether she is
    bool stays = false;                  ///< in this frame: she has said so
    std::optional<double> keep_since;    ///< since when Keep has been in sight
    bool keep_drawn = false;             ///< in this frame
    std::map<FieldKey, Field> fields;
    bool words_hidden = false; ///< in every field for own words, until she shows them again
    std::optional<Tap> tap;
    bool tapped_again = false;    ///< the press of this frame goes on with `tap`
    std::optional<Typing> typing; ///< what the field that was drawn with the focus asks for
    KeyboardView keyboard;
    Composition composition;
    std::string typed_by_keys; ///< the field that arrows and Enter write into, on the screen's keys
    std::string reveal; ///< in this frame: the part of the page that holds this field is to show
    DateDrafts dates;
};

struct Ui {
    Canvas& canvas;
    TextPainter& painter;
    Tree& tree;
    View& view;
    const Theme& theme;
    NameIndexes& names;
    const House& house;
    const intake::Session& session;
    std::vector<intake::Action> actions;
    std::string overflow; ///< id or text of the first thing that did not fit: for tests

    const Metrics& m() const { return theme.metrics; }
    const Colors& colors() const { return theme.colors; }
    void act(intake::Action action) { actions.push_back(std::move(action)); }

    i18n::Text say(i18n::TextId id, i18n::Arguments arguments = {}) const;
    bool knows(std::string_view id) const;
    /// The catalogues' sentence `id`, else the form's own.
    i18n::Text say_form(std::string_view id, const intake::FormText& own) const;
    /// A text that came from outside the catalogues, in the session's language.
    i18n::Text as_said(std::string_view text, std::string_view language = {}) const;
    bool right_to_left() const;
};

} // namespace ui
