#include "lint/suppression.h"

#include <algorithm>

#include "base/glob.h"

namespace cxsam::lint {
namespace {

/// What one resource leaves out, and where it stands.
struct ResourceIgnores {
  Span place;
  std::vector<std::string_view> ids;
};

std::vector<ResourceIgnores> resource_ignores(const Report& report) {
  std::vector<ResourceIgnores> all;
  const Node* resources = report.source ? report.source->section("Resources") : nullptr;
  if (!resources) return all;
  for (const Member& resource : resources->members) {
    const Node* settings = metadata_settings(resource.value);
    const Node* ignored = settings ? settings->find("ignore_checks") : nullptr;
    if (!ignored || ignored->items.empty()) continue;
    ResourceIgnores ignores{{resource.key_span.file, resource.key_span.begin, resource.value.span.end}, {}};
    for (const Node& id : ignored->items)
      if (const auto text = id.as_string()) ignores.ids.push_back(*text);
    all.push_back(std::move(ignores));
  }
  return all;
}

bool covers(const ResourceIgnores& ignores, const Diagnostic& finding) {
  return ignores.place.file == finding.where.file && ignores.place.begin <= finding.where.begin &&
         finding.where.end <= ignores.place.end && std::ranges::find(ignores.ids, finding.id) != ignores.ids.end();
}

// Where cfn-lint's rules only are wanted, a transform that fails is no finding but where it is one of cfn-lint's: that of
// language extensions.
bool fails_as_in_cfn_lint(const Report& report) {
  const Node* transform = report.source ? report.source->root().find("Transform") : nullptr;
  const auto names = [](const Node& node) { return node.text == "AWS::LanguageExtensions"; };
  return transform && (names(*transform) || std::ranges::any_of(transform->items, names));
}

bool is_meant(const std::string& glob, const std::string& path) {
  return matches_glob(glob, path) || matches_glob("**/" + glob, path);
}

}  // namespace

Settings settings_for(const Node* root, const Request& request) {
  const Node* metadata = root ? metadata_settings(*root) : nullptr;
  if (!metadata) return combine(request.settings, request.file_settings);
  std::vector<std::string> problems;  // Metadata belongs to other tools, too
  return combine(request.settings, combine(read_settings(*metadata, problems), request.file_settings));
}

void suppress(const Settings& settings, bool own_rules, Report& report) {
  Selection selection{settings.ignore_checks, settings.include_checks, settings.mandatory_checks, own_rules};
  for (const auto& [glob, ids] : settings.per_file_ignores)
    if (is_meant(glob, report.path.string())) selection.ignore.insert(selection.ignore.end(), ids.begin(), ids.end());
  const bool without_transform = !own_rules && !fails_as_in_cfn_lint(report);
  const std::vector<ResourceIgnores> ignores = resource_ignores(report);
  std::erase_if(report.diagnostics.items(), [&](const Diagnostic& finding) {
    if (!is_selected(finding.id, selection) || (without_transform && finding.id == "E0001")) return true;
    if (is_mandatory(finding.id, selection)) return false;
    return std::ranges::any_of(ignores, [&](const ResourceIgnores& each) { return covers(each, finding); });
  });
}

}  // namespace cxsam::lint
