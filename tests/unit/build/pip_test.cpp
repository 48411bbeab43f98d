#include <catch2/catch.hpp>

#include "build/workflows/python/pip.h"

using namespace cxsam;
using build::python::errors_of;

namespace {

std::string errors_in(const std::string& said) { return errors_of({.exit_code = 2, .out = "", .err = said}); }

}  // namespace

TEST_CASE("pip: what is wrong is told without prefixes and advice", "[build]") {
  CHECK(errors_in("WARNING: old\nERROR: no versions of x\nERROR: No matching distribution\n[notice] a new release\n") ==
        "no versions of x; No matching distribution");
  CHECK(errors_in("Usage: pip\n\nno such option\n") == "Usage: pip\nno such option");
  CHECK(errors_in("") == "pip ended with exit code 2");
}

TEST_CASE("pip: of a traceback the last line tells, also where other packages are spoken of", "[build]") {
  CHECK(errors_in("ERROR: pip's dependency resolver does not take into account\nERROR: Exception:\nTraceback:\n"
                  "  File \"x\"\nOSError: [Errno 28] No space left on device\n\n") ==
        "OSError: [Errno 28] No space left on device");
  CHECK(errors_in("ERROR: Exception:\nTraceback:\nshutil.Error: [('/a', '/b', \"[Errno 28] No space left on device: '/a'\"), "
                  "('/c', '/d', '[Errno 28] No space left on device')]\n") == "[Errno 28] No space left on device");
}
