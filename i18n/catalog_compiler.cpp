#include "i18n/catalog_compiler.h"

#include "i18n/catalog_file.h"
#include "i18n/icu.h"

#include <algorithm>
#include <map>
#include <set>

namespace i18n {

namespace {

using Names = std::set<std::string>;

/// A message ready for the catalogue.
struct Message {
    std::string pattern;
    bool plain = true;
    Names arguments;
};

constexpr char16_t kFirstStrongIsolate = u'\u2068';
constexpr char16_t kPopDirectionalIsolate = u'\u2069';

std::string utf8_of(const icu::UnicodeString& text) {
    std::string utf8;
    return text.toUTF8String(utf8);
}

/// Surrounds every place where a value will stand with FSI and PDI, so that a Latin number cannot
/// reorder an Arabic sentence. Done here once, so that no caller can forget it.
icu::UnicodeString isolate_arguments(const icu::MessagePattern& parts) {
    icu::UnicodeString text = parts.getPatternString();
    for (int32_t at = parts.countParts() - 1; at >= 0; --at) {
        const auto& part = parts.getPart(at);
        const bool value = part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER ||
                           (part.getType() == UMSGPAT_PART_TYPE_ARG_START &&
                            (part.getArgType() == UMSGPAT_ARG_TYPE_NONE ||
                             part.getArgType() == UMSGPAT_ARG_TYPE_SIMPLE));
        if (value) {
            // For '#' the limit is the part itself. Going backwards keeps earlier offsets valid.
            const int32_t limit = parts.getPart(parts.getLimitPartIndex(at)).getLimit();
            text.insert(limit, kPopDirectionalIsolate);
            text.insert(part.getIndex(), kFirstStrongIsolate);
        }
    }
    return text;
}

/// The reason why `categories` does not serve `language`, empty if it does.
std::string missing_plural(const std::string& language, const Names& categories) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::LocalPointer<icu::PluralRules> rules(
        icu::PluralRules::forLocale(icu::Locale(language.c_str()), status));
    if (U_FAILURE(status)) {
        return "ICU has no plural rules";
    }
    const icu::LocalPointer<icu::StringEnumeration> keywords(rules->getKeywords(status));
    while (const char* keyword = keywords->next(nullptr, status)) {
        if (!categories.contains(keyword)) {
            return std::string("the plural lacks the form \"") + keyword + "\"";
        }
    }
    return {};
}

/// The plural forms that the argument starting at part `start` has, nested arguments passed over.
Names categories_of(const icu::MessagePattern& parts, int32_t start) {
    Names categories;
    const int32_t end = parts.getLimitPartIndex(start);
    for (int32_t at = start + 1; at < end; ++at) {
        const auto& part = parts.getPart(at);
        if (part.getType() == UMSGPAT_PART_TYPE_ARG_START) {
            at = parts.getLimitPartIndex(at);
        } else if (part.getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR) {
            categories.insert(utf8_of(parts.getSubstring(part)));
        }
    }
    return categories;
}

/// The reason why a plural of `parts` does not serve `language`, empty if all do.
std::string plural_fault(const icu::MessagePattern& parts, const std::string& language) {
    std::string fault;
    for (int32_t at = 0; at < parts.countParts() && fault.empty(); ++at) {
        const auto& start = parts.getPart(at);
        if (start.getType() == UMSGPAT_PART_TYPE_ARG_START &&
            start.getArgType() == UMSGPAT_ARG_TYPE_PLURAL) {
            fault = missing_plural(language, categories_of(parts, at));
        }
    }
    return fault;
}

std::expected<Message, std::string> check_message(const std::string& utf8,
                                                  const std::string& language) {
    const auto text = icu::UnicodeString::fromUTF8(utf8);
    if (utf8_of(text) != utf8) {
        return std::unexpected("is not valid UTF-8");
    }
    if (text.indexOf(u'\'') >= 0) {
        return std::unexpected("write \u2019 instead of ', which quotes in ICU MessageFormat");
    }
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    const icu::MessagePattern parts(text, &where, status);
    if (U_FAILURE(status)) {
        return std::unexpected(std::string("ICU cannot parse it: ") + u_errorName(status) +
                               " after " + std::to_string(where.offset) + " characters");
    }
    Message message;
    for (int32_t at = 0; at < parts.countParts(); ++at) {
        const auto& part = parts.getPart(at);
        if (part.getType() == UMSGPAT_PART_TYPE_ARG_NUMBER) {
            return std::unexpected("name the arguments: {count}, not {0}");
        }
        if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME) {
            message.arguments.insert(utf8_of(parts.getSubstring(part)));
        }
    }
    if (auto fault = plural_fault(parts, language); !fault.empty()) {
        return std::unexpected(std::move(fault));
    }
    message.plain = message.arguments.empty();
    message.pattern = utf8_of(isolate_arguments(parts));
    return message;
}

