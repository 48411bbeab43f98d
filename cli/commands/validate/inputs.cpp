#include "cli/commands/validate/inputs.h"

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "project/project.h"

namespace cxsam::cli::validate {
namespace {

namespace fs = std::filesystem;

Result<lint::Input> standard_input() {
  Result<std::string> text = read_file("/dev/stdin");
  if (!text) return fail(std::move(text.error()).with("reading standard input"));
  return lint::Input{.path = "<stdin>", .text = std::move(*text), .must_be_template = true};
}

void add(std::vector<lint::Input>& inputs, fs::path path, bool must_be_template) {
  if (std::ranges::find(inputs, path, &lint::Input::path) != inputs.end()) return;
  inputs.push_back({.path = std::move(path), .text = std::nullopt, .must_be_template = must_be_template});
}

// What reads cfn-lint's findings hands over templates, as to cfn-lint.
bool are_all_templates(const Context& context) { return context.options.text("output") == "cfn-lint-json"; }

Result<void> add_word(const std::string& word, bool must_be_template, std::vector<lint::Input>& inputs) {
  if (word == "-") {
    Result<lint::Input> input = standard_input();
    if (!input) return fail(std::move(input).error());
    inputs.push_back(std::move(*input));
    return {};
  }
  std::error_code ignored;
  if (fs::is_directory(word, ignored))
    for (fs::path& path : lint::find_candidates(word)) add(inputs, std::move(path), false);
  else
    add(inputs, word, must_be_template);
  return {};
}

// Files named on the command line, as by a hook, stand for themselves: a template of samconfig.toml is not meant then.
bool uses_template_option(const Context& context) {
  return context.arguments.empty() || context.options.origin("template-file") == config::Origin::CommandLine;
}

}  // namespace

Result<std::vector<lint::Input>> find_inputs(const Context& context) {
  std::vector<lint::Input> inputs;
  if (uses_template_option(context)) {
    Result<fs::path> path = project::find_template(fs::current_path(), context.options.text("template-file"), false);
    if (!path) return fail(std::move(path).error());
    add(inputs, std::move(*path), true);
  }
  for (const std::string& word : context.arguments)
    if (Result<void> added = add_word(word, are_all_templates(context), inputs); !added) return fail(std::move(added).error());
  return inputs;
}

}  // namespace cxsam::cli::validate
