// Reads files and nothing else: what a glyph looks like is asked of HarfBuzz and FreeType by the
// callers.
#include "i18n/fonts.h"

#include "crypto/check.h"
#include "i18n/font_table.h"
#include "i18n/icu.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

#include <algorithm>
#include <map>
#include <optional>
#include <ranges>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace i18n {
namespace {

template <auto Destroy>
struct Destroyer {
    template <class T>
    void operator()(T* object) const {
        Destroy(object);
    }
};
using Blob = std::unique_ptr<hb_blob_t, Destroyer<hb_blob_destroy>>;
using HbFace = std::unique_ptr<hb_face_t, Destroyer<hb_face_destroy>>;
using HbFont = std::unique_ptr<hb_font_t, Destroyer<hb_font_destroy>>;
using FtFace = std::unique_ptr<FT_FaceRec_, Destroyer<FT_Done_Face>>;
using FtLibrary = std::unique_ptr<FT_LibraryRec_, Destroyer<FT_Done_FreeType>>;

struct Face {
    std::filesystem::path file;
    unsigned index = 0; // in the file
    Blob blob;
    HbFont font;
    FtFace raster; // after the blob: FreeType reads from it
    bool raster_tried = false;
    float units_per_em = 0;
    FaceMetrics metrics{};
};

struct Family {
    Script script;
    std::string_view language; // or "language-Script", as the table has it
    FaceIndex regular;
    FaceIndex bold;
};

struct Mapping {
    void* address;
    std::size_t size;
};

void unmap(void* user_data) {
    auto* mapping = static_cast<Mapping*>(user_data);
    munmap(mapping->address, mapping->size);
    delete mapping;
}

/// The file's bytes, mapped for as long as the blob lives; null if it cannot be read.
Blob map_file(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return nullptr;
    }
    struct stat status{};
    void* address = MAP_FAILED;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        address = mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE,
                       descriptor, 0);
    }
    ::close(descriptor);
    if (address == MAP_FAILED) {
        return nullptr;
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    return Blob(hb_blob_create(static_cast<const char*>(address), static_cast<unsigned>(size),
                               HB_MEMORY_MODE_READONLY, new Mapping{address, size}, unmap));
}

std::uint32_t read_u32(const unsigned char* bytes) {
    return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
           static_cast<std::uint32_t>(bytes[2]) << 8 | static_cast<std::uint32_t>(bytes[3]);
}

/// Where the table directory of a face begins: at the beginning, or where the collection says
/// (OpenType, "Font Collections").
std::optional<std::size_t> directory_of(std::span<const unsigned char> file, unsigned index) {
    constexpr std::size_t kDirectory = 12;
    std::size_t start = 0;
    if (file.size() >= kDirectory && read_u32(file.data()) == script_of("ttcf")) {
        const std::size_t entry = kDirectory + std::size_t{4} * index;
        if (index >= read_u32(file.data() + 8) || entry + 4 > file.size()) {
            return std::nullopt;
        }
        start = read_u32(file.data() + entry);
    } else if (index > 0) {
        return std::nullopt;
    }
    return start + kDirectory <= file.size() ? std::optional(start) : std::nullopt;
}

/// Whether every table that an OpenType file lists lies inside the file (OpenType, "Table
/// Directory"): HarfBuzz and FreeType would treat a lost table as an empty one.
bool tables_are_inside(hb_blob_t* blob, unsigned index) {
    unsigned size = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(hb_blob_get_data(blob, &size));
    const auto start = directory_of({bytes, size}, index);
    if (!start) {
        return false;
    }
    const unsigned char* directory = bytes + *start;
    const std::size_t count = static_cast<std::size_t>(directory[4]) << 8 | directory[5];
    if (count == 0 || *start + 12 + count * 16 > size) {
        return false;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const unsigned char* record = directory + 12 + i * 16;
        if (std::uint64_t{read_u32(record + 8)} + read_u32(record + 12) > size) {
            return false;
        }
    }
    return true;
}

