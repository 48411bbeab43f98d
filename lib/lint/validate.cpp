#include "lint/validate.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <future>
#include <memory>
#include <thread>

#include "base/text.h"
#include "document/misspelt.h"
#include "document/reader.h"
#include "lint/lint.h"
#include "lint/settings/suppression.h"
#include "lint/subjects/no_code.h"
#include "project/project.h"
#include "system/tree.h"

namespace cxsam::lint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kInputsForThreads = 8;
constexpr std::array<std::string_view, 3> kTemplateSections{"Resources", "Transform", "AWSTemplateFormatVersion"};

bool mentions_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool is_resource(const Member& entry) {
  const Node* type = entry.value.find("Type");
  return type && type->text.find("::") != std::string::npos;
}

// Other tools have files with a key `Resources` or `Transform`, too.
bool has_shape_of_template(const Node& root) {
  if (root.find("AWSTemplateFormatVersion")) return true;
  const Node* transform = root.find("Transform");
  if (transform && (transform->is_list() || transform->text.starts_with("AWS::"))) return true;
  const Node* resources = root.find("Resources");
  return resources && std::ranges::any_of(resources->members, is_resource);
}

// Text that cannot be read is a broken template only if it speaks of AWS: charts and pipelines are YAML of their own kind.
bool was_meant_as_template(std::string_view text) {
  static constexpr std::array<std::string_view, 2> kMarks{"AWS::", "AWSTemplateFormatVersion"};
  return mentions_any(text, kMarks);
}

// In any case, and with one letter wrong. A number or a text is some other tool's setting.
bool is_nearly_section(const Member& member) {
  if (member.value.is_scalar() && !member.value.is_null()) return false;
  const std::string key = to_lower(member.key);
  return edit_distance(key, "resources") <= 1 || edit_distance(key, "globals") <= 1;
}

// A template that lost its shape must not pass a hook, which names its files.
bool looks_like_template(const Node& root, std::string_view text) {
  return was_meant_as_template(text) || std::ranges::any_of(root.members, is_nearly_section);
}

bool is_template(const Input& input, const project::Loaded& loaded, std::string_view text) {
  if (input.kind == Input::Kind::Template) return true;
  if (!loaded.readable) return was_meant_as_template(text);
  const Node& root = loaded.project.root.source.root();
  return has_shape_of_template(root) || (input.kind == Input::Kind::Named && looks_like_template(root, text));
}

// What the transform warns of without an id is told here by rules (E3006, E3017), or is about cxsam and no fault of the
// template.
bool is_told_by_rule(const Diagnostic& finding) { return finding.id.empty() && finding.severity == Severity::Warning; }

/// What is asked of one template.
struct Asked {
  Settings settings;
  Selection selection;
};

Asked asked_of(const Node* root, const Request& request, const fs::path& path) {
  Settings settings = settings_for(root, request);
  Selection selection = selection_for(settings, *request.dialect, path);
  return {std::move(settings), std::move(selection)};
}

void run_rules(const project::Project& project, const Request& request, const Asked& asked, const Input& input,
               Report& report) {
  const project::Stack& root = project.root;
  const tmpl::Resolver resolver(root.source, root.parameters);
  Options options{.limits = request.limits,
                  .profile = request.profile,
                  .today = request.today,
                  .dialect = request.dialect,
                  .selection = asked.selection,
                  .folder = std::nullopt,
                  .regions = asked.settings.regions,
                  .rules = rule_settings(asked.settings.configure_rules),
                  .parameters = request.parameters};
  if (!input.text) options.folder = input.path.has_parent_path() ? input.path.parent_path() : fs::path(".");
  check(make_context(*project.sources, root, resolver, options), report.diagnostics);
}

bool is_unread(const Diagnostic& finding) { return finding.id == "E0000"; }

// Of a text with keys that were lost, what is missing and what is unused would be guesses.
bool was_read_whole(const Diagnostics& diagnostics) { return std::ranges::none_of(diagnostics.items(), is_unread); }

