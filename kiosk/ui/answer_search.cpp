#include "kiosk/ui/answer_search.h"

#include "kiosk/ui/answers.h"
#include "kiosk/ui/field.h"
#include "kiosk/ui/form_ids.h"
#include "kiosk/ui/names.h"
#include "kiosk/ui/tile_grid.h"

#include <algorithm>

namespace ui {

using namespace i18n::literals;

namespace {

constexpr std::size_t kLongestName = 60; // characters of a name that anybody types
constexpr float kFewestRows = 3;
constexpr float kMostRows = 8;

FieldKey key_of(intake::NodeId node) {
    return {node, 0, 's'};
}

std::string_view typed_at(const Ui& ui, intake::NodeId node) {
    const auto field = ui.view.fields.find(key_of(node));
    return field == ui.view.fields.end() ? std::string_view{} : field->second.editor.text().view();
}

/// One question's list while a frame is put together.
class Search {
public:
    Search(Ui& ui, Column& column, intake::NodeId node)
        : ui_(ui), column_(column), node_(node), item_(ui.session.answers.item(node)),
          base_(node_id(ui, node)), index_(ui.names.of(ui, item_)),
          across_(widest_across(ui, column)) {}

    void add() {
        add_field();
        const auto found = index_.find(typed_at(ui_, node_));
        if (found && ui_.view.keyboard.open) {
            add_found(*found); // what she is looking for comes before what she has
            return add_chosen();
        }
        add_chosen();
        if (found) {
            add_found(*found);
        } else if (item_.repeats || !has_answer()) {
            add_list();
        } // else she has chosen the one: pressing it again, or typing, brings the others back
    }

private:
    void add_field() {
        const i18n::Text caption = ui_.say("search.caption"_text);
        FieldSpec spec{.id = base_ + ".search",
                       .key = key_of(node_),
                       .name = caption,
                       .limits = {.max_characters = kLongestName},
                       .initial = {},
                       .finds = true};
        const float words = caption_height(caption);
        tight_ = words == 0;
        if (tight_) {
            spec.placeholder = caption;
        }
        const float height = words + ui_.m().tile_height();
        auto draw = [&ui = ui_, spec, words, gap = caption_gap()](const Rect& area) {
            if (words > 0) {
                const Rect above{area.x, area.y, area.w, words - gap};
                note(ui, spec.id + ".caption", Role::Text, spec.name, above);
                write(ui, spec.name, Type::Help, above, {ui.colors().quiet});
            }
            const float top = area.y + words;
            if (text_field(ui, spec, {area.x, top, area.w, area.bottom() - top}).changed) {
                ui.view.part = 0;
                ui.view.searched = true;
            }
        };
        // Above every part, so that she can write at once, where that leaves room for the list.
        const float row = ui_.m().tile_height() + ui_.m().gap();
        const float above = ui_.m().paragraph_gap();
        if (has_own_page() && column_.most() > height + above + fewest_rows() * row) {
            column_.add_heading(above, height, std::move(draw));
        } else {
            column_.add(above, height, std::move(draw));
        }
        column_.holds_field(spec.id, true);
    }

    float caption_gap() const { return ui_.m().of(0.8F); }

    /// With the gap below it. Where the keyboard leaves no room for it and two names, it stands in
    /// the field instead: 0.
    float caption_height(const i18n::Text& caption) {
        const float words = measure(ui_, caption, Type::Help, column_.width()).h + caption_gap();
        const float names = 2 * (ui_.m().tile_height() + ui_.m().gap());
        const bool tight =
            ui_.view.keyboard.open && column_.area().h < words + ui_.m().tile_height() + names;
        return tight ? 0 : words;
    }

    /// Above a list.
    float list_gap() const { return tight_ ? ui_.m().gap() : ui_.m().of(2.5F); }

    void line(const char* name, const i18n::Text& text, float gap) {
        const float height = measure(ui_, text, Type::Help, column_.width()).h;
        column_.add(gap, height,
                    [&ui = ui_, id = base_ + ".search." + name, text](const Rect& area) {
                        note(ui, id, Role::Text, text, area);
                        write(ui, text, Type::Help, area, {ui.colors().quiet});
                    });
    }

    bool has_answer() const {
        return ui_.session.answers.node(node_).state == intake::AnswerState::Answered;
    }

    /// The keyboard leaves room for fewer.
    float fewest_rows() const { return ui_.view.keyboard.open ? 1 : kFewestRows; }

    bool has_own_page() const { return ui_.session.answers.node(node_).parent == intake::kRoot; }

