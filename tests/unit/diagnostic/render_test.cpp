#include "diagnostic/render.h"

#include <catch2/catch.hpp>

#include "json/json.h"

using namespace cxsam;

namespace {

struct Sample {
  Sources sources;
  FileId file;
  explicit Sample(std::string text) : file(sources.add("template.yaml", std::move(text))) {}

  [[nodiscard]] Span find(std::string_view part) const {
    const auto at = static_cast<std::uint32_t>(sources.text(file).find(part));
    return {file, at, at + static_cast<std::uint32_t>(part.size())};
  }
  [[nodiscard]] std::string render(const Diagnostic& finding, TextStyle style = {}) const {
    return render_text(sources, {&finding, 1}, style);
  }
};

}  // namespace

TEST_CASE("render_text: headline, place, line, carets, notes and hints") {
  const Sample sample("A: 1\nB:\n  Handlr: app.handler\n");
  const Diagnostic finding{.id = "E3002",
                           .message = "unknown property `Handlr`",
                           .where = sample.find("Handlr"),
                           .notes = {"A function needs a handler."},
                           .hints = {"did you mean `Handler`?"}};
  CHECK(sample.render(finding) ==
        "error[E3002]: unknown property `Handlr`\n"
        " --> template.yaml:3:3\n"
        "  |\n"
        "3 |   Handlr: app.handler\n"
        "  |   ^^^^^^\n"
        "  = note: A function needs a handler.\n"
        "  = hint: did you mean `Handler`?\n");
}
