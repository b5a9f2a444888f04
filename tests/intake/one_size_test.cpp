// Whatever is answered, in whatever script and however much of it, and however many can read it:
// what is sealed has one length, so that the length says nothing.
#include "support.h"

#include "kiosk/intake/record.h"

#include "crypto/age.h"
#include "tests/i18n/text_pieces.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>
#include <set>

using namespace intake;

namespace {

/// A person who answers by chance, some of her fields up to their last byte.
class Typist {
public:
    explicit Typist(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
    }

    void answer(Answers& answers, NodeId id) {
        const Item item = answers.item(id);
        answers.set_asked(id);
        answers.set_entered(id, below(2) ? Hand::Helper : Hand::Person, below(2) ? "am" : "my");
        for (std::size_t index = 0; index < item.max_values && is_question(item.kind); ++index)
            give(answers, id, index);
        if (item.kind == ItemKind::Group && below(2))
            answers.add_instance(id);
        for (const NodeId child : std::vector(answers.node(id).children))
            answer(answers, child);
    }

private:
    void give(Answers& answers, NodeId id, std::size_t index) {
        const Item item = answers.item(id);
        if (!item.options.empty() && below(2))
            answers.choose(id, static_cast<std::uint32_t>(below(item.options.size())));
        switch (below(4)) {
        case 0:
            return;
        case 1:
            answers.clear(id, below(2) ? AnswerState::Unknown : AnswerState::Declined);
            return;
        default:
            answers.set_boolean(id, below(2) == 0);
            answers.set_integer(id, index, static_cast<std::int64_t>(below(1000)));
            answers.set_date(id, index, parse_date("1990-05").value_or(PartialDate{}));
            if (item.max_bytes > 0)
                answers.set_text(id, index, crypto::SecretText(words(item)));
        }
    }

    /// Pieces of one script after another, in half of the cases until not one more byte fits.
    std::string words(const Item& item) {
        const std::size_t first = below(std::size(i18n_tests::kTextPieces));
        const std::size_t kinds = 1 + below(12);
        const bool to_the_brim = below(2) == 0;
        std::string text;
        for (std::size_t pieces = 256; pieces > 0;) {
            std::string longer = text;
            for (std::size_t i = 0; i < pieces; ++i)
                longer += i18n_tests::kTextPieces[(first + below(kinds)) %
                                                  std::size(i18n_tests::kTextPieces)];
            const bool fits = text_fits(item, longer);
            if (fits)
                text = std::move(longer);
            if (!fits || (!to_the_brim && below(4) == 0))
                pieces /= 2;
        }
        while (to_the_brim && text_fits(item, text + "x"))
            text += 'x';
        return text;
    }

    std::mt19937 random_;
};

std::vector<crypto::Recipient> readers(std::size_t count) {
    // One key in as many places: only their number matters here.
    const std::string file = read_file("tests/vectors/manifest.json");
    const std::size_t start = file.find("age1pq1");
    const auto recipient =
        crypto::parse_recipient(file.substr(start, file.find('\\', start) - start));
    REQUIRE(recipient);
    return std::vector<crypto::Recipient>(count, *recipient);
}

RecordFacts facts_by(Typist& typist) {
    RecordFacts facts;
    facts.day = "2026-11-24";
    facts.languages.assign(1 + typist.below(30), "zh-Hans");
    facts.notice = NoticeShown{"referral", 3, "ar", typist.below(9), {"services"}};
    facts.code.fill('7');
    return facts;
}

} // namespace

TEST_CASE("what is sealed has one length, whatever was answered and whoever can read it") {
    constexpr unsigned kRounds = 40;
    for (const char* path : {"assets/form/referral.json", "tests/intake/forms/medical_history.json",
                             "tests/intake/forms/housing_application.json",
                             "tests/intake/forms/vaccination_consent.json"}) {
        CAPTURE(path);
        const Questionnaire form = form_of(read_file(path));
        std::set<std::size_t> lengths;
        std::set<std::size_t> written; // without the padding: shows that the answers do differ
        for (unsigned seed = 0; seed < kRounds; ++seed) {
            CAPTURE(seed);
            Typist typist(seed);
            Answers answers = answers_of(form);
            for (const NodeId page : std::vector(answers.node(kRoot).children))
                typist.answer(answers, page);
            evaluate_all(answers);
            const auto record = encode_record(answers, facts_by(typist));
            REQUIRE(record.size() == form.record_bytes);
            written.insert(crypto::text_of(record.span()).find_last_not_of(' '));
            const auto sealed = crypto::seal_referral(record.span(), readers(1 + seed % 8));
            REQUIRE(sealed);
            REQUIRE(crypto::measure_referral(*sealed));
            lengths.insert(sealed->size());
        }
        CHECK(lengths.size() == 1);
        CHECK(written.size() > kRounds / 2);
    }
}
