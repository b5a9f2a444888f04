// After the answers: being kept, kept with the code, or not kept.
#include "kiosk/ui/column.h"
#include "kiosk/ui/phone.h"
#include "kiosk/ui/screens.h"

#include <algorithm>

namespace ui {

using namespace i18n::literals;

namespace {

crypto::SecretText grouped(const intake::Code& code) {
    constexpr std::size_t kGroups = 4;
    crypto::SecretText text;
    for (std::size_t i = 0; i < kGroups; ++i) {
        text.append(i == 0 ? "" : "  ");
        text.append(intake::group_of(code, i));
    }
    return text;
}

/// Heights of the card with the code.
struct CodeCard {
    float pad = 0;
    float label = 0;
    float number = 0;
    float whole = 0;
};

CodeCard card_of(Ui& ui, const Column& column, const intake::Code& code) {
    CodeCard card{.pad = ui.m().of(1.6F)};
    const float inside = column.width() - 2 * card.pad;
    card.label = measure(ui, ui.say("kept.code"_text), Type::Help, inside).h;
    card.number = number_height(ui, grouped(code).view(), inside);
    card.whole = card.label + ui.m().of(0.4F) + card.number + 2 * card.pad;
    return card;
}

void add_code(Ui& ui, Column& column, const intake::Code& code) {
    const CodeCard card = card_of(ui, column, code);
    column.add(
        ui.m().section_gap(), card.whole,
        [&ui, &code, pad = card.pad, label = card.label, number = card.number](const Rect& area) {
            const i18n::Text title = ui.say("kept.code"_text);
            const crypto::SecretText digits = grouped(code);
            ui.canvas.fill(area, ui.colors().chosen, ui.m().radius());
            ui.canvas.outline(area, ui.colors().primary, ui.m().radius(), ui.m().hairline());
            const Rect in = area.inset(pad);
            write(ui, title, Type::Help, {in.x, in.y, in.w, label}, {ui.colors().text});
            draw_number(ui, digits.view(), {in.x, in.bottom() - number, in.w, number},
                        i18n::Align::Start);
            ui.tree.add({.id = "code",
                         .role = Role::Text,
                         .name = title.utf8,
                         .value = digits.view(),
                         .window = ui.canvas.window(area)});
        });
}

// The code must not hide behind "more" at any text size: where large letters leave no room for
// both, it comes before the title.
void add_title_and_code(Ui& ui, Column& column, const intake::Code& code) {
    const i18n::Text title = ui.say("kept.title"_text);
    const float above = measure(ui, title, Type::Question, column.text_width()).h;
    const float both = above + ui.m().section_gap() + card_of(ui, column, code).whole;
    if (both <= column.room()) {
        column.title(title);
        return add_code(ui, column, code);
    }
    add_code(ui, column, code);
    column.subheading("heading", title);
}

// What the code is for and how to keep it, where she still sees it.
void add_advice(Ui& ui, Column& column) {
    column.help("kept.code_use", ui.say("kept.code_use"_text));
    column.help("kept.code_safe", ui.say("kept.code_safe"_text));
    column.help("kept.code_secret", ui.say("kept.code_secret"_text));
}

i18n::TextId next_step(const intake::Session& session) {
    const auto decision = session.kept ? session.kept->decision : std::nullopt;
    switch (decision.value_or(intake::Decision::ReferMe)) {
    case intake::Decision::ContactMeFirst:
        return "kept.contact_me_first"_text;
    case intake::Decision::AnonymousOnly:
        return "kept.anonymous_only"_text;
    default:
        return "kept.refer_me"_text;
    }
}

} // namespace

void draw_keeping(Ui& ui) {
    Column column(ui);
    column.title(ui.say("keeping.title"_text));
    column.paragraph("keeping.text", ui.say("keeping.text"_text));
    column.draw();
}

void draw_kept(Ui& ui) {
    Column column(ui);
    if (ui.session.kept) {
        add_title_and_code(ui, column, ui.session.kept->code);
        add_advice(ui, column);
        column.paragraph("kept.state", ui.say(ui.session.kept->online ? "kept.online"_text
                                                                      : "kept.offline"_text));
    }
    column.subheading("kept.next", ui.say("kept.next"_text));
    column.paragraph("kept.step", ui.say(next_step(ui.session)));
    add_phone(ui, column, "help", "kept.call"_text);
    add_emergency(ui, column, "kept.emergency"_text);
    column.draw();
}

void draw_not_kept(Ui& ui) {
    Column column(ui);
    const bool maybe = ui.session.maybe_kept;
    column.title(ui.say(maybe ? "not_kept.unsure"_text : "not_kept.title"_text));
    column.paragraph("not_kept.text", ui.say("not_kept.text"_text));
    column.paragraph("not_kept.still_here", ui.say(maybe ? "not_kept.unsure_still_here"_text
                                                         : "not_kept.still_here"_text));
    add_phone(ui, column, "help", "kept.call"_text);
    add_emergency(ui, column, "kept.emergency"_text);
    column.draw();
}

} // namespace ui
