#include <filesystem>

#include "base/did_you_mean.h"
#include "base/file.h"
#include "facts/handlers.h"
#include "lint/rule.h"
#include "lint/subjects/code.h"
#include "lint/subjects/handler_source.h"

namespace cxsam::lint {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestSource = std::uint64_t{4} << 20U;

std::optional<fs::path> find_source(const fs::path& root, std::string_view family, const facts::HandlerParts& parts) {
  std::error_code ignored;
  for (const std::string& file : facts::handler_files(family, parts))
    if (fs::is_regular_file(root / file, ignored)) return root / file;
  return std::nullopt;
}

void check_handler(const FunctionCode& code, std::string_view family, const PossibleValue& handler, Findings& findings) {
  const std::optional<facts::HandlerParts> parts = facts::parse_handler(family, handler.value.text);
  if (!parts || parts->function.empty()) return;
  const std::optional<fs::path> source = find_source(code.path, family, *parts);
  const Result<std::string> text = source ? read_file(*source, kLargestSource) : fail("");
  if (!text || may_have_function(family, *text, parts->function)) return;
  Diagnostic& finding = findings.add(
      handler.where,
      "`" + source->lexically_relative(code.path).string() + "` has no `" + parts->function + "`, which the handler names",
      handler.expansion);
  finding.related = handler.related;
  const std::vector<std::string> functions = functions_in(family, *text);
  finding.hints = did_you_mean(parts->function, functions);
  if (finding.hints.empty() && functions.size() == 1) finding.hints.push_back("what is there: `" + functions.front() + "`");
}

void check(const CheckContext& context, Findings& findings) {
  for (const CodeHandler& each : find_handlers(context))
    if (each.family == "python" || each.family == "nodejs") check_handler(each.code, each.family, each.handler, findings);
}

}  // namespace

extern const Rule rule_CX1015_handler_function{
    .id = "CX1015",
    .summary = "the function that a handler names is in its file",
    .why =
        "The function deploys, and then every invocation fails because the module has no such name. Python and JavaScript "
        "sources are looked at; a name that the file may make while it runs is not missed.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