    void add_chosen() {
        std::vector<std::uint32_t> chosen;
        for (const intake::Value& value : ui_.session.answers.node(node_).values) {
            if (const auto* option = std::get_if<intake::Chosen>(&value)) {
                chosen.push_back(option->option);
            }
        }
        add_tiles(chosen, list_gap());
    }

    void add_list() {
        add_rest(index_.common(), list_gap());
        if (item_.options.size() <= kListWhole) {
            add_rest(index_.others(), ui_.m().gap());
        } else {
            line("long", ui_.say("search.long"_text), ui_.m().paragraph_gap());
        }
        add_rest(index_.open(), list_gap());
    }

    /// As many as fit on this part, best first. Those that keep the question open come last, where
    /// they are among the best, or where nothing was found.
    void add_found(const i18n::WipedVector<std::uint32_t>& found) {
        if (found.empty()) {
            line("nothing", ui_.say("search.nothing"_text), list_gap());
            return add_rest(index_.open(), list_gap());
        }
        const std::size_t room = rows_that_fit() * across_;
        bool more = false;
        std::vector<std::uint32_t> best;
        std::vector<std::uint32_t> open;
        for (const std::uint32_t option : found) {
            if (is_chosen(option)) {
                continue;
            }
            more = best.size() == room;
            if (more) {
                break;
            }
            (keeps_open(item_.options[option]) ? open : best).push_back(option);
        }
        add_tiles(best, list_gap());
        if (more) {
            line("many", ui_.say("search.many"_text), ui_.m().paragraph_gap());
        }
        add_tiles(open, list_gap());
    }

    /// Above the line that there are more.
    std::size_t rows_that_fit() const {
        const float words =
            measure(ui_, ui_.say("search.many"_text), Type::Help, column_.width()).h +
            ui_.m().paragraph_gap();
        const float line = ui_.view.keyboard.open ? 0 : words; // names are worth more than it
        const float room = column_.rest(list_gap() + line, 0) + ui_.m().gap();
        return static_cast<std::size_t>(
            std::clamp(room / (ui_.m().tile_height() + ui_.m().gap()), fewest_rows(), kMostRows));
    }

    bool is_chosen(std::uint32_t option) const { return ui_.session.answers.chosen(node_, option); }

    /// Those that are not chosen: what is chosen stands on top.
    void add_rest(std::span<const std::uint32_t> options, float first_gap) {
        std::vector<std::uint32_t> rest;
        std::ranges::remove_copy_if(options, std::back_inserter(rest),
                                    [&](std::uint32_t option) { return is_chosen(option); });
        add_tiles(rest, first_gap);
    }

    /// Row by row: one long name makes its own row higher and no other.
    void add_tiles(std::span<const std::uint32_t> options, float first_gap) {
        for (std::size_t first = 0; first < options.size(); first += across_) {
            const auto row = options.subspan(first, std::min(across_, options.size() - first));
            Grid grid{.tiles = {},
                      .across = across_,
                      .first_gap = first == 0 ? first_gap : ui_.m().gap(),
                      .choose = chooser(row)};
            for (const std::uint32_t option : row) {
                grid.tiles.push_back(tile_of(option));
            }
            add_grid(ui_, column_, std::move(grid));
        }
    }

    Tile tile_of(std::uint32_t option) const {
        const intake::Option& offered = item_.options[option];
        return {.id = base_ + "." + index_.word(option),
                .label = index_.label(option),
                .icon = {},
                .chosen = is_chosen(option),
                .several = item_.repeats,
                .light = keeps_open(offered)};
    }

    std::function<void(std::size_t)> chooser(std::span<const std::uint32_t> row) const {
        return [&ui = ui_, node = node_, row = std::vector(row.begin(), row.end())](std::size_t i) {
            const intake::Answers& answers = ui.session.answers;
            const bool again = answers.chosen(node, row[i]) && !answers.item(node).repeats;
            if (again) {
                ui.act(intake::RemoveValue{node, 0});
            } else {
                ui.act(intake::Choose{node, row[i]});
            }
            // The search has done its work; the next name begins with an empty field.
            ui.view.fields.erase(key_of(node));
            ui.view.part = 0;
        };
    }

    Ui& ui_;
    Column& column_;
    intake::NodeId node_;
    const intake::Item& item_;
    std::string base_;
    const NameIndex& index_;
    std::size_t across_;
    bool tight_ = false; ///< the keyboard leaves hardly room for a name
};

} // namespace

void add_search(Ui& ui, Column& column, intake::NodeId node) {
    Search(ui, column, node).add();
}

} // namespace ui