void pass_over(Sources sources, Report& report) {
  report.sources = std::move(sources);
  report.diagnostics = {};
  report.passed_over = true;
}

// What a reader says that builds maps from the inside out, and gives up with the first that has a key twice.
void tell_first_duplicates(Sources& sources, FileId file, Diagnostics& findings) {
  if (std::ranges::none_of(findings.items(), is_unread)) return;
  Diagnostics first;
  if (read_document(sources, file, first, {.stops_at_duplicates = true})) return;
  findings = std::move(first);
}

/// Everything that is wrong with a template that was loaded.
void check_template(project::Loaded& loaded, const Input& input, const Request& request, const Asked& asked, Report& report) {
  report.diagnostics = std::move(loaded.findings);
  tmpl::Template& source = loaded.project.root.source;
  if (source.root().is_map() && was_read_whole(report.diagnostics)) {
    run_rules(loaded.project, request, asked, input, report);
    check_custom_rules(request.custom_rules, source, report.diagnostics);
  }
  report.source = std::move(source);
}

void check_text(std::unique_ptr<Sources> sources, FileId file, const Input& input, const Request& request, Report& report) {
  const std::string& text = sources->text(file);
  if (input.kind == Input::Kind::Found && !mentions_any(text, kTemplateSections)) return pass_over(std::move(*sources), report);
  const project::Request how{
      .template_path = input.path, .parameters = request.parameters, .environment = request.environment, .nested = !input.text};
  project::Loaded loaded = project::load(std::move(sources), file, how);
  if (!is_template(input, loaded, text)) return pass_over(std::move(*loaded.project.sources), report);
  if (!request.dialect->tells_all_duplicates) tell_first_duplicates(*loaded.project.sources, file, loaded.findings);
  const Asked asked = asked_of(loaded.readable ? &loaded.project.root.source.root() : nullptr, request, input.path);
  if (loaded.readable) {
    check_template(loaded, input, request, asked, report);
  } else {
    report.diagnostics = std::move(loaded.findings);
  }
  report.sources = std::move(*loaded.project.sources);
  std::erase_if(report.diagnostics.items(), is_told_by_rule);
  suppress(asked.selection, *request.dialect, report);
  if (request.dialect->tells_misspelt_once) leave_out_misspelt(report.diagnostics);
  report.diagnostics.sort_and_deduplicate();
}

bool is_candidate(std::string_view path) {
  return std::ranges::any_of(std::array{".yaml", ".yml", ".json", ".template"},
                             [path](std::string_view extension) { return path.ends_with(extension); });
}

}  // namespace

Report validate(const Input& input, const Request& request) {
  Report report{
      .path = input.path, .sources = {}, .diagnostics = {}, .source = {}, .passed_over = false, .failure = std::nullopt};
  auto sources = std::make_unique<Sources>();
  Result<FileId> file = input.text ? sources->add(input.path.string(), *input.text) : sources->load(input.path);
  if (!file) {
    report.failure = std::move(file).error();
    return report;
  }
  check_text(std::move(sources), *file, input, request, report);
  return report;
}

std::vector<Report> validate_all(std::span<const Input> inputs, const Request& request) {
  std::vector<Report> reports(inputs.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < inputs.size(); i = next++) reports[i] = validate(inputs[i], request);
  };
  std::vector<std::future<void>> others;
  if (inputs.size() >= kInputsForThreads)
    for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) others.push_back(std::async(std::launch::async, work));
  work();
  for (std::future<void>& other : others) other.get();
  return reports;
}

std::vector<fs::path> find_candidates(const fs::path& folder) {
  std::vector<fs::path> found;
  const Result<std::vector<system::TreeEntry>> entries = system::walk_tree(folder, kNoTemplates);
  if (!entries) return found;
  for (const system::TreeEntry& entry : *entries)
    if (entry.kind == system::TreeEntry::Kind::File && is_candidate(entry.path)) found.push_back(folder / entry.path);
  return found;
}

}  // namespace cxsam::lint
