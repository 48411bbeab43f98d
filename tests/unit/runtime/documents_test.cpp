#include "runtime/documents.h"

#include <catch2/catch.hpp>
#include <csignal>

using namespace cxsam::runtime;

TEST_CASE("documents: how a process ended", "[runtime]") {
  CHECK(exit_document("id", 3 << 8) ==
        R"({"errorType":"Runtime.ExitError","errorMessage":"RequestId: id Error: Runtime exited with error: exit status 3"})");
  CHECK(exit_document("id", 0) ==
        R"({"errorType":"Runtime.ExitError","errorMessage":"RequestId: id Error: Runtime exited without providing a reason"})");
  CHECK(exit_text(SIGKILL) == "signal: killed");
  CHECK(exit_text(SIGSEGV) == "signal: segmentation fault");
  CHECK(exit_text(SIGUSR1) == "signal: signal 10");
}

TEST_CASE("documents: a timeout", "[runtime]") {
  CHECK(timeout_document("id", std::chrono::seconds(3)) ==
        R"({"errorType":"Sandbox.Timedout","errorMessage":"RequestId: id Error: Task timed out after 3.00 seconds"})");
}
