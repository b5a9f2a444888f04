// Reads files and nothing else: what a glyph looks like is asked of HarfBuzz and FreeType by the
// callers.
#include "i18n/fonts.h"

#include "crypto/check.h"
#include "i18n/font_table.h"
#include "i18n/written.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
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

constexpr off_t kMaxFontBytes = 512 * 1024 * 1024; // the largest in use has 20 MB

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

std::unexpected<FontError> unreadable(const std::filesystem::path& file) {
    return std::unexpected(FontError{file, "cannot be read: " + std::string(std::strerror(errno))});
}

/// Whether the system says that nothing has this name. What may be there and cannot be looked at is
/// opened, and then told.
bool is_absent(const std::filesystem::path& file) {
    struct stat status{};
    return ::lstat(file.c_str(), &status) != 0 && errno == ENOENT;
}

/// The file's bytes, mapped for as long as the blob lives.
std::expected<Blob, FontError> map_file(const std::filesystem::path& file) {
    // Not blocking: to open a pipe is to wait for whoever writes to it.
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0) {
        return unreadable(file);
    }
    struct stat status{};
    void* address = MAP_FAILED;
    const bool regular = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    if (regular && status.st_size > 0 && status.st_size <= kMaxFontBytes) {
        address = mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE,
                       descriptor, 0);
    }
    const int reason = errno;
    ::close(descriptor);
    if (!regular || status.st_size == 0 || status.st_size > kMaxFontBytes) {
        return std::unexpected(FontError{file, !regular              ? "is no file"
                                               : status.st_size == 0 ? "is empty"
                                                                     : "is too large for a font"});
    }
    if (address == MAP_FAILED) {
        errno = reason;
        return unreadable(file);
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
    auto blob = map_file(file);
    if (!blob) {
        return std::unexpected(std::move(blob.error()));
    }
    face.blob = std::move(*blob);
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

std::filesystem::path file_of(const std::filesystem::path& folder, const FontFamily& row,
                              std::string_view weight) {
    const std::string name = std::string(row.stem) + std::string(weight);
    if (row.face < 0) {
        return folder / (name + ".ttf");
    }
    const auto here = folder / (name + ".ttc");
    const auto beside = folder / "../../opentype/noto" / (name + ".ttc");
    return is_absent(here) ? beside.lexically_normal() : here;
}

} // namespace

std::string FontError::sentence() const {
    return file.string() + ": " + reason;
}

struct Fonts::Impl {
    using OrderKey = std::tuple<std::string, Script, Weight>;

    std::filesystem::path folder;
    FtLibrary freetype; // before the faces: it must go last
    std::vector<Face> faces;
    std::vector<Family> families;
    std::map<OrderKey, std::vector<FaceIndex>> orders;

    std::expected<FaceIndex, FontError> add(const std::filesystem::path& file, unsigned index);
    std::expected<void, FontError> add_family(const FontFamily& row);
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

std::expected<void, FontError> Fonts::Impl::add_family(const FontFamily& row) {
    const auto index = static_cast<unsigned>(std::max(row.face, 0));
    const auto file = file_of(folder, row, "-Regular");
    if (!row.required && is_absent(file)) {
        return {};
    }
    const auto regular = add(file, index);
    if (!regular) {
        return std::unexpected(regular.error());
    }
    auto bold = regular;
    const auto bold_file = file_of(folder, row, "-Bold");
    if (row.required || !is_absent(bold_file)) {
        bold = add(bold_file, index);
    }
    if (!bold) {
        return std::unexpected(bold.error());
    }
    families.push_back({script_of(row.script), row.language, *regular, *bold});
    return {};
}

std::vector<FaceIndex> Fonts::Impl::make_order(const LocaleId& locale, Script script,
                                               Weight weight) const {
    const Written written(locale);
    // The families from the best reason to the last resort; a family's first reason counts.
    const auto rank = [&](const Family& family) {
        const bool welcome = written.is_for(family.language);
        if (family.script == script && welcome) {
            return family.language.empty() ? 1 : 0;
        }
        if (family.script == written.script && welcome) {
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
    impl->folder = folder;
    impl->freetype.reset(library);
    for (const FontFamily& row : kFontFamilies) {
        const auto added = impl->add_family(row);
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

std::optional<FontError> Fonts::lacking(const LocaleId& locale) const {
    const Written written(locale);
    const auto takes = [&](const auto& family, Script script) {
        return written.takes(script, family.language);
    };
    if (std::ranges::any_of(impl_->families,
                            [&](const Family& family) { return takes(family, family.script); })) {
        return std::nullopt;
    }
    const auto row = std::ranges::find_if(kFontFamilies, [&](const FontFamily& family) {
        return takes(family, script_of(family.script));
    });
    if (row == std::end(kFontFamilies)) {
        return FontError{impl_->folder, "no face is known for the language " + locale.tag};
    }
    return FontError{file_of(impl_->folder, *row, "-Regular"),
                     "is missing, and the language " + locale.tag +
                         " is written with it (Debian: " + std::string(package_of(*row)) + ")"};
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
