// Own words: one line or several, one answer or a list of them.
#include "i18n/normal_form.h"
#include "i18n/sequences.h"
#include "kiosk/intake/json_writer.h"
#include "kiosk/ui/answers.h"
#include "kiosk/ui/field.h"

#include <algorithm>

namespace ui {

using namespace i18n::literals;

namespace {

constexpr std::size_t kTellBelow = 40; // characters of room that are worth mentioning
constexpr std::size_t kDefaultLength = 200;
constexpr float kLeastLines = 5;

std::string_view text_at(const Ui& ui, intake::NodeId node, std::size_t index) {
    std::size_t at = 0;
    for (const intake::Value& value : ui.session.answers.node(node).values) {
        const auto* text = std::get_if<crypto::SecretText>(&value);
        if (text != nullptr && at++ == index) {
            return text->view();
        }
    }
    return {};
}

std::size_t texts_of(const Ui& ui, intake::NodeId node) {
    return static_cast<std::size_t>(
        std::ranges::count_if(ui.session.answers.node(node).values, [](const intake::Value& v) {
            return std::holds_alternative<crypto::SecretText>(v);
        }));
}

// As many as the record will need: it is the record that has to have the room. It holds her words
// in NFC, which may be longer than what she typed.
std::size_t json_bytes(std::string_view text) {
    const auto kept = i18n::nfc(text);
    const std::string_view view{kept.data(), kept.size()};
    return std::max(text.size(), intake::json_size(view).value_or(view.size()));
}

FieldSpec spec_of(const Ui& ui, intake::NodeId node, std::size_t index) {
    const intake::Item& item = ui.session.answers.item(node);
    const std::string suffix = index == 0 ? "" : ":" + std::to_string(index + 1);
    return {.id = node_id(ui, node) + suffix,
            .key = {node, index, 't'},
            .name = ui.say_form(form_id(item), item.text),
            .limits = {.multi_line = item.kind == intake::ItemKind::Text,
                       .max_characters = item.max_length.value_or(kDefaultLength),
                       .max_bytes = std::max<std::size_t>(item.max_bytes, 16),
                       .bytes_of = &json_bytes},
            .latin = item.latin,
            .initial = text_at(ui, node, index),
            .hideable = true};
}

// How much room there is, once it becomes scarce. The line keeps its height: nothing jumps.
void add_room(Ui& ui, Column& column, const FieldSpec& spec) {
    const float height = measure(ui, ui.say("text.full"_text), Type::Small, column.width()).h;
    column.add(ui.m().of(0.75F), height, [&ui, spec](const Rect& area) {
        const auto field = ui.view.fields.find(spec.key);
        if (field == ui.view.fields.end()) {
            return;
        }
        const std::size_t used = field->second.editor.character_count();
        const std::size_t room =
            spec.limits.max_characters - std::min(used, spec.limits.max_characters);
        if (room > kTellBelow) {
            return;
        }
        const i18n::Argument count{"count", static_cast<std::int64_t>(room)};
        const auto text =
            room == 0 ? ui.say("text.full"_text) : ui.say("text.room"_text, {&count, 1});
        note(ui, spec.id + ".room", Role::Text, text, area);
        write(ui, text, Type::Small, area, {ui.colors().quiet});
    });
}

// A hint and no more: a name is taken as it is written.
void add_marks(Ui& ui, Column& column, const FieldSpec& spec) {
    const auto field = ui.view.fields.find(spec.key);
    if (field == ui.view.fields.end()) {
        return;
    }
    const i18n::TextStyle style{.locale = ui.session.language};
    if (i18n::has_stray_sign(field->second.editor.text().view(), style, ui.painter.typesetter())) {
        column.keep_with_next();
        column.help(spec.id + ".marks", ui.say("text.marks"_text));
    }
}

void take_words(Ui& ui, intake::NodeId node, std::size_t index, std::string_view words) {
    const auto kept = i18n::nfc(words);
    ui.act(intake::SetText{node, index, crypto::SecretText({kept.data(), kept.size()})});
    if (words.empty()) {
        // The later answers of a list move up: their fields must not keep their old places.
        std::erase_if(ui.view.fields, [&](const auto& field) {
            return field.first.node == node && field.first.index > index;
        });
    }
}

void add_field(Ui& ui, Column& column, intake::NodeId node, std::size_t index) {
    const FieldSpec spec = spec_of(ui, node, index);
    const float gap = index == 0 ? ui.m().of(2.5F) : ui.m().gap();
    const float least = ui.m().body() * 1.5F * kLeastLines;
    const float below = ui.m().of(4);
    const bool alone = ui.session.answers.node(node).parent == intake::kRoot;
    const float tall = alone ? std::min(column.rest(gap + below, least), ui.m().of(34)) : least;
    const float height =
        spec.limits.multi_line ? std::min(tall, column.most()) : ui.m().tile_height();
    column.add(gap, height, [&ui, spec, node, index](const Rect& area) {
        const FieldEvent event = text_field(ui, spec, area);
        if (event.changed) {
            take_words(ui, node, index, event.text);
        }
    });
    column.holds_field(spec.id);
    if (spec.limits.multi_line) {
        add_room(ui, column, spec);
    }
    add_marks(ui, column, spec);
}

void add_caption(Ui& ui, Column& column, intake::NodeId node) {
    const auto text = ui.say("answer.own_words"_text);
    const float height = measure(ui, text, Type::Help, column.width()).h;
    column.add(ui.m().of(2.5F), height, [&ui, node, text](const Rect& area) {
        note(ui, node_id(ui, node) + ".own_words", Role::Text, text, area);
        write(ui, text, Type::Help, area, {ui.colors().quiet});
    });
}

} // namespace

void add_text(Ui& ui, Column& column, intake::NodeId node) {
    const intake::Item& item = ui.session.answers.item(node);
    if (item.kind == intake::ItemKind::OpenChoice) {
        add_caption(ui, column, node);
    }
    const bool list = item.repeats && item.kind != intake::ItemKind::OpenChoice;
    const std::size_t given = list ? texts_of(ui, node) : 0;
    const std::size_t shown = list ? std::min<std::size_t>(given + 1, item.max_values) : 1;
    for (std::size_t i = 0; i < shown; ++i) {
        add_field(ui, column, node, i);
    }
}

} // namespace ui
