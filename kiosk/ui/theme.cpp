#include "kiosk/ui/theme.h"

#include "crypto/check.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
            static_cast<std::uint8_t>(hex), 255};
}

constexpr Colors kCalmLight{
    .ground = rgb(0xF7F5F1),
    .card = rgb(0xFFFFFF),
    .pressed = rgb(0xE9EEF0),
    .chosen = rgb(0xE3F0F4),
    .text = rgb(0x1E2A32),
    .quiet = rgb(0x41505A),
    .primary = rgb(0x1A546E),
    .primary_press = rgb(0x123F54),
    .on_primary = rgb(0xFFFFFF),
    .border = rgb(0x74828B),
    .line = rgb(0xC9D3D8),
    .warning = rgb(0xFFF3DC),
    .on_warning = rgb(0x5C3A00),
    .danger = rgb(0x8E1B1B),
    .focus = rgb(0x1E2A32),
    .selection = rgb(0xC4E1EC),
};

constexpr Colors kDark{
    .ground = rgb(0x151B20),
    .card = rgb(0x1E262C),
    .pressed = rgb(0x2A343B),
    .chosen = rgb(0x17343F),
    .text = rgb(0xF2F0EB),
    .quiet = rgb(0xC6CFD4),
    .primary = rgb(0x8FCBE0),
    .primary_press = rgb(0xB5DFEE),
    .on_primary = rgb(0x0B1F28),
    .border = rgb(0x8B99A1),
    .line = rgb(0x3A464D),
    .warning = rgb(0x3A2C10),
    .on_warning = rgb(0xFFE3B0),
    .danger = rgb(0xFFB4AB),
    .focus = rgb(0xF2F0EB),
    .selection = rgb(0x2C5566),
};

constexpr Colors kBlackOnWhite{
    .ground = rgb(0xFFFFFF),
    .card = rgb(0xFFFFFF),
    .pressed = rgb(0xD9D9D9),
    .chosen = rgb(0xE6E6E6),
    .text = rgb(0x000000),
    .quiet = rgb(0x000000),
    .primary = rgb(0x000000),
    .primary_press = rgb(0x333333),
    .on_primary = rgb(0xFFFFFF),
    .border = rgb(0x000000),
    .line = rgb(0x000000),
    .warning = rgb(0xFFFFFF),
    .on_warning = rgb(0x000000),
    .danger = rgb(0x7A0000),
    .focus = rgb(0x0038A8),
    .selection = rgb(0xCFCFCF),
};

constexpr Colors kWhiteOnBlack{
    .ground = rgb(0x000000),
    .card = rgb(0x000000),
    .pressed = rgb(0x333333),
    .chosen = rgb(0x262626),
    .text = rgb(0xFFFFFF),
    .quiet = rgb(0xFFFFFF),
    .primary = rgb(0xFFFFFF),
    .primary_press = rgb(0xCCCCCC),
    .on_primary = rgb(0x000000),
    .border = rgb(0xFFFFFF),
    .line = rgb(0xFFFFFF),
    .warning = rgb(0x000000),
    .on_warning = rgb(0xFFFFFF),
    .danger = rgb(0xFFC4BC),
    .focus = rgb(0xFFE600),
    .selection = rgb(0x444444),
};

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

float factor(intake::TextSize size) {
    switch (size) {
    case intake::TextSize::Normal:
        return 1.0F;
    case intake::TextSize::Large:
        return 1.15F;
    case intake::TextSize::Larger:
        return 1.3F;
    case intake::TextSize::Largest:
        return 1.5F;
    }
    CHECK(false);
}

} // namespace

double contrast_ratio(Color a, Color b) {
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

const Colors& colors_of(intake::Palette palette) {
    switch (palette) {
    case intake::Palette::CalmLight:
        return kCalmLight;
    case intake::Palette::Dark:
        return kDark;
    case intake::Palette::BlackOnWhite:
        return kBlackOnWhite;
    case intake::Palette::WhiteOnBlack:
        return kWhiteOnBlack;
    }
    CHECK(false);
}

float Metrics::hairline() const {
    return std::max(1.0F, std::round(of(0.17F)));
}

float Metrics::column() const {
    constexpr float kCharacters = 66;
    constexpr float kMeanAdvance = 0.5F; // of the em, running Latin text
    return std::min(body() * kCharacters * kMeanAdvance, width - 2 * margin());
}

float Metrics::list() const {
    return std::min(column() * 1.35F, width - 2 * margin());
}

float Metrics::finger() const {
    constexpr float kUnitsAcross = 90;
    return std::min(width, height) / kUnitsAcross;
}

Metrics metrics_of(float width, float height, intake::TextSize size) {
    Metrics metrics{.width = width, .height = height};
    metrics.u = metrics.finger() * factor(size);
    return metrics;
}

} // namespace ui
