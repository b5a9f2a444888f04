#include "kiosk/ui/svg_path.h"

#include <charconv>

namespace ui {
namespace {

constexpr int kCurveSteps = 12; // a curve of 24 units shown at 120 px: steps below 3 px

// Walks over one `d` attribute. A failed read leaves `fault_` set and ends the walk.
class PathReader {
public:
    explicit PathReader(std::string_view d) : rest_(d) {}

    std::expected<std::vector<Stroke>, std::string> read() {
        skip_separators();
        char command = 0;
        while (!rest_.empty() && fault_.empty()) {
            if (!starts_number()) {
                command = rest_.front();
                rest_.remove_prefix(1);
            } else if (command == 'Z' || command == 0) {
                fault_ = "a number where a command was expected";
            }
            step(command);
            if (command == 'M') {
                command = 'L'; // further pairs after M are lines (SVG 1.1, 8.3.2)
            }
            skip_separators();
        }
        if (!fault_.empty()) {
            return std::unexpected(fault_);
        }
        return std::move(strokes_);
    }

private:
    bool starts_number() const {
        const char c = rest_.front();
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
    }

    void skip_separators() {
        while (!rest_.empty() && std::string_view(" ,\t\r\n").contains(rest_.front())) {
            rest_.remove_prefix(1);
        }
    }

    float number() {
        skip_separators();
        float value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc{}) {
            fault_ = "a number was expected";
            return 0;
        }
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    Point point() {
        const float x = number();
        return {x, number()};
    }

    void line_to(Point to) {
        if (strokes_.empty()) {
            fault_ = "a path begins with M";
            return;
        }
        if (strokes_.back().closed) {
            strokes_.push_back({{at_}, false});
        }
        strokes_.back().points.push_back(to);
        at_ = to;
    }

    void curve_to(Point a, Point b, Point to) {
        const Point from = at_;
        for (int i = 1; i <= kCurveSteps; ++i) {
            const float t = static_cast<float>(i) / kCurveSteps;
            const float s = 1 - t;
            const auto mix = [&](float p0, float p1, float p2, float p3) {
                return s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3;
            };
            line_to({mix(from.x, a.x, b.x, to.x), mix(from.y, a.y, b.y, to.y)});
        }
    }

    void close() {
        if (strokes_.empty() || strokes_.back().closed) {
            fault_ = "Z without a path";
            return;
        }
        Stroke& stroke = strokes_.back();
        stroke.closed = true;
        at_ = stroke.points.front();
        // A path that came back by itself: the closing line would have no length, and no direction.
        if (stroke.points.size() > 1 && stroke.points.back() == at_) {
            stroke.points.pop_back();
        }
    }

    void step(char command) {
        switch (command) {
        case 'M':
            at_ = point();
            strokes_.push_back({{at_}, false});
            return;
        case 'L':
            return line_to(point());
        case 'H':
            return line_to({number(), at_.y});
        case 'V':
            return line_to({at_.x, number()});
        case 'C': {
            const Point a = point();
            const Point b = point();
            return curve_to(a, b, point());
        }
        case 'Z':
            return close();
        default:
            fault_ = std::string("the command '") + command + "' is not supported";
        }
    }

    std::string_view rest_;
    std::vector<Stroke> strokes_;
    Point at_;
    std::string fault_;
};

std::string_view between(std::string_view text, std::string_view from, char to) {
    const auto start = text.find(from);
    if (start == std::string_view::npos) {
        return {};
    }
    const auto value = text.substr(start + from.size());
    return value.substr(0, value.find(to));
}

// "0 0 N N" -> N; 0 when it is anything else.
float view_box_side(std::string_view svg) {
    const auto box = between(svg, "viewBox=\"0 0 ", '"');
    const auto width = box.substr(0, box.find(' '));
    float side = 0;
    const auto [end, error] = std::from_chars(width.data(), width.data() + width.size(), side);
    const bool square =
        error == std::errc{} && box == std::string(width) + " " + std::string(width);
    return square ? side : 0;
}

} // namespace

std::expected<std::vector<Stroke>, std::string> parse_path(std::string_view d) {
    return PathReader(d).read();
}

std::expected<Drawing, std::string> parse_svg(std::string_view svg) {
    Drawing drawing{.side = view_box_side(svg), .strokes = {}};
    if (drawing.side <= 0) {
        return std::unexpected("a square viewBox=\"0 0 N N\" was expected");
    }
    for (auto at = svg.find("<path"); at != std::string_view::npos;
         at = svg.find("<path", at + 1)) {
        const auto element = svg.substr(at, svg.find('>', at) - at);
        auto strokes = parse_path(between(element, " d=\"", '"'));
        if (!strokes) {
            return std::unexpected(strokes.error());
        }
        drawing.strokes.insert(drawing.strokes.end(), strokes->begin(), strokes->end());
    }
    if (drawing.strokes.empty()) {
        return std::unexpected("no path was found");
    }
    return drawing;
}

} // namespace ui
