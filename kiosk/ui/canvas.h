// The draw list in logical coordinates: everything a screen draws passes here, and here alone start
// becomes left or right. Shapes only; text.h adds the letters.
#pragma once

#include "kiosk/ui/svg_path.h"
#include "kiosk/ui/theme.h"

#include <cstdint>

struct ImDrawList;

namespace ui {

enum class Facing : std::uint8_t {
    Same,
    Reading
}; ///< Reading: turned round in right-to-left pages

class Canvas {
public:
    /// All of `letters` is drawn above all of `shapes`: few texture changes, few draw calls.
    Canvas(ImDrawList& shapes, ImDrawList& letters, float window_width, bool right_to_left)
        : list_(&shapes), letters_(&letters), width_(window_width), right_to_left_(right_to_left) {}

    bool right_to_left() const { return right_to_left_; }
    /// The same place in window pixels, and back again: mirroring is its own inverse.
    Rect window(const Rect& logical) const {
        return right_to_left_ ? mirrored(logical, width_) : logical;
    }
    Point window(Point logical) const {
        return {right_to_left_ ? width_ - logical.x : logical.x, logical.y};
    }

    void fill(const Rect& area, Color color, float radius = 0);
    void outline(const Rect& area, Color color, float radius, float thickness);
    void disc(Point centre, float radius, Color color);
    /// `area` is square; the drawing's strokes keep one weight whatever its size.
    void drawing(const Drawing& drawing, const Rect& area, Color color, Facing facing);
    void tick(const Rect& area, Color color, float thickness);
    /// Over everything drawn so far, letters included.
    void veil(const Rect& area, Color color);
    /// Until the object goes, letters are cut off outside `area`.
    class Clip {
    public:
        Clip(Canvas& canvas, const Rect& area);
        ~Clip();
        Clip(const Clip&) = delete;
        Clip& operator=(const Clip&) = delete;

    private:
        ImDrawList& list_;
    };
    /// Until the object goes, shapes too are drawn over everything before them, letters included.
    class Raised {
    public:
        explicit Raised(Canvas& canvas) : canvas_(canvas), below_(canvas.list_) {
            canvas.list_ = canvas.letters_;
        }
        ~Raised() { canvas_.list_ = below_; }
        Raised(const Raised&) = delete;
        Raised& operator=(const Raised&) = delete;

    private:
        Canvas& canvas_;
        ImDrawList* below_;
    };
    ImDrawList& letters() { return *letters_; }

private:
    void stroke(const std::vector<Point>& window_points, Color color, float thickness, bool closed);

    ImDrawList* list_;
    ImDrawList* letters_;
    float width_;
    bool right_to_left_;
};

std::uint32_t packed(Color color);

} // namespace ui
