// Writes the records of many random walks as lines of JSON, for validate_records.js:
//   write_records WALKS CODE-LISTS FORM...
// Each line is {"form": ..., "seed": ..., "record": ...}. Judges nothing.
#include "walker.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace {

using namespace intake;

std::string read_whole(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::expected<CodeLists, std::string> read_lists(const std::string& folder) {
    std::vector<CodeFile> files;
    for (const std::string_view name : kCodeListNames) {
        const std::string file = folder + "/" + std::string(name) + ".tsv";
        files.push_back({std::string(name), file, read_whole(file)});
    }
    return CodeLists::read(files);
}

std::optional<Questionnaire> read_form(const char* path, const CodeLists& lists) {
    const std::string bytes = read_whole(path);
    auto form = parse_questionnaire(std::as_bytes(std::span(bytes)), lists);
    if (form)
        return std::move(*form);
    for (const FormFault& fault : form.error())
        std::cerr << fault.sentence(path) << '\n';
    return std::nullopt;
}

/// Facts as a terminal has them: nothing in a record is left empty that way.
RecordFacts facts_from(const Session& session, unsigned seed) {
    RecordFacts facts = facts_of(session);
    facts.submission.fill(static_cast<std::byte>(seed));
    facts.kiosk.fill(std::byte{0xAB});
    facts.day = "2026-11-23";
    facts.code.fill('7');
    return facts;
}

void write_record(const char* path, unsigned seed, const Session& session) {
    const auto record = encode_record(session.answers, facts_from(session, seed));
    std::string_view json(reinterpret_cast<const char*>(record.span().data()), record.size());
    json = json.substr(0, json.find_last_not_of(' ') + 1); // the padding says nothing
    std::cout << R"({"form":")" << path << R"(","seed":)" << seed << R"(,"record":)" << json
              << "}\n";
}

} // namespace

int main(int argc, char** argv) {
    crypto::start();
    const int walks = argc > 3 ? std::atoi(argv[1]) : 0;
    if (walks <= 0) {
        std::cerr << "usage: write_records WALKS CODE-LISTS FORM...\n";
        return 2;
    }
    const auto lists = read_lists(argv[2]);
    if (!lists) {
        std::cerr << lists.error() << '\n';
        return 1;
    }
    for (int i = 3; i < argc; ++i) {
        const auto form = read_form(argv[i], *lists);
        if (!form)
            return 1;
        for (unsigned seed = 0; seed < static_cast<unsigned>(walks); ++seed) {
            Walker walker(
                *form, seed, [](const Session&, const Setup&) {},
                [&](const Session& session, const Setup&) {
                    write_record(argv[i], seed, session);
                });
            if (!walker.walk())
                return 1;
        }
    }
    return std::cout.flush() ? 0 : 1;
}
