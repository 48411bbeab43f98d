#include "lint/outputs/reference.h"

#include <fmt/format.h>

#include "diagnostic/places.h"

namespace cxsam::lint {
namespace {

constexpr std::string_view kIntroduction = R"(# Rules of `cxsam validate`

Generated from the rules themselves (`lib/lint/rules/`); `CXSAM_UPDATE=1 unit_tests "reference*"` writes it anew.

Ids are cfn-lint's where cfn-lint has the rule: E are errors, W warnings, I remarks that are shown when asked for. `CX...` are cxsam's own. Experimental rules run with `--include-experimental`. A template with an error fails;
warnings fail only with `--strict`. Each id leads to examples that fail and examples that pass, which the tests run.

| id | severity | what is checked |
| --- | --- | --- |
)";

std::string anchor_of(const Rule& rule) { return fmt::format("[{0}](../../tests/lint/{0}.md)", rule.id); }

}  // namespace

std::string render_reference(std::span<const Rule* const> rules) {
  std::string text(kIntroduction);
  for (const Rule* rule : rules)
    text += fmt::format("| {} | {}{} | {} |\n", anchor_of(*rule), severity_name(rule->severity),
                        rule->experimental ? ", experimental" : "", rule->summary);
  text += "\n## Why\n";
  for (const Rule* rule : rules) text += fmt::format("\n**{}**: {}. {}\n", rule->id, rule->summary, rule->why);
  return text;
}

}  // namespace cxsam::lint
