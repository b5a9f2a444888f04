#include "support.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace intake {

namespace {

struct StartCrypto : Catch::EventListenerBase {
    using EventListenerBase::EventListenerBase;
    void testRunStarting(const Catch::TestRunInfo&) override { crypto::start(); }
};
CATCH_REGISTER_LISTENER(StartCrypto)

std::string listed(const std::vector<FormFault>& faults) {
    std::string text;
    for (const FormFault& fault : faults)
        text += fault.path + ": " + fault.reason + "\n";
    return text;
}

} // namespace

std::string read_file(const std::string& path_below_source) {
    std::ifstream file(std::string(REFERRAL_SOURCE_DIR) + "/" + path_below_source);
    REQUIRE(file);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

CodeFile code_file(std::string_view name) {
    const std::string file = std::string(name) + ".tsv";
    return {std::string(name), file, read_file("assets/codes/" + file)};
}

const CodeLists& code_lists() {
    static const CodeLists lists = [] {
        std::vector<CodeFile> files;
        for (const std::string_view name : kCodeListNames)
            files.push_back(code_file(name));
        auto read = CodeLists::read(files);
        if (!read)
            FAIL(read.error());
        return std::move(*read);
    }();
    return lists;
}

std::string faults_of(std::string_view json) {
    auto form = parse_questionnaire(std::as_bytes(std::span(json)), code_lists());
    return form ? "" : listed(form.error());
}

Questionnaire form_of(std::string_view json) {
    auto form = parse_questionnaire(std::as_bytes(std::span(json)), code_lists());
    if (!form)
        FAIL(listed(form.error()));
    return std::move(*form);
}

std::string questionnaire(std::string_view items) {
    return R"({"resourceType":"Questionnaire","url":"urn:test:form","version":"1","status":"active","item":[)" +
           std::string(items) + "]}";
}

Questionnaire form_of_items(std::string_view items) {
    return form_of(questionnaire(items));
}

Answers answers_of(const Questionnaire& form) {
    Answers answers(form);
    evaluate_all(answers);
    return answers;
}

NodeId node_of(const Answers& answers, std::string_view link_id, std::size_t occurrence) {
    auto item = answers.form().find(link_id);
    REQUIRE(item);
    auto nodes = answers.of_item(*item);
    REQUIRE(occurrence < nodes.size());
    return nodes[occurrence];
}

bool enabled(const Answers& answers, std::string_view link_id, std::size_t occurrence) {
    return answers.node(node_of(answers, link_id, occurrence)).enabled;
}

std::uint32_t option_of(const Answers& answers, NodeId node, std::string_view code) {
    const auto& options = answers.item(node).options;
    auto found = std::ranges::find(options, code, &Option::code);
    REQUIRE(found != options.end());
    return static_cast<std::uint32_t>(found - options.begin());
}

void choose(Answers& answers, std::string_view link_id, std::string_view code) {
    NodeId node = node_of(answers, link_id);
    REQUIRE(answers.choose(node, option_of(answers, node, code)));
    evaluate_dependants(answers, node);
}

crypto::SecretText secret(std::string_view text) {
    return crypto::SecretText(text);
}

} // namespace intake
