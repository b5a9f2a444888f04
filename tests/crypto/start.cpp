// Starts libsodium before the first test.
#include "crypto/secret.h"

#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>

namespace {

struct Start : Catch::EventListenerBase {
    using Catch::EventListenerBase::EventListenerBase;
    void testRunStarting(const Catch::TestRunInfo&) override { crypto::start(); }
};
CATCH_REGISTER_LISTENER(Start)

} // namespace
