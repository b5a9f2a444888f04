// The real screens with the real form, catalogues, notices and fonts, drawn without a window.
#pragma once

#include "kiosk/intake/session.h"
#include "kiosk/ui/stage.h"

#include <memory>

struct ImGuiContext;

/// What every test shares: read once, never changed.
struct SharedAssets {
    i18n::Catalogs catalogs;
    i18n::Fonts fonts;
    ui::Icons icons;
    ui::Keyboards keyboards; ///< of every language that has one
    intake::Questionnaire form;
    intake::Setup setup;
    ui::House house;
};
std::unique_ptr<SharedAssets> load_shared_assets();
/// Another form, with the real code lists.
intake::Questionnaire form_of(std::string_view json);

class Theatre {
public:
    /// `atlas_pages`: of the glyph atlas at most; the terminal's own number is in kiosk/window.
    Theatre(SharedAssets& assets, ui::Size window, std::size_t atlas_pages = 16);
    ~Theatre();
    Theatre(const Theatre&) = delete;
    Theatre& operator=(const Theatre&) = delete;

    /// One frame `seconds` after the last one.
    ui::Shown frame(ui::Input input = {}, double seconds = 0.05);
    /// Frames until the page reacts.
    ui::Shown settle();
    /// Moves there, presses and releases in the middle of the node, and applies what comes of it.
    void press(std::string_view id);
    void type(std::u32string_view text);
    /// Presses there and keeps the finger down.
    void hold(ui::Point at, double seconds);
    /// Moves the finger that is down, and lifts it.
    void lift(ui::Point at);
    void apply(intake::Action action);
    void restart(const i18n::LocaleId& language);
    const ui::Node& node(std::string_view id) const;
    /// The catalogues' sentence in the session's language.
    std::string said(std::string_view id) const;

    intake::Session session;
    ui::Stage stage;
    ui::Shown last;
    std::optional<ui::StillHere> still_here; ///< what the terminal asks

private:
    SharedAssets& assets_;
    ui::Size window_;
    double now_ = 100;
};
