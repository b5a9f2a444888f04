// catalog-compile ENGLISH-FOLDER TRANSLATION-FOLDER OUTPUT: one language's PO files into one
// catalogue. A build tool; no part of the product runs it.
#include "i18n/catalog_compiler.h"

#include <cstdio>
#include <exception>
#include <fstream>

namespace {

int run(const char* english, const char* translation, const char* output) {
    const auto catalog = i18n::compile_catalog(english, translation);
    if (!catalog) {
        std::fprintf(stderr, "%s\n", catalog.error().sentence().c_str());
        return 2;
    }
    std::ofstream stream(output, std::ios::binary | std::ios::trunc);
    stream << *catalog;
    if (!stream.flush()) {
        std::fprintf(stderr, "%s: cannot be written\n", output);
        return 1;
    }
    return 0;
}

} // namespace

int main(int count, char** words) {
    if (count != 4) {
        std::fprintf(stderr, "usage: catalog-compile ENGLISH-FOLDER TRANSLATION-FOLDER OUTPUT\n");
        return 2;
    }
    try {
        return run(words[1], words[2], words[3]);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "catalog-compile: %s\n", fault.what());
        return 1;
    }
}
