// keyboard-compile TABLE OUTPUT: one language's table of keys into the keyboard that the terminal
// reads. A build tool; no part of the product runs it.
#include "i18n/keyboard_compiler.h"

#include <cstdio>
#include <exception>
#include <fstream>

namespace {

int run(const char* table, const char* output) {
    const auto keyboard = i18n::compile_keyboard(table);
    if (!keyboard) {
        std::fprintf(stderr, "%s\n", keyboard.error().sentence().c_str());
        return 2;
    }
    std::ofstream stream(output, std::ios::binary | std::ios::trunc);
    stream << i18n::write_keyboard(*keyboard);
    if (!stream.flush()) {
        std::fprintf(stderr, "%s: cannot be written\n", output);
        return 1;
    }
    return 0;
}

} // namespace

int main(int count, char** words) {
    if (count != 3) {
        std::fprintf(stderr, "usage: keyboard-compile TABLE OUTPUT\n");
        return 2;
    }
    try {
        return run(words[1], words[2]);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "keyboard-compile: %s\n", fault.what());
        return 1;
    }
}
