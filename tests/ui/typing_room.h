// A page of the form with a field, touched and typed on as a finger does it.
#pragma once

#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <initializer_list>
#include <memory>
#include <string>

inline constexpr ui::Size kWindow{1920, 1080};

struct Room {
    explicit Room(ui::Size window = kWindow)
        : assets(load_shared_assets()), theatre(*assets, window) {}

    /// The page of the form that has `link_id` at its top, in `language`.
    void go_to(std::string_view link_id, const char* language) {
        theatre.restart({language});
        theatre.apply(intake::Begin{});
        const intake::Answers& answers = theatre.session.answers;
        for (int i = 0; i < 200; ++i) {
            if (theatre.session.screen == intake::Screen::Question) {
                const auto item = assets->form.pages[theatre.session.page];
                if (assets->form.items[item].link_id == link_id) {
                    return;
                }
                if (theatre.session.page == 0) {
                    theatre.apply(intake::Choose{answers.of_item(item).front(), 0});
                }
            }
            theatre.apply(intake::Next{});
        }
        FAIL("no page " << link_id << " in " << language);
    }

    std::string_view answer(std::string_view link_id) const {
        const intake::Answers& answers = theatre.session.answers;
        const auto& values =
            answers.node(answers.of_item(*answers.form().find(link_id)).front()).values;
        return values.empty() ? std::string_view{} : std::get<crypto::SecretText>(values[0]).view();
    }

    /// Touches the field, on whatever part of the page it stands.
    void touch(const std::string& field) {
        theatre.settle();
        while (find(field) == nullptr) {
            theatre.press("nav.more");
        }
        theatre.press(field);
    }

    void press_keys(std::initializer_list<const char*> keys) {
        for (const char* key : keys) {
            theatre.press(std::string("keyboard.") + key);
        }
    }

    bool shows() const { return theatre.stage.tree().find("keyboard.done") != nullptr; }

    const ui::Node* find(std::string_view id) const { return theatre.stage.tree().find(id); }

    ui::Point middle(std::string_view id) const { return theatre.node(id).window.centre(); }

    std::unique_ptr<SharedAssets> assets;
    Theatre theatre;
};

inline bool apart(const ui::Rect& a, const ui::Rect& b) {
    return a.end() <= b.x || b.end() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y;
}
