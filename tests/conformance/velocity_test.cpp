// Our templates (velocity/templates.txt) rendered by Apache Velocity and by us. It needs java, and the jars of Velocity
// (velocity/pom.xml), which Maven fetches once, below build/clients; offline they may be in a folder that $CXSAM_VELOCITY
// names.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "json/json.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "vtl/program.h"

using namespace cxsam;
namespace fs = std::filesystem;

namespace {

/// One a line, in which `\n`, `\t` and `\r` stand for what they name. Lines that begin with `//` say something.
std::vector<std::string> read_templates() {
  const auto text = read_file(CXSAM_SOURCE_DIR "/tests/conformance/velocity/templates.txt");
  REQUIRE(text);
  std::vector<std::string> templates;
  for (const std::string_view line : split(*text, '\n')) {
    if (line.empty() || line.starts_with("//")) continue;
    std::string source = replace_all(std::string(line), "\\n", "\n");
    templates.push_back(replace_all(replace_all(std::move(source), "\\t", "\t"), "\\r", "\r"));
  }
  return templates;
}

/// The folder of the jars; nothing, with a line that says why, where there is none.
std::optional<std::string> velocity_jars() {
  const auto runs = [](const char* command) { return std::system(command) == 0; };
  if (!runs("java -version >/dev/null 2>&1")) {
    std::cout << "skipped: java is not installed\n";
    return std::nullopt;
  }
  if (const char* const named = std::getenv("CXSAM_VELOCITY")) return named;
  const fs::path folder = fs::path(CXSAM_SOURCE_DIR) / "build/clients/velocity";
  if (fs::exists(folder / "ready")) return folder.string();
  const std::string fetch = "timeout 600 mvn -q -B -f '" CXSAM_SOURCE_DIR
                            "/tests/conformance/velocity/pom.xml' dependency:copy-dependencies "
                            "-DoutputDirectory='" +
                            folder.string() + "' >/dev/null 2>&1 && touch '" + folder.string() + "/ready'";
  if (runs(fetch.c_str())) return folder.string();
  std::cout << "skipped: Apache Velocity cannot be fetched here (mvn)\n";
  return std::nullopt;
}

std::string ours(const std::string& source) {
  const auto program = vtl::Program::parse(source);
  if (!program) return "E";
  vtl::Run run;
  vtl::Variables variables;
  const auto known =
      parse_json(R"({"s": "Hello World", "n": 42, "d": 1.5, "t": true, "f": false, "e": "", "list": ["a", "b", "c"],
                                    "map": {"k": "v", "num": 7, "in": {"x": "y"}}})");
  for (const auto& [name, value] : known->items()) variables[name] = vtl::value_of(run, value);
  variables["list"].list()->json = false;
  const auto text = program->render(run, variables, vtl::Undefined::Source);
  return text ? "O" + *text : "E";
}

}  // namespace

TEST_CASE("velocity: templates come out as Apache Velocity renders them") {
  const std::optional<std::string> jars = velocity_jars();
  if (!jars) return;
  const std::vector<std::string> templates = read_templates();
  std::string coded;
  for (const std::string& source : templates) coded += base64_encode(source) + "\n";
  const test::TempFolder folder;
  const fs::path file = folder.path() / "templates";
  REQUIRE(write_file_atomically(file, coded));
  const auto theirs = test::run_process(
      {.command = {"java", "-cp", *jars + "/*", CXSAM_SOURCE_DIR "/tests/conformance/velocity/Oracle.java", file.string()},
       .folder = folder.path(),
       .environment = {{"PATH", std::getenv("PATH")}}});
  INFO(theirs.err);
  REQUIRE(theirs.exit_code == 0);
  const auto answers = split(trim(theirs.out), '\n');
  REQUIRE(answers.size() == templates.size());
  for (std::size_t i = 0; i < templates.size(); ++i) {
    INFO(templates[i]);
    const std::string wanted = base64_decode(answers[i]).value_or("");
    CHECK(ours(templates[i]) == (wanted.starts_with('E') ? "E" : wanted));
  }
}
