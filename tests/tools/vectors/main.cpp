// vectors-tool: writes the test vectors of this project's own formats, always the same bytes.
//   vectors-tool FOLDER          writes them
//   vectors-tool --check FOLDER  says which of the files there differ; 1 if any does
// It states each outcome by hand and tries none: that is what the tests do.
#include "material.h"

#include <fstream>
#include <iostream>
#include <iterator>

namespace {

using namespace vectors;

struct File {
    const char* name;
    Json (*make)();
};

constexpr File kFiles[] = {
    {"sealed.json", sealed_vectors},         {"envelope.json", envelope_vectors},
    {"record.json", record_vectors},         {"kept.json", kept_vectors},
    {"receipt.json", receipt_vectors},       {"manifest.json", manifest_vectors},
    {"kiosk_list.json", kiosk_list_vectors}, {"recovery.json", recovery_vectors},
};

std::string text_of(const File& file) {
    restart_chance(file.name);
    return file.make().dump(1) + "\n";
}

bool write(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    return static_cast<bool>(file << text << std::flush);
}

bool is_the_same(const std::string& path, const std::string& text) {
    std::ifstream file(path, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), {}} == text;
}

} // namespace

int main(int argc, char** argv) {
    replace_chance();
    crypto::start();
    const bool check = argc == 3 && std::string_view(argv[1]) == "--check";
    if (argc != 2 && !check) {
        std::cerr << "usage: vectors-tool [--check] FOLDER\n";
        return 2;
    }
    int failed = 0;
    for (const File& file : kFiles) {
        const std::string path = std::string(argv[argc - 1]) + "/" + file.name;
        const std::string text = text_of(file);
        if (check ? !is_the_same(path, text) : !write(path, text)) {
            std::cerr << path << (check ? ": is not what is made now\n" : ": cannot be written\n");
            failed = 1;
        }
    }
    return failed;
}
