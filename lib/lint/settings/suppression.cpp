#include "lint/settings/suppression.h"

#include <algorithm>
#include <filesystem>

#include "base/glob.h"
#include "lint/fixes/fixes.h"
#include "lint/places/path.h"
#include "template/parameter_constraints.h"

namespace cxsam::lint {
namespace {

/// What one resource leaves out, and where it stands.
struct ResourceIgnores {
  Span place;
  std::vector<std::string_view> ids;
};

std::vector<ResourceIgnores> all_resource_ignores(const Report& report) {
  std::vector<ResourceIgnores> all;
  const Node* resources = report.source ? report.source->section("Resources") : nullptr;
  if (!resources) return all;
  for (const Member& resource : resources->members) {
    std::vector<std::string_view> ids = resource_ignores(resource.value);
    if (ids.empty()) continue;
    all.push_back({{resource.key_span.file, resource.key_span.begin, resource.value.span.end}, std::move(ids)});
  }
  return all;
}

bool covers(const ResourceIgnores& ignores, const Diagnostic& finding) {
  return ignores.place.file == finding.where.file && ignores.place.begin <= finding.where.begin &&
         finding.where.end <= ignores.place.end && std::ranges::find(ignores.ids, finding.id) != ignores.ids.end();
}

bool is_function(const Node* node) {
  const auto call = node ? as_intrinsic(*node) : std::nullopt;
  return call && !call->name.starts_with("Fn::ForEach");
}

// Of what the transform cannot do cfn-lint reports loops that are written wrongly; one over what only the deployment knows is
// none, and serverless resources are not transformed there.
bool is_transform_error_of_cfn_lint(const Report& report, const Diagnostic& finding) {
  if (!report.source) return false;
  const Path path = path_of(report.source->root(), finding.where);
  const bool in_loop = std::ranges::any_of(path, [](const PathStep& step) {
    const auto* key = std::get_if<std::string_view>(&step);
    return key && key->starts_with("Fn::ForEach");
  });
  const FixPlace place = fix_place(report, finding);
  return in_loop && !is_function(place.node) && !is_function(place.parent);
}

// Where no values are listed it says nothing of one that is no number.
bool is_default_that_is_no_number(const Report& report, const Diagnostic& finding) {
  const Node* parameters = report.source && finding.id == "E2015" ? report.source->section("Parameters") : nullptr;
  return parameters && std::ranges::any_of(parameters->members, [&](const Member& parameter) {
           const Node* type = parameter.value.find("Type");
           const Node* fallback = parameter.value.find("Default");
           if (!type || !fallback || fallback->span != finding.where || parameter.value.find("AllowedValues")) return false;
           return (type->text == "Number" && !tmpl::parse_number(fallback->text)) || type->text == "List<Number>";
         });
}

bool is_meant(const std::string& glob, const std::string& path) {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(path, error).lexically_normal();
  return names_file(glob, path) || matches_glob("**/" + glob, whole.relative_path().string());
}

}  // namespace

Settings settings_for(const Node* root, const Request& request) {
  const Node* metadata = root ? metadata_settings(*root) : nullptr;
  if (!metadata) return combine(request.settings, request.file_settings);
  std::vector<std::string> problems;  // Metadata belongs to other tools, too
  return combine(request.settings, combine(read_settings(*metadata, problems), request.file_settings));
}

Selection selection_for(const Settings& settings, const Dialect& dialect, const std::filesystem::path& path) {
  Selection selection{settings.ignore_checks, settings.include_checks, settings.mandatory_checks, dialect.has_own_ids,
                      settings.include_experimental.value_or(false)};
  for (const auto& [glob, ids] : settings.per_file_ignores)
    if (is_meant(glob, path.string())) selection.ignore.insert(selection.ignore.end(), ids.begin(), ids.end());
  return selection;
}

void suppress(const Selection& selection, const Dialect& dialect, Report& report) {
  const std::vector<ResourceIgnores> ignores = all_resource_ignores(report);
  std::erase_if(report.diagnostics.items(), [&](const Diagnostic& finding) {
    if (!is_selected(finding.id, selection) ||
        (!dialect.expands_serverless && finding.id == "E0001" && !is_transform_error_of_cfn_lint(report, finding)))
      return true;
    if (!dialect.wants_numbers && is_default_that_is_no_number(report, finding)) return true;
    if (is_mandatory(finding.id, selection)) return false;
    return std::ranges::any_of(ignores, [&](const ResourceIgnores& each) { return covers(each, finding); });
  });
}

}  // namespace cxsam::lint
