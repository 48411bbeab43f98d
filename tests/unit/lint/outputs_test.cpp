#include "lint/outputs/output.h"

#include <catch2/catch.hpp>

#include "json/json.h"

using namespace cxsam;

namespace {

// Two findings at one place of a file that the template names, one in the template.
lint::Report report_of(const std::string& path) {
  lint::Report report;
  report.path = path;
  const FileId template_file = report.sources.add(path, "Resources: {}\n");
  const FileId definition = report.sources.add("machine.json", "\n\n{}\n");
  for (const char* message : {"no `StartAt`", "no `States`"}) report.diagnostics.error("CX4001", {definition, 2, 4}, message);
  report.diagnostics.error("E3001", {template_file, 0, 9}, "cr\r, \x01 and \uFFFE");
  return report;
}

std::string rendered(std::string_view output, const lint::Report& report) {
  return lint::find_output(output)->render(std::span(&report, 1), {.version = "1", .folder = "/srv/run"});
}

}  // namespace

TEST_CASE("outputs: gitlab names the file that the finding stands in", "[lint]") {
  const Json entries = parse_json(rendered("gitlab", report_of("template.yaml"))).value();
  CHECK(entries[0]["location"] == Json{{"path", "machine.json"}, {"lines", {{"begin", 3}}}});
  CHECK(entries[2]["location"] == Json{{"path", "template.yaml"}, {"lines", {{"begin", 1}}}});
}

TEST_CASE("outputs: gitlab names files from the folder of the run", "[lint]") {
  const auto path_for = [](const std::string& path) -> std::string {
    return parse_json(rendered("gitlab", report_of(path))).value()[2]["location"]["path"];
  };
  CHECK(path_for("/srv/run/services/a.yaml") == "services/a.yaml");
  CHECK(path_for("./services/a.yaml") == "services/a.yaml");
  CHECK(path_for("/srv/runner/a.yaml") == "/srv/runner/a.yaml");
}

TEST_CASE("outputs: junit gives each case a name of its own", "[lint]") {
  const std::string xml = rendered("junit", report_of("template.yaml"));
  CHECK(xml.find("name=\"CX4001 machine.json line 3\"") != std::string::npos);
  CHECK(xml.find("name=\"CX4001 machine.json line 3 (2)\"") != std::string::npos);
  CHECK(xml.find("name=\"E3001 line 1\"") != std::string::npos);
  CHECK(xml.find(">machine.json:3:1<") != std::string::npos);
}

TEST_CASE("outputs: junit holds only what XML 1.0 has signs for", "[lint]") {
  const std::string xml = rendered("junit", report_of("caf\xE9\t<\uFFFF>.yaml"));
  CHECK(xml.find("<testsuite name=\"caf\uFFFD&#9;&lt;\uFFFD&gt;.yaml\"") != std::string::npos);
  CHECK(xml.find("message=\"cr&#13;, \uFFFD and \uFFFD\"") != std::string::npos);
}
