// The neutral screen after leaving: opening hours, meals, laundry. It must look like all there ever
// was.
#include "kiosk/ui/column.h"
#include "kiosk/ui/screens.h"

#include <algorithm>

namespace ui {

namespace {

const EverydayText* everyday_of(const Ui& ui) {
    const auto& all = ui.house.everyday;
    const auto language = i18n::language_of(ui.session.language);
    auto found = std::ranges::find(all, language.tag, &EverydayText::language);
    if (found == all.end()) {
        found = std::ranges::find(all, i18n::kEnglish.tag, &EverydayText::language);
    }
    return found == all.end() ? nullptr : &*found;
}

// Where the texts begin: beside the widest title, if that leaves them enough.
float start_of_texts(Ui& ui, const Column& column, const EverydayText& all) {
    float widest = 0;
    for (const EverydayEntry& entry : all.entries) {
        const i18n::Text title = ui.as_said(entry.title, all.language);
        widest = std::max(widest, measure(ui, title, Type::Strong, i18n::kNoWidthLimit).w);
    }
    return std::min(widest + ui.m().of(3), column.width() * 0.4F);
}

void add_entry(Ui& ui, Column& column, const EverydayText& all, std::size_t index, float start) {
    const EverydayEntry& entry = all.entries[index];
    const i18n::Text title = ui.as_said(entry.title, all.language);
    const i18n::Text text = ui.as_said(entry.text, all.language);
    const float width = column.width() - start;
    const float words = measure(ui, text, Type::Help, width).h;
    const float name = measure(ui, title, Type::Strong, start - ui.m().of(2)).h;
    const float pad = ui.m().of(1.2F);
    const float height = std::max(words, name) + 2 * pad;
    column.add(index == 0 ? ui.m().of(3) : 0, height,
               [&ui, title, text, start, pad, words, name, index](const Rect& area) {
                   const float y = area.y + pad;
                   const Rect place{area.x + start, y, area.w - start, words};
                   note(ui, "everyday." + std::to_string(index), Role::Text, text, place);
                   write(ui, title, Type::Strong, {area.x, y, start - ui.m().of(2), name},
                         {ui.colors().text});
                   write(ui, text, Type::Help, place, {ui.colors().text});
                   ui.canvas.fill({area.x, area.bottom(), area.w, ui.m().hairline()},
                                  ui.colors().line);
               });
}

} // namespace

void draw_everyday(Ui& ui) {
    Column column(ui);
    if (const EverydayText* all = everyday_of(ui)) {
        column.question(ui.as_said(all->title, all->language));
        const float start = start_of_texts(ui, column, *all);
        for (std::size_t i = 0; i < all->entries.size(); ++i) {
            add_entry(ui, column, *all, i, start);
        }
    }
    column.draw();
}

} // namespace ui