/// One language being put together.
class Compiler {
public:
    explicit Compiler(std::string language) : language_(std::move(language)) {}

    std::expected<void, PoFault> add(const PoFile& english, const PoFile& translated) {
        if (translated.language != language_) {
            return std::unexpected(PoFault{translated.file, 1,
                                           "the header says Language \"" + translated.language +
                                               "\", the folder \"" + language_ + "\""});
        }
        std::map<std::string_view, const PoMessage*> sources;
        for (const auto& message : english.messages) {
            sources.emplace(message.id, &message);
        }
        for (const auto& message : translated.messages) {
            const auto source = sources.find(message.id);
            auto reason = source == sources.end()
                              ? "\"" + message.id + "\" is not in " + english.file.string()
                              : add_message(*source->second, message);
            if (!reason.empty()) {
                return std::unexpected(PoFault{translated.file, message.line, std::move(reason)});
            }
        }
        return {};
    }

    std::string catalog() const;

private:
    /// The reason for refusing, or empty.
    std::string add_message(const PoMessage& english, const PoMessage& translated) {
        if (english.english != translated.english) {
            return "\"" + english.id + "\": the English text has changed: check the translation, " +
                   "then copy the new msgid";
        }
        if (language_ == "en" && translated.translation != translated.english) {
            return "\"" + english.id + "\": in English msgstr repeats msgid";
        }
        if (translated.translation.empty()) {
            return {};
        }
        const auto source = check_message(english.english, "en");
        auto target = check_message(translated.translation, language_);
        if (!source || !target) {
            return "\"" + english.id + "\": " + (target ? source.error() : target.error());
        }
        if (source->arguments != target->arguments) {
            return "\"" + english.id + "\": other arguments than the English text";
        }
        if (!messages_.emplace(english.id, std::move(*target)).second) {
            return "\"" + english.id + "\" is in two files";
        }
        return {};
    }

    std::string language_;
    std::map<std::string, Message> messages_;
};

void put_integer(std::string& bytes, std::uint64_t value, int width) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
        bytes += static_cast<char>((value >> shift) & 0xff);
    }
}

std::string Compiler::catalog() const {
    std::string bytes(catalog_file::kMagic);
    put_integer(bytes, messages_.size(), 4);
    put_integer(bytes, language_.size(), 4);
    bytes += language_;
    std::string texts;
    const std::size_t base = bytes.size() + catalog_file::kEntry * messages_.size();
    const auto put_text = [&](const std::string& text, std::uint32_t flag) {
        put_integer(bytes, base + texts.size(), 4);
        put_integer(bytes, text.size() | flag, 4);
        texts += text;
    };
    for (const auto& [id, message] : messages_) {
        put_text(id, message.plain ? catalog_file::kPlainBit : 0);
        put_text(message.pattern, 0);
    }
    bytes += texts;
    put_integer(bytes, catalog_file::checksum(bytes), 8);
    return bytes;
}

std::expected<std::vector<std::filesystem::path>, PoFault>
po_names(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".po") {
            names.push_back(entry.path().filename());
        }
    }
    if (error || names.empty()) {
        return std::unexpected(PoFault{folder, 0, "holds no PO files"});
    }
    std::ranges::sort(names);
    return names;
}

} // namespace

std::expected<std::string, PoFault> compile_catalog(const std::filesystem::path& english,
                                                    const std::filesystem::path& translation) {
    const auto names = po_names(translation);
    if (!names) {
        return std::unexpected(names.error());
    }
    Compiler compiler(std::filesystem::weakly_canonical(translation).filename().string());
    for (const auto& name : *names) {
        const auto source = read_po(english / name);
        const auto target = read_po(translation / name);
        if (!source || !target) {
            return std::unexpected(source ? target.error() : source.error());
        }
        if (auto added = compiler.add(*source, *target); !added) {
            return std::unexpected(added.error());
        }
    }
    return compiler.catalog();
}

} // namespace i18n
