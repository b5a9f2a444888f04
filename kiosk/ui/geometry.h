// Points and rectangles of the screen. A screen lays out in logical coordinates: x grows from the
// start edge of the reading direction. Only the canvas turns them into window pixels.
#pragma once

namespace ui {

struct Point {
    float x = 0;
    float y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

struct Size {
    float w = 0;
    float h = 0;
};

/// `x` is the distance of the rectangle's start edge from the start edge of the window.
struct Rect {
    float x = 0;
    float y = 0;
    float w = 0;
    float h = 0;

    float end() const { return x + w; }
    float bottom() const { return y + h; }
    Point centre() const { return {x + w / 2, y + h / 2}; }
    /// Edges count as inside at the start and top, as outside at the end and bottom.
    bool holds(Point p) const { return p.x >= x && p.x < end() && p.y >= y && p.y < bottom(); }
    /// Smaller by `by` on every side (larger when negative).
    Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
    Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
    bool inside(const Rect& other) const {
        return x >= other.x && y >= other.y && end() <= other.end() && bottom() <= other.bottom();
    }
    friend bool operator==(const Rect&, const Rect&) = default;
};

/// The one place where direction meets geometry: the same rectangle seen from the other edge.
inline Rect mirrored(const Rect& rect, float window_width) {
    return {window_width - rect.x - rect.w, rect.y, rect.w, rect.h};
}

} // namespace ui
