// The faces: Noto files mapped into memory, and which of them to try for a script in a language.
// It measures and rasterises nothing.
#pragma once

#include "i18n/locale.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

struct FT_FaceRec_;
struct hb_font_t;

namespace i18n {

/// Two weights and no more: slanting and spacing break scripts.
enum class Weight : std::uint8_t { Regular, Bold };

/// Position of a face in the table of Fonts.
using FaceIndex = std::uint16_t;

/// A script as its ISO 15924 code in four bytes, the way OpenType writes it: 'Arab' = 0x41726162.
using Script = std::uint32_t;
constexpr Script script_of(const char (&code)[5]) {
    Script script = 0;
    for (int i = 0; i < 4; ++i) {
        script = script << 8 | static_cast<unsigned char>(code[i]);
    }
    return script;
}

/// A font file that is missing or damaged.
struct FontError {
    std::filesystem::path file;
    std::string reason; ///< English, for a log or a terminal
    /// "FILE: REASON"
    std::string sentence() const;
};

/// Distances from the baseline in em, both positive.
struct FaceMetrics {
    float ascent;
    float descent;
};

/// Every face of the font table that the folder holds. Not for several threads at once.
class Fonts {
public:
    /// Maps and opens the Noto files in `folder` (Debian: /usr/share/fonts/truetype/noto), and the
    /// collection of Chinese faces there or where Debian puts it (../../opentype/noto). A script
    /// whose files are not installed is left out; the faces of Latin, Greek, Cyrillic and Arabic
    /// must be there, and a file that is there must be sound.
    static std::expected<Fonts, FontError> open(const std::filesystem::path& folder);

    Fonts(Fonts&&) noexcept;
    Fonts& operator=(Fonts&&) noexcept;
    ~Fonts();

    std::size_t size() const;
    const std::filesystem::path& file(FaceIndex face) const;
    /// Which face of that file it is, where the file is a collection; else 0.
    unsigned index_in_file(FaceIndex face) const;

    /// The faces to try for a character of `script` in a text of `locale`: best first, each once,
    /// all of them in the end. A family without a bold face is tried in its regular one.
    std::span<const FaceIndex> order(const LocaleId& locale, Script script, Weight weight) const;
    /// The face a line of `locale` is measured by even when it is empty.
    FaceIndex primary(const LocaleId& locale, Weight weight) const;

    /// The file that the letters of `locale` would have come from, if the folder holds no face for
    /// them or none in the style that the tag asks for, with what to install. Nothing: all is
    /// there.
    std::optional<FontError> lacking(const LocaleId& locale) const;

    /// The face's glyph for the code point; 0 if it has none.
    std::uint32_t glyph(FaceIndex face, char32_t code_point) const;
    /// Whether the face has a glyph for the code point.
    bool covers(FaceIndex face, char32_t code_point) const;
    FaceMetrics metrics(FaceIndex face) const;

    /// For shaping: positions come in font units, divide by units_per_em() (HarfBuzz).
    hb_font_t* shaping_font(FaceIndex face) const;
    float units_per_em(FaceIndex face) const;
    /// For glyph bitmaps, opened when first asked for (FreeType); null if FreeType refuses the
    /// file.
    FT_FaceRec_* raster_face(FaceIndex face) const;

private:
    struct Impl;
    explicit Fonts(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace i18n
