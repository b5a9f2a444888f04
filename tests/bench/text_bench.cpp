// What it costs to shape and break a long sentence of each way of writing, beside Pango with the
// same font files, size and width. Judges nothing: page_bench holds the limits.
//
//   text_bench [options of Google Benchmark]
#include "i18n/catalog.h"
#include "i18n/paragraph.h"
#include "tests/on_disk.h"

#include <benchmark/benchmark.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangoft2.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr float kPx = 32;
constexpr float kWidth = 900;
constexpr double kPointsPerInch = 72; // so that a point is a pixel

/// A way of writing: its sentence is the longest one of `catalogue`, or a file of the corpus.
struct Writing {
    const char* name;
    const char* locale;
    const char* catalogue;
    const char* corpus = nullptr;
};
constexpr Writing kWritings[] = {
    {"Latin, English", "en", "en"},
    {"Latin, Vietnamese", "vi", "vi"},
    {"Cyrillic, Ukrainian", "uk", "uk"},
    {"Arabic, Sans", "ar", "ar"},
    {"Arabic, Naskh", "ur", "ur"},
    {"Arabic, Nastaliq", "ur-Aran", "ur"},
    {"Devanagari, Hindi", "hi", "hi"},
    {"Bengali", "bn", "bn"},
    {"Ethiopic, Amharic", "am", "am"},
    {"Thai", "th", "th"},
    {"Chinese", "zh-Hans", "zh-Hans"},
    {"Persian with Latin", "fa", nullptr, "fa.mixed.txt"},
    {"Thai with Latin", "th", nullptr, "th.mixed.txt"},
};

template <auto Destroy>
struct Destroyer {
    template <class T>
    void operator()(T* object) const {
        Destroy(object);
    }
};
using FontMap = std::unique_ptr<PangoFontMap, Destroyer<g_object_unref>>;
using Context = std::unique_ptr<PangoContext, Destroyer<g_object_unref>>;
using PangoText = std::unique_ptr<PangoLayout, Destroyer<g_object_unref>>;
using Description = std::unique_ptr<PangoFontDescription, Destroyer<pango_font_description_free>>;
using FcFonts = std::unique_ptr<FcConfig, Destroyer<FcConfigDestroy>>;
using Pattern = std::unique_ptr<FcPattern, Destroyer<FcPatternDestroy>>;

/// The first lines of a file of the corpus in one.
std::string corpus_sentence(const char* name) {
    std::ifstream file(std::string(REFERRAL_SOURCE_DIR "/tests/i18n/corpus/") + name);
    std::string all;
    for (std::string line; all.size() < 400 && std::getline(file, line);) {
        all += all.empty() ? line : " " + line;
    }
    return all;
}

std::string longest_sentence(const char* catalogue) {
    const auto loaded = on_disk::catalog(std::string(REFERRAL_BINARY_DIR) +
                                         "/share/referral/locales/" + catalogue + ".cat");
    std::string longest;
    for (const i18n::TextId id : loaded ? loaded->ids() : std::vector<i18n::TextId>()) {
        const auto entry = loaded->find(id);
        if (entry->plain && entry->pattern.size() > longest.size() &&
            !entry->pattern.contains('\n')) {
            longest = entry->pattern;
        }
    }
    return longest;
}