std::expected<Face, FontError> open_face(const std::filesystem::path& file, unsigned index) {
    Face face;
    face.file = file;
    face.index = index;
    face.blob = map_file(file);
    if (!face.blob) {
        return std::unexpected(FontError{file, "cannot be read"});
    }
    if (!tables_are_inside(face.blob.get(), index)) {
        return std::unexpected(FontError{file, "is damaged: a table is missing or cut off"});
    }
    const HbFace hb_face(hb_face_create(face.blob.get(), index));
    face.font.reset(hb_font_create(hb_face.get()));
    const unsigned units = hb_face_get_upem(hb_face.get());
    hb_font_set_scale(face.font.get(), static_cast<int>(units), static_cast<int>(units));
    hb_font_extents_t extents{};
    hb_codepoint_t space = 0;
    if (hb_face_get_glyph_count(hb_face.get()) == 0 ||
        !hb_font_get_h_extents(face.font.get(), &extents) ||
        !hb_font_get_nominal_glyph(face.font.get(), ' ', &space)) {
        return std::unexpected(FontError{file, "is damaged: no glyphs, no measures or no space"});
    }
    hb_font_make_immutable(face.font.get());
    face.units_per_em = static_cast<float>(units);
    face.metrics.ascent = static_cast<float>(extents.ascender) / face.units_per_em;
    face.metrics.descent = static_cast<float>(-extents.descender) / face.units_per_em;
    return face;
}

/// The four letters of a script.
std::string tag_of(Script script) {
    std::string tag;
    for (int shift = 24; shift >= 0; shift -= 8) {
        tag += static_cast<char>(script >> shift & 0xFFU);
    }
    return tag;
}

/// The script that the faces are listed by: a style of writing it, or the set of scripts that a
/// language mixes, counts as the one script of its letters.
Script base_script(Script script) {
    switch (script) {
    case script_of("Aran"):
        return script_of("Arab");
    case script_of("Hans"):
    case script_of("Hant"):
        return script_of("Hani");
    case script_of("Jpan"):
        return script_of("Kana");
    case script_of("Kore"):
        return script_of("Hang");
    default:
        return script;
    }
}

/// Language and usual script of a BCP 47 tag: "ur" -> ("ur", 'Arab').
std::pair<std::string, Script> language_and_script(const LocaleId& locale) {
    char id[ULOC_FULLNAME_CAPACITY] = "";
    char full[ULOC_FULLNAME_CAPACITY] = "";
    char language[ULOC_LANG_CAPACITY] = "";
    char script[ULOC_SCRIPT_CAPACITY] = "";
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(locale.tag.c_str(), id, sizeof id, nullptr, &status);
    uloc_addLikelySubtags(id, full, sizeof full, &status);
    uloc_getLanguage(full, language, sizeof language, &status);
    if (U_FAILURE(status) || uloc_getScript(full, script, sizeof script, &status) != 4 ||
        U_FAILURE(status)) {
        return {locale.tag, script_of("Latn")};
    }
    return {language, read_u32(reinterpret_cast<const unsigned char*>(script))};
}

} // namespace

struct Fonts::Impl {
    using OrderKey = std::tuple<std::string, Script, Weight>;

    FtLibrary freetype; // before the faces: it must go last
    std::vector<Face> faces;
    std::vector<Family> families;
    std::map<OrderKey, std::vector<FaceIndex>> orders;

    std::expected<FaceIndex, FontError> add(const std::filesystem::path& file, unsigned index);
    std::expected<void, FontError> add_family(const std::filesystem::path& folder,
                                              const FontFamily& row);
    std::vector<FaceIndex> make_order(const LocaleId& locale, Script script, Weight weight) const;
};

std::expected<FaceIndex, FontError> Fonts::Impl::add(const std::filesystem::path& file,
                                                     unsigned index) {
    const auto known = std::ranges::find_if(
        faces, [&](const Face& face) { return face.file == file && face.index == index; });
    if (known == faces.end()) {
        auto face = open_face(file, index);
        if (!face) {
            return std::unexpected(face.error());
        }
        faces.push_back(std::move(*face));
        return static_cast<FaceIndex>(faces.size() - 1);
    }
    return static_cast<FaceIndex>(known - faces.begin());
}

std::expected<void, FontError> Fonts::Impl::add_family(const std::filesystem::path& folder,
                                                       const FontFamily& row) {
    std::error_code ignored;
    const auto file = [&](std::string_view weight) {
        const std::string name = std::string(row.stem) + std::string(weight);
        if (row.face < 0) {
            return folder / (name + ".ttf");
        }
        const auto here = folder / (name + ".ttc");
        const auto beside = folder / "../../opentype/noto" / (name + ".ttc");
        return std::filesystem::exists(here, ignored) ? here : beside.lexically_normal();
    };
    const auto index = static_cast<unsigned>(std::max(row.face, 0));
    if (!row.required && !std::filesystem::exists(file("-Regular"), ignored)) {
        return {};
    }
    const auto regular = add(file("-Regular"), index);
    if (!regular) {
        return std::unexpected(regular.error());
    }
    auto bold = regular;
    if (row.required || std::filesystem::exists(file("-Bold"), ignored)) {
        bold = add(file("-Bold"), index);
    }
    if (!bold) {
        return std::unexpected(bold.error());
    }
    families.push_back({script_of(row.script), row.language, *regular, *bold});
    return {};
}

