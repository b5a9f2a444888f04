#include "kiosk/ui/canvas.h"

#include <imgui.h>

#include <cmath>

namespace ui {
namespace {

constexpr float kStrokeWeight = 1.5F; // of a view box of 24 units
constexpr float kViewBox = 24;

ImVec2 vec(Point p) {
    return {p.x, p.y};
}

// Edges on whole pixels: a hairline is then crisp and tiles of one height look alike.
Rect snapped(const Rect& r) {
    const float x = std::round(r.x);
    const float y = std::round(r.y);
    return {x, y, std::round(r.end()) - x, std::round(r.bottom()) - y};
}

} // namespace

std::uint32_t packed(Color c) {
    return IM_COL32(c.r, c.g, c.b, c.a);
}

void Canvas::fill(const Rect& area, Color color, float radius) {
    const Rect r = snapped(window(area));
    list_->AddRectFilled({r.x, r.y}, {r.end(), r.bottom()}, packed(color), radius);
}

void Canvas::outline(const Rect& area, Color color, float radius, float thickness) {
    // The line lies inside the area, so that a thicker one does not make a tile larger.
    const Rect r = snapped(window(area)).inset(thickness / 2);
    list_->AddRect({r.x, r.y}, {r.end(), r.bottom()}, packed(color), radius - thickness / 2, 0,
                   thickness);
}

void Canvas::disc(Point centre, float radius, Color color) {
    list_->AddCircleFilled(vec(window(centre)), radius, packed(color));
}

void Canvas::stroke(const std::vector<Point>& points, Color color, float thickness, bool closed) {
    list_->PathClear();
    for (const Point p : points) {
        list_->PathLineTo(vec(p));
    }
    list_->PathStroke(packed(color), closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness);
    if (!closed) {
        // ImGui ends lines squarely; the drawings are made for round ends.
        list_->AddCircleFilled(vec(points.front()), thickness / 2, packed(color));
        list_->AddCircleFilled(vec(points.back()), thickness / 2, packed(color));
    }
}

void Canvas::drawing(const Drawing& drawing, const Rect& area, Color color, Facing facing) {
    const Rect target = window(area);
    const float scale = target.w / drawing.side;
    const bool turn = facing == Facing::Reading && right_to_left_;
    const float thickness = kStrokeWeight / kViewBox * target.w;
    std::vector<Point> points;
    for (const Stroke& part : drawing.strokes) {
        points.clear();
        for (const Point p : part.points) {
            const float x = turn ? drawing.side - p.x : p.x;
            points.push_back({target.x + x * scale, target.y + p.y * scale});
        }
        stroke(points, color, thickness, part.closed);
    }
}

void Canvas::veil(const Rect& area, Color color) {
    const Rect r = window(area);
    letters_->AddRectFilled({r.x, r.y}, {r.end(), r.bottom()}, packed(color));
}

Canvas::Clip::Clip(Canvas& canvas, const Rect& area) : list_(canvas.letters()) {
    const Rect r = canvas.window(area);
    list_.PushClipRect({r.x, r.y}, {r.end(), r.bottom()}, true);
}

Canvas::Clip::~Clip() {
    list_.PopClipRect();
}

void Canvas::tick(const Rect& area, Color color, float thickness) {
    // A tick is the same in every direction of reading.
    const Rect r = window(area);
    stroke({{r.x + r.w * 0.16F, r.y + r.h * 0.54F},
            {r.x + r.w * 0.40F, r.y + r.h * 0.77F},
            {r.x + r.w * 0.84F, r.y + r.h * 0.27F}},
           color, thickness, false);
}

} // namespace ui
