// The whole user interface as one object: give it a session and the input, it draws a frame into
// the current ImGui context and says what the person did. Knows no window and no clock.
#pragma once

#include "kiosk/ui/ui.h"

namespace ui {

struct Shown {
    std::vector<intake::Action> actions;
    bool moving = false;     ///< a fade runs or a key repeats: draw again soon
    bool stays = false;      ///< she has said that she is still there
    bool turned = false;     ///< a panel or another part of the page shows from the next frame on
    double due = 0;          ///< seconds until the page is settled (dead time, fade); 0: it is
    std::string overflow;    ///< the first text that did not fit its place; empty: none
    std::size_t missing = 0; ///< glyphs without a picture
};

class Stage {
public:
    /// `fonts` and what `house` points to must outlive it. `textures`: see TextPainter.
    Stage(const i18n::Fonts& fonts, House house, std::vector<std::uint64_t> textures);

    /// Draws one frame between ImGui::NewFrame() and ImGui::Render().
    /// `still_here`: set, it asks whether she is.
    Shown draw(const intake::Session& session, Input input, Size window,
               std::optional<StillHere> still_here = std::nullopt);
    /// Drops everything the person did: fields, focus, part of a page. Her texts are wiped.
    void forget();
    /// New signed lists or configuration; only between persons.
    void set_house(House house) {
        house_ = std::move(house);
        names_.clear();
    }

    /// A chooser of languages, sizes or colours is open.
    bool chooses() const { return view_.panel != Panel::None; }
    const Tree& tree() const { return tree_; }
    const NameIndexes& names() const { return names_; }
    i18n::Atlas& atlas() { return painter_.atlas(); }
    Color ground(const intake::Session& session) const { return colors_of(session.palette).ground; }

private:
    Theme theme_of(const intake::Session& session, Size window);
    void follow_page(const intake::Session& session);

    House house_;
    TextPainter painter_;
    Tree tree_;
    NameIndexes names_;
    View view_;
};

} // namespace ui
