// `init`: a new application from a blueprint. Source: SAM CLI, "sam init".
#include "cli/command.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/did_you_mean.h"
#include "base/text.h"
#include "cli/commands/init/blueprint.h"
#include "cli/commands/init/options.h"
#include "cli/commands/init/questions.h"
#include "cli/settings.h"
#include "facts/runtimes.h"
#include "json/json.h"
#include "lint/settings/today.h"

namespace cxsam::cli {
namespace {

/// What SAM CLI can do and this cannot, said before anything is asked.
std::optional<Error> refuse(const config::Values& options) {
  if (options.has("location")) {
    return Error{"`--location` is not possible yet: templates are not fetched from git or the web"}.hint(
        "get the template with git and change it by hand, or choose one of `--app-template`");
  }
  if (options.text("package-type") == "Image" || options.has("base-image")) {
    return Error{"functions in container images cannot be made: cxsam runs functions as processes, without containers"}.hint(
        "leave out --base-image and `--package-type Image`");
  }
  return std::nullopt;
}

/// --extra-context, as text: placeholders of blueprints and what they are filled in with.
Result<std::map<std::string, std::string>> read_extra_context(const config::Values& options) {
  std::map<std::string, std::string> extra;
  const std::optional<std::string> text = options.text("extra-context");
  if (!text) return extra;
  const Result<Json> json = parse_json(*text);
  if (!json) return fail(Error{json.error()}.with("reading --extra-context"));
  if (!json->is_object()) return fail("`--extra-context` is a JSON object, such as {\"project_name\": \"shop\"}");
  for (const auto& [key, value] : json->items()) {
    if (key == "project_name" || key == "runtime") {
      if (!value.is_string()) return fail("`" + key + "` in `--extra-context` is a text");
      extra[key] = value.get<std::string>();
    } else {
      return fail("`" + key + "` in `--extra-context` is no placeholder; there are project_name and runtime");
    }
  }
  return extra;
}

std::optional<Error> check_name(const std::string& name) {
  const auto is_plain = [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.'; };
  const bool good =
      !name.empty() && name.size() <= 100 && std::ranges::all_of(name, is_plain) && name.front() != '.' && name.front() != '-';
  if (good) return std::nullopt;
  return Error{"`" + name + "` cannot be the name of a project"}.hint(
      "use letters, digits, `-`, `_` and `.`, at most 100 of them, and begin with a letter or digit");
}

/// A CloudFormation stack's name: letters, digits and hyphens, a letter first.
std::string stack_name(const std::string& project) {
  std::string name = project;
  std::ranges::replace_if(
      name, [](char c) { return !is_letter_or_digit(c); }, '-');
  return is_letter(name.front()) ? name : "app-" + name;
}

/// "java8.al2" -> "8", "ruby3.3" -> "3.3", "provided.al2023" -> "".
std::string language_version(const std::string& runtime) {
  const std::size_t begin = std::min(runtime.find_first_of("0123456789"), runtime.size());
  const std::size_t end = std::min(runtime.find_first_not_of("0123456789.", begin), runtime.size());
  std::string version = runtime.substr(begin, end - begin);
  while (version.ends_with('.')) version.pop_back();
  return version;
}

std::string today() { return lint::today(environment_variable("SOURCE_DATE_EPOCH")); }

bool has_manager(const Blueprint& blueprint, const std::string& manager) {
  return manager.empty() || std::ranges::find(blueprint.dependency_managers, manager) != blueprint.dependency_managers.end();
}

/// `manager` chooses among the languages of custom runtimes: `hello-world` with `cargo` is hello-world-rust.
Result<Blueprint> find_blueprint(const std::vector<Blueprint>& blueprints, const std::string& name, const std::string& runtime,
                                 const std::string& manager) {
  const facts::Runtime* known = facts::find_runtime(runtime);
  if (known == nullptr) {
    Error error{"no Lambda runtime `" + runtime + "`"};
    const std::vector<std::string> runtimes = facts::creatable_runtimes(today());
    error.hints = did_you_mean(runtime, runtimes);
    if (error.hints.empty())
      error.hints.push_back("there are " + join(runtimes, ", ") + "; Go and Rust run on `provided.al2023`");
    return fail(std::move(error));
  }
  std::vector<std::string> names;
  std::vector<std::string> families;
  const auto is_meant = [&](const Blueprint& each) {
    return each.family == known->family && each.name.starts_with(name) && has_manager(each, manager);
  };
  if (!manager.empty())
    if (const auto meant = std::ranges::find_if(blueprints, is_meant); meant != blueprints.end()) return *meant;
  for (const Blueprint& blueprint : blueprints) {
    if (blueprint.family == known->family && blueprint.name == name) return blueprint;
    if (blueprint.family == known->family) names.push_back(blueprint.name);
    if (families.empty() || families.back() != blueprint.family) families.push_back(blueprint.family);
  }
  if (names.empty()) {
    return fail(
        Error{"there is no blueprint for `" + runtime + "` yet"}.hint("there are blueprints for " + join(families, ", ")));
  }
  return fail(Error{"no blueprint `" + name + "` for `" + runtime + "`"}.hint("there are " + join(names, ", ")));
}

Result<Wishes> settle_wishes(const Context& context, const std::vector<Blueprint>& blueprints) {
  const config::Values& options = context.options;
  auto extra = read_extra_context(options);
  if (!extra) return fail(std::move(extra.error()));
  Wishes wishes{options.text("app-template"), options.text("runtime"), options.text("name")};
  if (extra->contains("project_name")) wishes.project = extra->at("project_name");
  if (extra->contains("runtime")) wishes.runtime = extra->at("runtime");
  const bool may_ask = !options.flag("no-interactive") && !options.flag("no-input");
  if (may_ask) return ask_for_missing(context.terminal, std::move(wishes), blueprints);
  std::vector<std::string> missing;
  if (!wishes.project) missing.emplace_back("`--name`");
  if (!wishes.runtime) missing.emplace_back("`--runtime`");
  if (!missing.empty()) return fail("`--no-interactive` needs " + join(missing, " and "));
  if (!wishes.blueprint) wishes.blueprint = "hello-world";
  return wishes;
}

Fillings fillings_of(const config::Values& options, const Wishes& wishes) {
  Fillings fillings;
  fillings.values = {{"project_name", *wishes.project},
                     {"stack_name", stack_name(*wishes.project)},
                     {"runtime", *wishes.runtime},
                     {"version", language_version(*wishes.runtime)},
                     {"architecture", options.text_or("architecture", "x86_64")}};
  if (options.flag("tracing")) fillings.sections.insert("tracing");
  if (options.flag("structured-logging")) fillings.sections.insert("structured_logging");
  if (options.flag("application-insights")) fillings.sections.insert("application_insights");
  return fillings;
}

/// A project can still be made: for functions that exist already.
void warn_of_ended_runtime(system::Terminal& terminal, const std::string& name) {
  const facts::Runtime* runtime = facts::find_runtime(name);
  if (facts::can_create(*runtime, today())) return;
  terminal.err("Warning: Lambda makes no new functions with `" + name + "` since " + std::string(runtime->block_create) +
               (runtime->successor.empty() ? "" : "; the runtime to begin with is `" + std::string(runtime->successor) + "`") +
               "\n");
}

void say_what_is_next(system::Terminal& terminal, const std::filesystem::path& folder, const Blueprint& blueprint,
                      const Wishes& wishes, std::string_view program) {
  const std::string command = "  " + std::string(program) + " ";
  terminal.out("Made " + folder.string() + "/ from " + blueprint.name + " (" + *wishes.runtime + ").\n\nNext:\n  cd " +
               folder.string() + "\n" + command + "validate\n" + command + "build\n" + command +
               "local invoke --event events/event.json\n" + command + "local start-api\n");
}

int run_init(Context& context) {
  if (const auto error = refuse(context.options)) return report(context.terminal, *error);
  const std::vector<Blueprint> blueprints = all_blueprints();
  const Result<Wishes> wishes = settle_wishes(context, blueprints);
  if (!wishes) {
    report(context.terminal, wishes.error());
    return kUsage;
  }
  if (const auto error = check_name(*wishes->project)) return report(context.terminal, *error);
  const std::string manager = context.options.text_or("dependency-manager", "");
  const Result<Blueprint> blueprint = find_blueprint(blueprints, *wishes->blueprint, *wishes->runtime, manager);
  if (!blueprint) return report(context.terminal, blueprint.error());
  if (!has_manager(*blueprint, manager)) {
    return report(context.terminal,
                  Error{"`" + manager + "` does not install dependencies of `" + *wishes->runtime + "` here"}.hint(
                      "there is " + join(blueprint->dependency_managers, ", ")));
  }
  warn_of_ended_runtime(context.terminal, *wishes->runtime);
  const std::filesystem::path folder =
      (std::filesystem::path(context.options.text_or("output-dir", ".")) / *wishes->project).lexically_normal();
  const Result<void> written = write_project(folder, project_files(*blueprint, fillings_of(context.options, *wishes)));
  if (!written) return report(context.terminal, written.error());
  say_what_is_next(context.terminal, folder, *blueprint, *wishes, context.program());
  return kDone;
}

}  // namespace

extern const Command command_init{
    .name = "init",
    .summary = "Make a new application from a blueprint",
    .description =
        "Writes a folder with a template, the code of a function, its test and a sample event, ready for build, local invoke "
        "and local start-api. Without options it asks what to make.",
    .examples =
        "cxsam init\n"
        "cxsam init --name shop --runtime python3.13\n"
        "cxsam init --name greeter --runtime nodejs22.x --app-template env-greeting",
    .groups = init_command::kGroups,
    .run = run_init,
    .area = "Start",
};

}  // namespace cxsam::cli
