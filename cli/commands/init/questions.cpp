#include "cli/commands/init/questions.h"

#include <algorithm>
#include <ctime>

#include "base/text.h"
#include "facts/runtimes.h"

namespace cxsam::cli {
namespace {

struct Choice {
  std::string name;
  std::string about;
};

Result<std::string> read_answer(system::Terminal& terminal, const std::string& question, const std::string& fallback) {
  terminal.err(question + " [" + fallback + "]: ");
  std::optional<std::string> line = terminal.read_line();
  if (!line) {
    terminal.err("\n");
    return fail(Error{"standard input ended before all questions were answered"}.hint(
        "give --name, --runtime and --app-template, and --no-interactive"));
  }
  std::string answer(trim(*line));
  return answer.empty() ? fallback : answer;
}

Result<std::string> choose(system::Terminal& terminal, const std::string& title, const std::vector<Choice>& choices) {
  terminal.err(title + "\n");
  for (std::size_t i = 0; i < choices.size(); ++i) {
    terminal.err("  " + std::to_string(i + 1) + "  " + choices[i].name);
    terminal.err(choices[i].about.empty() ? "\n" : ": " + choices[i].about + "\n");
  }
  while (true) {
    Result<std::string> answer = read_answer(terminal, "Number or name", "1");
    if (!answer) return answer;
    const auto named = std::ranges::find(choices, *answer, &Choice::name);
    if (named != choices.end()) return named->name;
    const std::optional<std::int64_t> number = parse_int(*answer);
    if (number && *number >= 1 && *number <= static_cast<std::int64_t>(choices.size())) {
      return choices[static_cast<std::size_t>(*number - 1)].name;
    }
    terminal.err("`" + *answer + "` is not in the list.\n");
  }
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm date{};
  ::gmtime_r(&now, &date);
  std::string text(10, '\0');
  std::strftime(text.data(), text.size() + 1, "%Y-%m-%d", &date);
  return text;
}

std::string family_of(const std::optional<std::string>& runtime) {
  const facts::Runtime* found = runtime ? facts::find_runtime(*runtime) : nullptr;
  return found == nullptr ? "" : std::string(found->family);
}

std::vector<Choice> blueprint_choices(const std::vector<Blueprint>& blueprints, const std::string& family) {
  std::vector<Choice> choices;
  for (const Blueprint& blueprint : blueprints) {
    if (!family.empty() && blueprint.family != family) continue;
    if (std::ranges::find(choices, blueprint.name, &Choice::name) == choices.end()) {
      choices.push_back({blueprint.name, blueprint.summary});
    }
  }
  std::ranges::stable_sort(choices, {}, [](const Choice& choice) { return choice.name != "hello-world"; });
  return choices;
}

std::vector<Choice> runtime_choices(const std::vector<Blueprint>& blueprints, const std::string& name) {
  std::vector<std::string> families;
  for (const Blueprint& blueprint : blueprints) {
    if (blueprint.name == name) families.push_back(blueprint.family);
  }
  std::vector<Choice> choices;
  for (std::string& runtime : current_runtimes(families, today())) choices.push_back({std::move(runtime), ""});
  return choices;
}

}  // namespace

std::vector<std::string> current_runtimes(const std::vector<std::string>& families, const std::string& today) {
  std::vector<std::string> names;
  for (const std::string& family : families) {
    std::vector<std::string> of_family;
    for (const facts::Runtime& runtime : facts::all_runtimes()) {
      const bool is_open = runtime.deprecation.empty() || runtime.deprecation > today;
      if (runtime.family == family && is_open) of_family.emplace_back(runtime.name);
    }
    names.insert(names.end(), of_family.rbegin(), of_family.rend());
  }
  return names;
}

Result<Wishes> ask_for_missing(system::Terminal& terminal, Wishes wishes, const std::vector<Blueprint>& blueprints) {
  const auto settle = [](std::optional<std::string>& wish, Result<std::string> answer) -> Result<void> {
    if (!answer) return fail(std::move(answer.error()));
    wish = *std::move(answer);
    return {};
  };
  if (!wishes.blueprint) {
    const auto choices = blueprint_choices(blueprints, family_of(wishes.runtime));
    if (choices.empty()) return fail("there is no blueprint for `" + *wishes.runtime + "` yet");
    if (auto done = settle(wishes.blueprint, choose(terminal, "What to start from:", choices)); !done)
      return fail(done.error());
  }
  if (!wishes.runtime) {
    const auto choices = runtime_choices(blueprints, *wishes.blueprint);
    if (choices.empty()) return fail("there is no blueprint `" + *wishes.blueprint + "`");
    if (auto done = settle(wishes.runtime, choose(terminal, "Runtime:", choices)); !done) return fail(done.error());
  }
  if (!wishes.project) {
    if (auto done = settle(wishes.project, read_answer(terminal, "Name of the project", "sam-app")); !done)
      return fail(done.error());
  }
  return wishes;
}

}  // namespace cxsam::cli
