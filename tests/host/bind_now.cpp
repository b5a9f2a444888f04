// The tests that search memory begin as the programs do: see host::bind_now().
#include "kiosk/host/process.h"

#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>

namespace {

struct BindNow : Catch::EventListenerBase {
    using Catch::EventListenerBase::EventListenerBase;
    void testRunStarting(const Catch::TestRunInfo&) override { host::bind_now(); }
};
CATCH_REGISTER_LISTENER(BindNow)

} // namespace
