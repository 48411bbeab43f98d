// Holds what docs/ten-wrong-templates.md shows as the answers of cxsam against what it says.
#include <array>
#include <filesystem>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "facts/limits.h"
#include "lint/outputs/output.h"
#include "tests/unit/lint/markdown_examples.h"

using namespace cxsam;

namespace {

std::string findings_of(const std::string& text) {
  lint::Request request;
  request.profile = "current";
  request.today = "2026-11-22";
  request.limits = facts::find_limits(request.profile).value();
  const std::array reports{
      lint::validate({.path = "template.yaml", .text = text, .kind = lint::Input::Kind::Template}, request)};
  return lint::find_output("text")->render(reports, {});
}

}  // namespace

TEST_CASE("documents: the ten wrong templates are answered as the page says") {
  const auto page = read_file(std::filesystem::path(CXSAM_SOURCE_DIR) / "docs/ten-wrong-templates.md").value();
  std::size_t answered = 0;
  for (const test::Section& section : test::read_sections(page)) {
    if (section.fences.empty()) continue;
    INFO(section.title);
    REQUIRE(section.fences.size() == 4);
    CHECK(trim(findings_of(section.fences[0].content)) == trim(section.fences[1].content));
    ++answered;
  }
  CHECK(answered == 10);
}
