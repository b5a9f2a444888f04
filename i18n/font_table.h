// Which file holds which script: data for fonts.cpp. A new language that needs another face is a
// row.
#pragma once

#include <string_view>

namespace i18n {

struct FontFamily {
    std::string_view stem;     ///< file name before "-Regular.ttf" and "-Bold.ttf"
    const char (&script)[5];   ///< ISO 15924
    std::string_view language; ///< the only language that prefers it; empty = all
    bool required = false;     ///< without it the terminal does not start
    int face = -1;             ///< in a collection, "-Regular.ttc": which of its faces
};

/// The Debian package that holds the family.
constexpr std::string_view package_of(const FontFamily& family) {
    if (family.face >= 0) {
        return "fonts-noto-cjk";
    }
    return family.stem.ends_with("UI") ? "fonts-noto-ui-core" : "fonts-noto-core";
}

/// Within a script the first row wins. The UI variants all have Noto Sans's line height.
inline constexpr FontFamily kFontFamilies[] = {
    {"NotoSans", "Latn", "", true},
    {"NotoSans", "Grek", "", true},
    {"NotoSans", "Cyrl", "", true},
    {"NotoNastaliqUrdu", "Arab", "ur-Aran"}, // asked for by the tag; needs 2.5 em a line
    {"NotoNaskhArabicUI", "Arab", "ur"},
    {"NotoSansArabicUI", "Arab", "", true},
    {"NotoSansArmenian", "Armn", ""},
    {"NotoSansHebrew", "Hebr", ""},
    {"NotoSansGeorgian", "Geor", ""},
    {"NotoSansEthiopic", "Ethi", ""},
    {"NotoSansThaiUI", "Thai", ""},
    {"NotoSansKhmerUI", "Khmr", ""},
    {"NotoSansLaoUI", "Laoo", ""},
    {"NotoSansMyanmarUI", "Mymr", ""},
    {"NotoSansDevanagariUI", "Deva", ""},
    {"NotoSansBengaliUI", "Beng", ""},
    {"NotoSansGujaratiUI", "Gujr", ""},
    {"NotoSansGurmukhiUI", "Guru", ""},
    {"NotoSansKannadaUI", "Knda", ""},
    {"NotoSansMalayalamUI", "Mlym", ""},
    {"NotoSansOriyaUI", "Orya", ""},
    {"NotoSansSinhalaUI", "Sinh", ""},
    {"NotoSansTamilUI", "Taml", ""},
    {"NotoSansTeluguUI", "Telu", ""},
    {"NotoSerifTibetan", "Tibt", ""},
    {"NotoSansSyriac", "Syrc", ""},
    {"NotoSansThaana", "Thaa", ""},
    {"NotoSansNKo", "Nkoo", ""},
    {"NotoSansAdlam", "Adlm", ""},
    {"NotoSansHanifiRohingya", "Rohg", ""},
    {"NotoSansMongolian", "Mong", ""},
    {"NotoSansTifinagh", "Tfng", ""},
    {"NotoSansCherokee", "Cher", ""},
    {"NotoSansCanadianAboriginal", "Cans", ""},
    {"NotoSansVai", "Vaii", ""},
    {"NotoSansBamum", "Bamu", ""},
    {"NotoSansBassaVah", "Bass", ""},
    {"NotoSansMendeKikakui", "Mend", ""},
    {"NotoSansOsmanya", "Osma", ""},
    {"NotoSansOsage", "Osge", ""},
    {"NotoSansYi", "Yiii", ""},
    {"NotoSansLisu", "Lisu", ""},
    {"NotoSansMiao", "Plrd", ""},
    {"NotoSansOlChiki", "Olck", ""},
    {"NotoSansMeeteiMayek", "Mtei", ""},
    {"NotoSansChakma", "Cakm", ""},
    {"NotoSansLepcha", "Lepc", ""},
    {"NotoSansLimbu", "Limb", ""},
    {"NotoSansNewa", "Newa", ""},
    {"NotoSansSylotiNagri", "Sylo", ""},
    {"NotoSansSaurashtra", "Saur", ""},
    {"NotoSansSoraSompeng", "Sora", ""},
    {"NotoSansWarangCiti", "Wara", ""},
    {"NotoSansWancho", "Wcho", ""},
    {"NotoSansGunjalaGondi", "Gong", ""},
    {"NotoSansMasaramGondi", "Gonm", ""},
    {"NotoSansCham", "Cham", ""},
    {"NotoSansTaiLe", "Tale", ""},
    {"NotoSansNewTaiLue", "Talu", ""},
    {"NotoSansTaiTham", "Lana", ""},
    {"NotoSansTaiViet", "Tavt", ""},
    {"NotoSansKayahLi", "Kali", ""},
    {"NotoSansPauCinHau", "Pauc", ""},
    {"NotoSansPahawhHmong", "Hmng", ""},
    {"NotoSerifNyiakengPuachueHmong", "Hmnp", ""},
    {"NotoSansJavanese", "Java", ""},
    {"NotoSansBalinese", "Bali", ""},
    {"NotoSansSundanese", "Sund", ""},
    {"NotoSansBuginese", "Bugi", ""},
    {"NotoSansBatak", "Batk", ""},
    {"NotoSansRejang", "Rjng", ""},
    {"NotoSansTagalog", "Tglg", ""},
    {"NotoSansHanunoo", "Hano", ""},
    {"NotoSansBuhid", "Buhd", ""},
    {"NotoSansTagbanwa", "Tagb", ""},
    {"NotoSansMandaic", "Mand", ""},
    {"NotoSansSamaritan", "Samr", ""},
    {"NotoSansCoptic", "Copt", ""},
    {"NotoSerifYezidi", "Yezi", ""},
    {"NotoSansCJK", "Hani", "", false, 2}, // the shapes of mainland China
    {"NotoSansCJK", "Hira", "", false, 0},
    {"NotoSansCJK", "Kana", "", false, 0},
    {"NotoSansCJK", "Hang", "", false, 1},
    {"NotoSansCJK", "Bopo", "", false, 3},
    {"NotoSansSymbols", "Zsym", ""},
    {"NotoSansSymbols2", "Zsym", ""},
    {"NotoSansMath", "Zmth", ""},
};

} // namespace i18n