std::vector<FaceIndex> Fonts::Impl::make_order(const LocaleId& locale, Script script,
                                               Weight weight) const {
    const auto [language, written_script] = language_and_script(locale);
    const Script usual_script = base_script(written_script);
    const std::string with_script = language + "-" + tag_of(written_script);
    // The families from the best reason to the last resort; a family's first reason counts.
    const auto rank = [&](const Family& family) {
        const bool asked_for = family.language.contains('-');
        const bool welcome =
            family.language.empty() || family.language == (asked_for ? with_script : language);
        if (family.script == script && welcome) {
            return family.language.empty() ? 1 : 0;
        }
        if (family.script == usual_script && welcome) {
            return family.language.empty() ? 3 : 2;
        }
        return family.script == script_of("Latn") ? 4 : 5;
    };
    std::vector<FaceIndex> order;
    const auto add = [&](FaceIndex face) {
        if (std::ranges::find(order, face) == order.end()) {
            order.push_back(face);
        }
    };
    for (int wanted = 0; wanted <= 5; ++wanted) {
        for (const Family& family : families | std::views::filter([&](const Family& each) {
                                        return rank(each) == wanted;
                                    })) {
            add(weight == Weight::Bold ? family.bold : family.regular);
        }
    }
    return order;
}

Fonts::Fonts(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Fonts::Fonts(Fonts&&) noexcept = default;
Fonts& Fonts::operator=(Fonts&&) noexcept = default;
Fonts::~Fonts() = default;

std::expected<Fonts, FontError> Fonts::open(const std::filesystem::path& folder) {
    auto impl = std::make_unique<Impl>();
    FT_Library library = nullptr;
    CHECK(FT_Init_FreeType(&library) == 0);
    impl->freetype.reset(library);
    for (const FontFamily& row : kFontFamilies) {
        const auto added = impl->add_family(folder, row);
        if (!added) {
            return std::unexpected(added.error());
        }
    }
    return Fonts(std::move(impl));
}

unsigned Fonts::index_in_file(FaceIndex face) const {
    return impl_->faces.at(face).index;
}

std::size_t Fonts::size() const {
    return impl_->faces.size();
}

const std::filesystem::path& Fonts::file(FaceIndex face) const {
    return impl_->faces.at(face).file;
}

std::span<const FaceIndex> Fonts::order(const LocaleId& locale, Script script,
                                        Weight weight) const {
    Impl::OrderKey key{locale.tag, script, weight};
    auto known = impl_->orders.find(key);
    if (known == impl_->orders.end()) {
        auto order = impl_->make_order(locale, script, weight);
        known = impl_->orders.emplace(std::move(key), std::move(order)).first;
    }
    return known->second;
}

FaceIndex Fonts::primary(const LocaleId& locale, Weight weight) const {
    return order(locale, script_of("Zyyy"), weight).front();
}

std::uint32_t Fonts::glyph(FaceIndex face, char32_t code_point) const {
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(impl_->faces[face].font.get(), code_point, &glyph);
    return glyph;
}

bool Fonts::covers(FaceIndex face, char32_t code_point) const {
    return glyph(face, code_point) != 0;
}

FaceMetrics Fonts::metrics(FaceIndex face) const {
    return impl_->faces[face].metrics;
}

hb_font_t* Fonts::shaping_font(FaceIndex face) const {
    return impl_->faces[face].font.get();
}

float Fonts::units_per_em(FaceIndex face) const {
    return impl_->faces[face].units_per_em;
}

FT_FaceRec_* Fonts::raster_face(FaceIndex index) const {
    Face& face = impl_->faces[index];
    if (!face.raster_tried) {
        face.raster_tried = true;
        unsigned size = 0;
        const auto* bytes =
            reinterpret_cast<const FT_Byte*>(hb_blob_get_data(face.blob.get(), &size));
        FT_Face opened = nullptr;
        if (FT_New_Memory_Face(impl_->freetype.get(), bytes, static_cast<FT_Long>(size),
                               static_cast<FT_Long>(face.index), &opened) == 0) {
            face.raster.reset(opened);
        }
    }
    return face.raster.get();
}

} // namespace i18n
