// What becomes of the terminal when a screen process ends otherwise than in order.
#include "kiosk/supervisor.h"

#include "kiosk/host/process.h"

#include <catch2/catch_test_macros.hpp>

#include <csignal>
#include <cstdlib>
#include <new>
#include <stdexcept>

namespace {

using kiosk::FirstPage;
using kiosk::ScreenLine;

constexpr int kNextOneCame = 7;

/// The exit code of a program whose first screen process does `first_one`; the next one says that
/// it came, if it is to show the start page.
int run_with(const std::function<int(const ScreenLine&)>& first_one) {
    const host::StopSignal stop;
    kiosk::Supervisor supervisor([&](const ScreenLine& line, FirstPage page, bool at_start) {
        std::signal(SIGABRT, SIG_DFL); // the test's own handler would call the crash a failure
        if (at_start) {
            return first_one(line);
        }
        return page == FirstPage::Start ? kNextOneCame : EXIT_FAILURE;
    });
    return supervisor.run(stop);
}

} // namespace

TEST_CASE("a screen process that crashes is followed by another with the start page") {
    CHECK(run_with([](const ScreenLine& line) -> int {
              line.shown();
              std::abort();
          }) == kNextOneCame);
    CHECK(run_with([](const ScreenLine& line) -> int {
              line.shown();
              throw std::runtime_error("hers");
          }) == kNextOneCame);
    CHECK(run_with([](const ScreenLine&) -> int { throw std::bad_alloc(); }) == kNextOneCame);
    CHECK(run_with([](const ScreenLine&) -> int { throw 1; }) == kNextOneCame);
}

TEST_CASE("a screen process that ends in order takes the program with it") {
    CHECK(run_with([](const ScreenLine&) { return host::kExitInput; }) == host::kExitInput);
}

TEST_CASE("what crashes before anything was seen is not begun for ever") {
    const host::StopSignal stop;
    kiosk::Supervisor supervisor([](const ScreenLine&, FirstPage, bool) -> int {
        std::signal(SIGABRT, SIG_DFL);
        throw std::runtime_error("always");
    });
    CHECK(supervisor.run(stop) == host::kExitOther);
}
