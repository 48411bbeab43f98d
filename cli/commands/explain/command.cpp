// cxsam explain: what a rule is about.
#include "cli/command.h"
#include "base/did_you_mean.h"

#include <algorithm>
#include <array>

#include "cli/wrap.h"
#include "diagnostic/places.h"
#include "lint/outputs/output.h"
#include "lint/outputs/rule_page.h"

namespace cxsam::cli {
namespace explain {
namespace {

constexpr std::size_t kWidestPage = 100;

std::string page_of(const lint::Rule& rule, std::size_t width) {
  std::string text = std::string(rule.id) + " (" + std::string(severity_name(rule.severity)) +
                     (rule.experimental ? ", experimental" : "") + "): " + std::string(rule.summary);
  text = wrap(text, width, 0, 0) + "\n";
  if (!rule.why.empty()) text += "\n" + wrap(std::string(rule.why), width, 0, 0) + "\n";
  const std::string examples = lint::rule_page(rule.id);
  if (!examples.empty()) text += "\n" + examples;
  return text + "\nTo leave it out: `cxsam validate --ignore-checks " + std::string(rule.id) +
         "`, or in the template:\n\n    Metadata:\n      cfn-lint:\n        config:\n          ignore_checks: [" +
         std::string(rule.id) + "]\n";
}

std::string list_of(std::string_view prefix) {
  std::string text;
  for (const lint::Rule* rule : lint::all_rules())
    if (rule->id.starts_with(prefix)) text += std::string(rule->id) + "  " + std::string(rule->summary) + "\n";
  return text;
}

Error no_such_rule(const std::string& id) {
  std::vector<std::string> ids;
  for (const lint::Rule* rule : lint::all_rules()) ids.emplace_back(rule->id);
  Error error{"there is no rule `" + id + "`"};
  error.hints = did_you_mean(id, ids);
  error.hints.emplace_back("`cxsam explain` lists all rules");
  return error;
}

int run(Context& context) {
  std::string id = context.arguments.empty() ? "" : context.arguments.front();
  std::ranges::transform(id, id.begin(), [](unsigned char sign) { return static_cast<char>(std::toupper(sign)); });
  if (const lint::Rule* rule = lint::find_rule(id)) {
    context.terminal.out(page_of(*rule, std::clamp<std::size_t>(context.terminal.width(), 60, kWidestPage)));
    return kDone;
  }
  const std::string list = list_of(id);
  if (!list.empty()) {
    context.terminal.out(list);
    return kDone;
  }
  report(context.terminal, no_such_rule(context.arguments.front()));
  return kUsage;
}

}  // namespace
}  // namespace explain

extern const Command command_explain{
    .name = "explain",
    .summary = "Say what a rule of validate is about, with examples",
    .description =
        "ID is what stands in brackets after `error` or `warning`: E3005, CX4001. The beginning of one (E30) lists the rules "
        "that have it; without ID all are listed.",
    .arguments = "[ID]",
    .max_arguments = 1,
    .examples =
        "cxsam explain E3005\n"
        "cxsam explain CX",
    .run = explain::run,
    .area = "Check",
};

}  // namespace cxsam::cli
