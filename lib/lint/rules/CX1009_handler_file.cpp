#include <algorithm>

#include "base/did_you_mean.h"
#include "base/file.h"
#include "base/text.h"
#include "facts/handlers.h"
#include "lint/rule.h"
#include "lint/subjects/code.h"

namespace cxsam::lint {
namespace {

namespace fs = std::filesystem;

// TypeScript is no file that Lambda runs.
bool exists_any(const fs::path& root, const std::vector<std::string>& files) {
  std::error_code ignored;
  return std::ranges::any_of(
      files, [&](const std::string& file) { return !file.ends_with("ts") && fs::exists(root / file, ignored); });
}

std::string without_dashes(std::string text) {
  std::ranges::replace(text, '-', '_');
  return to_lower(text);
}

// A handler may live in a package that the build installs ("datadog_lambda.handler.handler").
bool may_be_installed(const fs::path& root, std::string_view family, std::string_view module) {
  if (family == "nodejs") return module.starts_with("node_modules/");
  if (family != "python") return false;
  const Result<std::string> requirements = read_file(root / "requirements.txt");
  const std::string package(module.substr(0, module.find('/')));
  return requirements && without_dashes(*requirements).find(without_dashes(package)) != std::string::npos;
}

// A compiler writes the file: TypeScript's `outDir`, or a folder that is not there before `npm run build`.
bool may_be_compiled(const fs::path& root, std::string_view family, const std::string& module) {
  std::error_code ignored;
  if (family != "nodejs") return false;
  return fs::exists(root / "tsconfig.json", ignored) || !fs::exists((root / module).parent_path(), ignored);
}

// A layer may bring the handler, and an absolute path leads into one.
bool may_be_in_layer(const LambdaFunction& function, std::string_view handler) {
  return function.property("Layers") || handler.starts_with('/');
}

std::vector<std::string> modules_beside(const fs::path& root, const std::string& module, const std::string& extension) {
  std::vector<std::string> names;
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::directory_iterator((root / module).parent_path(), failed))
    if (entry.path().extension() == extension) names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> hints_for(const fs::path& root, const std::string& module, const std::string& first_file) {
  constexpr std::size_t kFewModules = 3;
  const std::string extension = fs::path(first_file).extension().string();
  const std::vector<std::string> modules = modules_beside(root, module, extension);
  std::vector<std::string> hints = did_you_mean(fs::path(module).stem().string(), modules);
  if (!hints.empty()) return hints;
  if (modules.empty() || modules.size() > kFewModules)
    return {"the handler is looked up below `CodeUri`: make the file, or change one of the two"};
  std::string there;
  for (const std::string& name : modules) there += (there.empty() ? "`" : ", `") + name + extension + "`";
  return {"what is there: " + there};
}

// The build says so, too.
bool tell_typescript(const FunctionCode& code, std::string_view family, const std::string& module, const PossibleValue& handler,
                     Findings& findings) {
  const std::string source = module + ".ts";
  std::error_code ignored;
  if (family != "nodejs" || code.built || !fs::exists(code.path / source, ignored)) return false;
  Diagnostic& finding =
      findings.add(handler.where, "`" + source + "` is TypeScript, which Lambda does not run", handler.expansion);
  finding.severity = Severity::Warning;
  finding.related = handler.related;
  finding.hints.emplace_back("have it bundled: Metadata: {BuildMethod: esbuild}, and cxsam build");
  return true;
}

void check_handler(const FunctionCode& code, std::string_view family, const PossibleValue& handler, Findings& findings) {
  const std::optional<facts::HandlerParts> parts = facts::parse_handler(family, handler.value.text);
  if (!parts) return;
  const std::vector<std::string> files = facts::handler_files(family, *parts);
  if (files.empty() || exists_any(code.path, files)) return;
  if (tell_typescript(code, family, parts->module, handler, findings)) return;
  if (may_be_installed(code.path, family, parts->module) || may_be_compiled(code.path, family, parts->module) ||
      may_be_in_layer(*code.function, handler.value.text))
    return;
  Diagnostic& finding = findings.add(handler.where,
                                     "handler `" + handler.value.text + "` needs `" + files.front() + "`, which is not in `" +
                                         (code.artifact->path.empty() ? "." : code.artifact->path) + "`",
                                     handler.expansion);
  finding.related = handler.related;
  finding.hints = hints_for(code.path, parts->module, files.front());
}

void check(const CheckContext& context, Findings& findings) {
  for (const CodeHandler& each : find_handlers(context)) check_handler(each.code, each.family, each.handler, findings);
}

}  // namespace

extern const Rule rule_CX1009_handler_file{
    .id = "CX1009",
    .summary = "the file that a handler names is in the function's code",
    .why =
        "The function deploys, and then every invocation fails because Lambda cannot import the file. Python, Node.js and Ruby "
        "are looked at; code that a compiler, a build step, a layer or an installed package brings is not expected before the "
        "build.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