std::size_t characters_of(const std::string& utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// As ours: hinting would move what HarfBuzz placed.
void no_hinting(FcPattern* pattern, void*) {
    FcPatternDel(pattern, FC_HINTING);
    FcPatternAddBool(pattern, FC_HINTING, FcFalse);
}

/// Pango with a fontconfig that holds the given faces and nothing else, best first.
class Pango {
public:
    Pango(const i18n::Fonts& fonts, const std::vector<i18n::FaceIndex>& faces, const char* locale)
        : config_(FcConfigCreate()), map_(pango_ft2_font_map_new()),
          description_(pango_font_description_new()) {
        std::string families;
        for (const i18n::FaceIndex face : faces) {
            families += (families.empty() ? "" : ",") + add(fonts, face);
        }
        pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(map_.get()), kPointsPerInch,
                                          kPointsPerInch);
        auto* map = PANGO_FC_FONT_MAP(map_.get());
        pango_fc_font_map_set_config(map, config_.get());
        pango_fc_font_map_set_default_substitute(map, no_hinting, nullptr, nullptr);
        context_.reset(pango_font_map_create_context(map_.get()));
        pango_context_set_round_glyph_positions(context_.get(), FALSE);
        pango_context_set_language(context_.get(), pango_language_from_string(locale));
        pango_font_description_set_family(description_.get(), families.c_str());
        pango_font_description_set_absolute_size(description_.get(), kPx * PANGO_SCALE);
    }

    PangoText lay_out(const std::string& text) const {
        PangoText layout(pango_layout_new(context_.get()));
        pango_layout_set_font_description(layout.get(), description_.get());
        pango_layout_set_width(layout.get(), static_cast<int>(kWidth * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        pango_layout_get_extents(layout.get(), nullptr, nullptr);
        return layout;
    }

private:
    /// The name of the face's family.
    std::string add(const i18n::Fonts& fonts, i18n::FaceIndex face) {
        const std::string file = fonts.file(face).string();
        const auto* name = reinterpret_cast<const FcChar8*>(file.c_str());
        FcConfigAppFontAddFile(config_.get(), name);
        int count = 0;
        const Pattern pattern(FcFreeTypeQuery(name, fonts.index_in_file(face), nullptr, &count));
        FcChar8* family = nullptr;
        FcPatternGetString(pattern.get(), FC_FAMILY, 0, &family);
        return reinterpret_cast<const char*>(family);
    }

    FcFonts config_;
    FontMap map_;
    Context context_;
    Description description_;
};

/// One sentence and both engines, warmed: each has laid it out once.
class Trial {
public:
    Trial(const Writing& writing, i18n::Typesetter& typesetter)
        : name_(writing.name), text_(writing.corpus ? corpus_sentence(writing.corpus)
                                                    : longest_sentence(writing.catalogue)),
          style_{.locale = {writing.locale}, .px = kPx}, typesetter_(typesetter) {
        const i18n::Layout layout = lay_out();
        std::vector<i18n::FaceIndex> faces;
        for (const i18n::Run& run : layout.runs()) {
            if (std::ranges::find(faces, run.face) == faces.end()) {
                faces.push_back(run.face);
            }
        }
        pango_ = std::make_unique<Pango>(typesetter.fonts(), faces, writing.locale);
        const PangoText theirs = pango_->lay_out(text_);
        lines_ = layout.lines().size();
        their_lines_ = static_cast<std::size_t>(pango_layout_get_line_count(theirs.get()));
        missing_ = static_cast<std::size_t>(pango_layout_get_unknown_glyphs_count(theirs.get()));
    }

    const std::string& name() const { return name_; }
    std::size_t characters() const { return characters_of(text_); }
    i18n::Layout lay_out() const {
        return i18n::Paragraph::shape(text_, style_, typesetter_).lay_out(kWidth);
    }
    PangoText lay_out_theirs() const { return pango_->lay_out(text_); }

    /// `ours`, `theirs`: nanoseconds for the whole sentence.
    void print(double ours, double theirs) const {
        const auto count = static_cast<double>(characters());
        std::printf("%-22s %6zu %6zu %6zu %10.0f %10.0f %8.2f%s\n", name_.c_str(), characters(),
                    lines_, their_lines_, ours / count, theirs / count, ours / theirs,
                    missing_ > 0 ? "  (Pango lacks glyphs)" : "");
    }

private:
    std::string name_;
    std::string text_;
    i18n::TextStyle style_;
    i18n::Typesetter& typesetter_;
    std::unique_ptr<Pango> pango_;
    std::size_t lines_ = 0, their_lines_ = 0, missing_ = 0;
};

/// Keeps the median of each benchmark's repetitions instead of printing every one.
class Medians : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.aggregate_name == "median") {
                times_[run.run_name.function_name] = run.GetAdjustedCPUTime();
            }
        }
    }
    double of(const std::string& name) const {
        const auto found = times_.find(name);
        return found == times_.end() ? 0 : found->second;
    }

private:
    std::map<std::string, double> times_;
};

template <class Work>
void add(const std::string& name, const Work& work) {
    benchmark::RegisterBenchmark(name.c_str(),
                                 [work](benchmark::State& state) {
                                     for ([[maybe_unused]] const auto& turn : state) {
                                         auto layout = work();
                                         benchmark::DoNotOptimize(layout);
                                     }
                                 })
        ->Repetitions(7)
        ->MinTime(0.05)
        ->ReportAggregatesOnly();
}

} // namespace

int main(int argc, char** argv) {
    const auto fonts = i18n::Fonts::open("/usr/share/fonts/truetype/noto");
    if (!fonts) {
        std::fprintf(stderr, "%s: %s\n", fonts.error().file.c_str(), fonts.error().reason.c_str());
        return 1;
    }
    i18n::Typesetter typesetter(*fonts);
    std::vector<std::unique_ptr<Trial>> trials;
    for (const Writing& writing : kWritings) {
        trials.push_back(std::make_unique<Trial>(writing, typesetter));
        const Trial* trial = trials.back().get();
        add(trial->name() + "/ours", [trial] { return trial->lay_out(); });
        add(trial->name() + "/pango", [trial] { return trial->lay_out_theirs(); });
    }
    benchmark::Initialize(&argc, argv);
    Medians medians;
    benchmark::RunSpecifiedBenchmarks(&medians);
    std::printf("%-22s %6s %6s %6s %10s %10s %8s\n", "shaped and broken", "chars", "lines",
                "Pango's", "ns a char", "Pango's", "ratio");
    for (const auto& trial : trials) {
        trial->print(medians.of(trial->name() + "/ours"), medians.of(trial->name() + "/pango"));
    }
    return 0;
}
