// Life at the centre: opening hours, meals, the bus, as anybody may open them from the start page.
// It comes after leaving too, in the terminal's own language and never in hers: pictures tell what
// it is to whoever cannot read it.
#include "kiosk/ui/column.h"
#include "kiosk/ui/screens.h"

#include "crypto/check.h"

#include <algorithm>

namespace ui {

namespace {

const EverydayText& everyday_of(const Ui& ui) {
    const auto language = i18n::language_of(ui.session.language);
    const auto found = std::ranges::find(ui.house.everyday, language.tag, &EverydayText::language);
    CHECK(found != ui.house.everyday.end()); // the program does not start without
    return *found;
}

/// Where the parts of a row stand, from its start.
struct Layout {
    float icon = 0;      ///< side of the picture
    float title = 0;     ///< start of the title, behind the picture
    float text = 0;      ///< start of the text: beside the widest title, if that leaves it enough
    bool beside = false; ///< else below it
};

Layout layout_of(Ui& ui, const Column& column, const EverydayText& all) {
    Layout layout{.icon = ui.m().of(4.4F)};
    layout.title = layout.icon + ui.m().of(2.5F);
    float widest = 0;
    for (const EverydayEntry& entry : all.entries) {
        const i18n::Text title = ui.as_said(entry.title, all.language);
        widest = std::max(widest, measure(ui, title, Type::Strong, i18n::kNoWidthLimit).w);
    }
    const float text = layout.title + widest + ui.m().of(3);
    layout.beside = text <= column.width() * 0.45F;
    layout.text = layout.beside ? text : layout.title;
    return layout;
}

void add_entry(Ui& ui, Column& column, const EverydayText& all, std::size_t index,
               const Layout& layout) {
    const EverydayEntry& entry = all.entries[index];
    const i18n::Text title = ui.as_said(entry.title, all.language);
    const i18n::Text text = ui.as_said(entry.text, all.language);
    const float words = measure(ui, text, Type::Help, column.width() - layout.text).h;
    const float title_width =
        layout.beside ? layout.text - layout.title - ui.m().of(2) : column.width() - layout.title;
    const float name = measure(ui, title, Type::Strong, title_width).h;
    const float pad = ui.m().of(0.45F);
    const float below = layout.beside ? 0 : name;
    const float inside = std::max({layout.icon, name, below + words});
    column.add(index == 0 ? ui.m().of(2) : 0, inside + 2 * pad,
               [&ui, entry, title, text, layout, words, name, title_width, below, inside, pad,
                index](const Rect& area) {
                   const float middle = area.y + pad + inside / 2;
                   const float top = middle - std::max(name, below + words) / 2;
                   const Rect picture{area.x, middle - layout.icon / 2, layout.icon, layout.icon};
                   if (!entry.icon.empty()) {
                       icon(ui, entry.icon, picture, ui.colors().primary);
                   }
                   const Rect place{area.x + layout.text, top + below, area.w - layout.text, words};
                   note(ui, "everyday." + std::to_string(index), Role::Text, text, place);
                   write(ui, title, Type::Strong, {area.x + layout.title, top, title_width, name},
                         {ui.colors().text});
                   write(ui, text, Type::Help, place, {ui.colors().text});
                   ui.canvas.fill({area.x, area.bottom(), area.w, ui.m().hairline()},
                                  ui.colors().line);
               });
}

} // namespace

void draw_everyday(Ui& ui) {
    Column column(ui, list_area(ui));
    const EverydayText& all = everyday_of(ui);
    column.question(ui.as_said(all.title, all.language));
    const Layout layout = layout_of(ui, column, all);
    for (std::size_t i = 0; i < all.entries.size(); ++i) {
        add_entry(ui, column, all, i, layout);
    }
    column.draw();
}

} // namespace ui
