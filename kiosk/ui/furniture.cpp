#include "kiosk/ui/furniture.h"

#include "kiosk/ui/keyboard_keys.h"

#include <algorithm>
#include <cmath>

namespace ui {

using namespace i18n::literals;

namespace {

constexpr int kTools = 3;

float tools_width(const Metrics& m) {
    return m.language_width() + 2 * (m.gap() + m.tool_width());
}

// Where the page is too narrow for one row below, the tools get a row of their own above the
// others.
bool two_rows(const Metrics& m) {
    return 2 * m.action_width() + tools_width(m) + 2 * m.gap() > m.width - 2 * m.margin();
}

float bottom_height(const Metrics& m) {
    return two_rows(m) ? 2 * m.bar_height() + m.gap() : m.bar_height();
}

Rect action_row(const Metrics& m) {
    const float y = m.height - m.margin() - m.bar_height();
    return {m.margin(), y, m.width - 2 * m.margin(), m.bar_height()};
}

void draw_progress(Ui& ui) {
    const auto done = intake::progress(ui.session, *ui.house.setup);
    if (!done) {
        return;
    }
    const Metrics& m = ui.m();
    const float beside = m.margin() + m.exit_width() + m.of(4);
    const float width = std::min(m.of(44), m.width - 2 * beside);
    const float y = m.margin() + m.bar_height() / 2 - m.of(0.25F);
    const Rect whole{(m.width - width) / 2, y, width, m.of(0.5F)};
    if (width < m.of(6)) {
        return; // a narrow page with large text has no room for a decoration
    }
    // What is still to come is thinner, so that the line can be read without telling colours apart.
    const float thin = m.hairline();
    ui.canvas.fill({whole.x, whole.centre().y - thin / 2, whole.w, thin}, ui.colors().line);
    Rect part = whole;
    part.w = std::max(whole.h, whole.w * static_cast<float>(*done));
    ui.canvas.fill(part, ui.colors().primary, whole.h / 2);
    ui.tree.add({.id = "progress",
                 .role = Role::Progress,
                 .name = ui.say("nav.progress"_text).utf8,
                 .value = std::to_string(static_cast<int>(*done * 100)) + "%",
                 .window = ui.canvas.window(whole)});
}

struct Tool {
    std::string_view id;
    i18n::TextId name;
    std::string_view icon;
    Panel panel;
};

Button language_button(const Ui& ui) {
    return {.id = "language",
            .label = ui.as_said(ui.names.own_name(ui.session.language)),
            .icon = "globe",
            .style = Style::Quiet};
}

void draw_tools(Ui& ui, float y) {
    const Metrics& m = ui.m();
    const std::array<Tool, kTools> tools{
        Tool{"language", "language.button"_text, "globe", Panel::Languages},
        Tool{"size", "size.button"_text, "text-size", Panel::Sizes},
        Tool{"palette", "palette.button"_text, "contrast", Panel::Palettes}};
    const Button language = language_button(ui);
    float x = (m.width - tools_width(m) + m.language_width() - button_width(ui, language)) / 2;
    for (const Tool& tool : tools) {
        Button one{.id = std::string(tool.id),
                   .label = ui.say(tool.name),
                   .icon = std::string(tool.icon),
                   .style = Style::Quiet,
                   .icon_only = tool.panel != Panel::Languages};
        if (tool.panel == Panel::Languages) {
            one = language;
        }
        const float width = one.icon_only ? m.tool_width() : button_width(ui, one);
        if (button(ui, one, {x, y, width, m.bar_height()})) {
            ui.view.panel = ui.view.panel == tool.panel ? Panel::None : tool.panel;
        }
        x += width + m.gap();
    }
}

// Between the bars, where no keyboard shows.
Rect whole_area(const Metrics& m) {
    // Where large text leaves little height, the words get it and the air gives way.
    const float air = m.height < m.of(75) ? 0.5F : 1.0F;
    const float top = m.margin() + m.bar_height() + m.of(4) * air;
    const float bottom = m.height - m.margin() - bottom_height(m) - m.of(3) * air;
    return {(m.width - m.column()) / 2, top, m.column(), bottom - top};
}

float above_bar(const Metrics& m) {
    return m.height < m.of(75) ? m.of(1) : m.of(1.5F);
}

} // namespace

Rect content_area(const Ui& ui) {
    Rect area = whole_area(ui.m());
    if (keyboard_shows(ui)) {
        const float top = ui.m().margin() + ui.m().bar_height() + ui.m().of(2);
        area.y = std::min(area.y, top); // what she writes needs the height more than the air does
        area.h = keyboard_area(ui).y - ui.m().of(1.5F) - area.y;
    }
    return area;
}

Rect keyboard_area(const Ui& ui) {
    const Metrics& m = ui.m();
    const float top = m.margin() + m.bar_height() + m.of(2);
    const float bottom = m.height - m.margin() - bottom_height(m) - above_bar(m);
    const float height = keyboard_height(ui, bottom - top - m.of(1.5F));
    return {0, bottom - height, m.width, height};
}

Rect list_area(const Ui& ui) {
    const Metrics& m = ui.m();
    Rect area = content_area(ui);
    area.w = m.list();
    area.x = (m.width - area.w) / 2;
    return area;
}

BarEvent draw_top(Ui& ui, const Bars& bars) {
    const Metrics& m = ui.m();
    BarEvent event = BarEvent::None;
    if (bars.back) {
        const Button back{.id = "nav.back",
                          .label = ui.say("nav.back"_text),
                          .icon = "arrow-back",
                          .style = Style::Quiet,
                          .facing = Facing::Reading};
        // Its text, not its edge, stands on the margin: nothing is drawn around it at rest.
        const Rect area{m.margin() - m.of(2), m.margin(), button_width(ui, back), m.bar_height()};
        event = button(ui, back, area) ? BarEvent::Back : event;
    }
    if (bars.exit) {
        const Button exit{.id = "exit", .label = ui.say("nav.exit"_text), .icon = "close"};
        const Rect area{m.width - m.margin() - m.exit_width(), m.margin(), m.exit_width(),
                        m.bar_height()};
        event = button(ui, exit, area) || ui.view.hands.pressed_key(Key::Escape) ? BarEvent::Exit
                                                                                 : event;
    }
    draw_progress(ui);
    return event;
}

BarEvent draw_bottom(Ui& ui, const Bars& bars) {
    const Metrics& m = ui.m();
    const Rect row = action_row(m);
    const bool stacked = two_rows(m);
    BarEvent event = BarEvent::None;
    if (stacked) {
        draw_tools(ui, row.y - m.gap() - m.bar_height());
    }
    if (bars.skip) {
        Button skip = *bars.skip;
        float width = std::max(m.of(14), button_width(ui, skip));
        // Its words may be too many for the place beside the tools: then its picture says it.
        const float room = stacked ? row.w - m.gap() - m.action_width()
                                   : (m.width - tools_width(m)) / 2 - row.x - m.gap();
        skip.icon_only = !skip.icon.empty() && width > room;
        width = skip.icon_only ? m.tool_width() : width;
        event = button(ui, skip, {row.x, row.y, width, row.h}) ? BarEvent::Skip : event;
    }
    if (!stacked) {
        draw_tools(ui, row.y);
    }
    if (bars.action) {
        const float width = std::max(m.action_width(), button_width(ui, *bars.action));
        const Rect area{row.end() - width, row.y, width, row.h};
        event = button(ui, *bars.action, area) ? BarEvent::Action : event;
    }
    return event;
}

} // namespace ui
