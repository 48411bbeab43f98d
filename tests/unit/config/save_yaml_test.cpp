#include "config/save_yaml.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using namespace cxsam::config;

namespace {

std::string saved(std::string_view text, std::vector<SavedParameter> parameters) {
  const auto done = save_yaml_parameters("samconfig.yaml", text, "default", "build", parameters);
  return done ? *done : "error: " + done.error().message;
}

const SavedParameter kFlag{"cached", OptionKind::Flag, {"true"}};
const SavedParameter kText{"build_dir", OptionKind::Path, {"out: \"x\""}};
const SavedParameter kList{"exclude", OptionKind::List, {"A", "B"}};
constexpr std::string_view kNoPlace =
    "error: samconfig.yaml: `default.build.parameters` is not written as lines of its own, so that nothing can be added to it";

}  // namespace

TEST_CASE("save yaml: a new file", "[config]") {
  CHECK(saved("", {kFlag, kText, kList}) ==
        "version: 0.1\ndefault:\n  build:\n    parameters:\n      cached: true\n      build_dir: \"out: \\\"x\\\"\"\n"
        "      exclude: [\"A\", \"B\"]\n");
}

TEST_CASE("save yaml: what is there stays", "[config]") {
  const std::string text =
      "version: 0.1 # a\ndefault:\n    build:\n        parameters:\n            cached: no # b\n            exclude:\n"
      "            - C\n    deploy: {}\n";
  CHECK(saved(text, {kFlag, kText}) ==
        "version: 0.1 # a\ndefault:\n    build:\n        parameters:\n            cached: true # b\n            exclude:\n"
        "            - C\n            build_dir: \"out: \\\"x\\\"\"\n    deploy: {}\n");
  CHECK(saved("version: 0.1\ndefault:\n  deploy:\n    parameters:\n      x: 1", {kFlag}) ==
        "version: 0.1\ndefault:\n  deploy:\n    parameters:\n      x: 1\n  build:\n    parameters:\n      cached: true\n");
  CHECK(saved("version: 0.1\n", {kFlag}) == "version: 0.1\ndefault:\n  build:\n    parameters:\n      cached: true\n");
}

TEST_CASE("save yaml: no place for a key is an error", "[config]") {
  CHECK(saved("version: 0.1\ndefault: {build: {parameters: {a: 1}}}\n", {kFlag}) == kNoPlace);
  CHECK(saved("default:\n  build:\n    parameters:\n", {kFlag}) == kNoPlace);
  CHECK(saved("[1, 2]\n", {kFlag}) == kNoPlace);
  CHECK(saved("a: &x 1\ndefault:\n  build:\n    parameters:\n      cached: *x\n", {kFlag}) == kNoPlace);
  CHECK(saved("a: [\n", {kFlag}).starts_with("error: "));
}
