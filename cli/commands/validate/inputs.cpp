#include "cli/commands/validate/inputs.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/file.h"
#include "base/glob.h"
#include "project/project.h"

namespace cxsam::cli::validate {
namespace {

namespace fs = std::filesystem;

class Collector {
 public:
  explicit Collector(const lint::Settings& settings) : settings_(settings) {}

  void add(fs::path path, lint::Input::Kind kind) {
    if (is_ignored(path.string()) || !seen_.insert(path).second) return;
    inputs_.files.push_back({.path = std::move(path), .text = std::nullopt, .kind = kind});
  }

  Result<void> add_standard_input() {
    Result<std::string> text = read_file("/dev/stdin");
    if (!text) return fail(std::move(text.error()).with("reading standard input"));
    inputs_.files.push_back({.path = "<stdin>", .text = std::move(*text), .kind = lint::Input::Kind::Template});
    return {};
  }

  Result<void> add_word(const std::string& word, lint::Input::Kind kind) {
    std::error_code ignored;
    if (word == "-") return add_standard_input();
    if (fs::is_directory(word, ignored)) {
      add_folder(word);
    } else if (is_glob(word) && !fs::exists(word, ignored)) {
      inputs_.searched.push_back(word);
      for (fs::path& path : expand_glob(word)) fs::is_directory(path, ignored) ? add_folder(path) : add(std::move(path), kind);
    } else {
      add(word, kind);
    }
    return {};
  }

  Inputs take() { return std::move(inputs_); }

 private:
  void add_folder(const fs::path& folder) {
    inputs_.searched.push_back(folder.string());
    for (fs::path& path : lint::find_candidates(folder)) add(std::move(path), lint::Input::Kind::Found);
  }

  [[nodiscard]] bool is_ignored(const std::string& path) const {
    return std::ranges::any_of(settings_.ignore_templates, [&path](const std::string& glob) { return names_file(glob, path); });
  }

  const lint::Settings& settings_;
  Inputs inputs_;
  std::set<fs::path> seen_;
};

// Files named on the command line, as by a hook, stand for themselves: a template of samconfig.toml is not meant then.
bool uses_template_option(const Context& context, const std::vector<std::string>& words) {
  return words.empty() || context.options.origin("template-file") == config::Origin::CommandLine;
}

/// It would be waited for until somebody writes into it. A shell's `<(...)` has one who does.
bool is_pipe_with_a_name(const fs::path& path) {
  std::error_code ignored;
  return fs::is_fifo(path, ignored) && !is_inside(fs::absolute(path).lexically_normal(), "/dev/fd") &&
         !is_inside(fs::absolute(path).lexically_normal(), "/proc");
}

Error no_file(const fs::path& path) {
  return Error{"`" + path.string() + "` is a named pipe and no file"}.hint("`cxsam validate -` reads what is piped into it");
}

}  // namespace

Result<Inputs> find_inputs(const Context& context, const lint::Settings& settings) {
  // What reads cfn-lint's findings hands over templates, as to cfn-lint.
  const lint::Input::Kind kind = settings.output == "cfn-lint-json" ? lint::Input::Kind::Template : lint::Input::Kind::Named;
  const std::vector<std::string>& words = context.arguments.empty() ? settings.templates : context.arguments;
  Collector collector(settings);
  if (uses_template_option(context, words)) {
    Result<fs::path> path = project::find_template(fs::current_path(), context.options.text("template-file"), false);
    if (!path) return fail(std::move(path).error());
    collector.add(std::move(*path), lint::Input::Kind::Template);
  }
  for (const std::string& word : words)
    if (Result<void> added = collector.add_word(word, kind); !added) return fail(std::move(added).error());
  Inputs inputs = collector.take();
  for (const lint::Input& input : inputs.files)
    if (is_pipe_with_a_name(input.path)) return fail(no_file(input.path));
  return inputs;
}

}  // namespace cxsam::cli::validate
