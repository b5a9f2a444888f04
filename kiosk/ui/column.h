// The one column of a page: blocks one under another, cut into parts where they are too many for
// the height. Nobody has to drag: a button leads to the next part.
#pragma once

#include "kiosk/ui/widgets.h"

#include <functional>

namespace ui {

class Column {
public:
    /// Lays out between the top and the bottom furniture.
    explicit Column(Ui& ui);
    /// The same, in an area of its own: the list_area() of the review.
    Column(Ui& ui, const Rect& area);

    float width() const { return area_.w; }
    /// Of what is read: never more than 66 characters.
    float text_width() const;
    const Rect& area() const { return area_; }
    /// A block of `height`, `gap` below the one before.
    void add(float gap, float height, std::function<void(const Rect&)> draw);
    /// The same, shown again on top of every part.
    void add_heading(float gap, float height, const std::function<void(const Rect&)>& draw);
    /// The block added last stands on the same part as the next one: a label with its answers.
    void keep_with_next() { blocks_.back().kept = true; }
    /// The same, but only where one part can hold all that are bound in this way: a list of tiles.
    void rather_with_next() { blocks_.back().bound = true; }
    /// Shows the part that holds the block added last.
    void reveal() { revealed_ = blocks_.size(); }
    /// The block added last has the field `id`. While that is typed in, and the keyboard leaves no
    /// room for the whole page, it shows with its label, the heading, and what else fits around it.
    /// `finds`: what comes after it is what was found by typing, and matters more than what is
    /// told.
    void holds_field(std::string_view id, bool finds = false);
    /// What is left below the blocks so far, at least `least`: for a block that grows.
    float rest(float gap, float least) const;
    /// The tallest block that fits on a part of its own, below the heading.
    float most() const;
    /// Height of one part of several, its heading included.
    float room() const;
    /// Draws the part that is shown, and the button for more.
    void draw();

    // The usual blocks. A question that leaves no room for anything else becomes a paragraph.
    void question(const i18n::Text& text, std::string id = "heading");
    /// A question that stands on the first part only: for lists that are read through.
    void title(const i18n::Text& text);
    void paragraph(std::string id, const i18n::Text& text);
    void help(std::string id, const i18n::Text& text);
    void subheading(std::string id, const i18n::Text& text);
    /// The next block follows closely, whatever gap it asks for.
    void close_up() { closed_up_ = true; }

private:
    struct Block {
        float gap = 0;
        float height = 0;
        struct {
            float height = 0;
            std::function<void(const Rect&)> draw;
        } again;           ///< how it shows, smaller, on top of every later part; mostly not at all
        bool kept = false; ///< with the next one
        bool bound = false; ///< with the next one, if all that belongs together fits one part
        std::function<void(const Rect&)> draw;
    };
    struct Part {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    std::vector<Part> parts() const;
    bool opens_part(std::size_t block, float left) const;
    float height_with_next(std::size_t block, bool bound) const;
    float lead(std::size_t block) const;
    float heading_height() const;
    Size turning_size() const;
    float total() const;
    float draw_blocks(const Part& part);
    bool makes_room() const;
    std::vector<bool> blocks_while_typing() const;
    bool fit_while_typing(const std::vector<bool>& shown) const;
    float height_while_typing(std::size_t block) const;
    void draw_typing();
    void draw_turning();
    void draw_position(const Rect& area);

    Ui& ui_;
    Rect area_;
    Size turning_; ///< of one of the two buttons: asked for again and again while blocks are parted
    std::vector<Block> blocks_;
    std::size_t revealed_ = 0; ///< one past the block that is to show; 0: none
    std::size_t typed_ = 0;    ///< one past the block whose field is typed in; 0: none
    bool finds_ = false;       ///< that field
    bool closed_up_ = false;
    bool after_help_ = false; ///< lines of help stand closer to one another
};

} // namespace ui
