#include "lint/outputs/doubles.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>

#include "lint/places/path.h"
#include "lint/settings/selection.h"

namespace cxsam::lint {
namespace {

using Where = std::tuple<FileId, std::uint32_t, std::uint32_t>;

Where where_shown(Span place, const CheckContext& context) {
  const Span shown = shown_place(context.source.root(), place, context.sources);
  return {shown.file, shown.begin, shown.end};
}

bool speaks_for_schema(const Diagnostic& finding, const Dialect& dialect) {
  const Rule* rule = find_coded_rule(finding.id);
  return rule && lint::speaks_for_schema(*rule, dialect);
}

// Of what the transform refuses the places, and all that hold them.
std::set<Path> paths_around_told(const CheckContext& context, const Diagnostics& diagnostics) {
  std::set<Path> paths;
  if (!context.options.dialect->own_findings_first) return paths;
  for (const Diagnostic& told : diagnostics.items()) {
    if (told.id != "E0001") continue;
    Path path = path_of(context.source.root(), told.where);
    while (paths.insert(path).second && !path.empty()) path.pop_back();
  }
  return paths;
}

// cfn-lint tells by rules of their own that these sections are no maps, and E1001 of the others, and of no resources at all.
bool speaks_for_section(std::string_view id, const Node& root) {
  static constexpr std::array<std::string_view, 5> kRules{"E2001", "E3001", "E4002", "E6003", "E7001"};
  const Node* resources = root.find("Resources");
  if (id == "E3001" && resources && resources->is_null()) return false;
  return std::ranges::find(kRules, id) != kRules.end();
}

// What the transform has told: what a resource lacks at the resource's name, what `Globals` may not have in its place.
struct Told {
  Diagnostic finding;
  Path path;
};

bool repeats(const Diagnostic& finding, const Path& path, const Told& told) {
  if (finding.id == "E3724") return told.finding.where == finding.where;
  const bool lacks = told.finding.message.ends_with("` is missing");
  if (!lacks || std::ranges::mismatch(told.path, path).in1 != told.path.end()) return false;
  if (finding.id == "W2533") return true;
  const bool of_properties = path.size() <= told.path.size() + 1;
  return of_properties && told.finding.message.ends_with(": " + finding.message);
}

void drop_told(const CheckContext& context, Diagnostics& diagnostics) {
  constexpr std::array<std::string_view, 3> kRules{"E3003", "E3724", "W2533"};
  const Node& root = context.source.root();
  std::vector<Told> all;
  for (const Diagnostic& finding : diagnostics.items())
    if (finding.id == "E0001") all.push_back({finding, path_of(root, finding.where)});
  if (all.empty()) return;
  std::erase_if(diagnostics.items(), [&](const Diagnostic& finding) {
    if (std::ranges::find(kRules, finding.id) == kRules.end()) return false;
    const Path path = path_of(root, finding.where);
    return std::ranges::any_of(all, [&](const Told& told) { return repeats(finding, path, told); });
  });
}

}  // namespace

void add_without_doubles(std::vector<Diagnostic> from_schemas, const CheckContext& context, Diagnostics& diagnostics) {
  std::set<Where> spoken_for;
  std::set<std::pair<std::string, Where>> said;
  for (const Diagnostic& finding : diagnostics.items()) {
    const Where where = where_shown(finding.where, context);
    said.emplace(finding.id, where);
    if (speaks_for_schema(finding, *context.options.dialect)) spoken_for.insert(where);
  }
  const std::set<Path> around_told = paths_around_told(context, diagnostics);
  const auto is_told_deeper = [&](const Diagnostic& finding) {
    return (finding.id == "E3017" || finding.id == "E3018") &&
           around_told.contains(path_of(context.source.root(), finding.where));
  };
  std::set<Where> sections;
  for (Diagnostic& finding : from_schemas) {
    const Where where = where_shown(finding.where, context);
    const auto is_spoken_for = [&](const RelatedPlace& place) {
      return spoken_for.contains(where_shown(place.where, context));
    };
    // What leads nowhere does so whatever is wrong with the place where it stands.
    const bool is_spoken_for_here = finding.id != "E1010" && spoken_for.contains(where);
    if (is_spoken_for_here || said.contains({finding.id, where}) || is_told_deeper(finding) ||
        std::ranges::any_of(finding.related, is_spoken_for))
      continue;
    if (speaks_for_section(finding.id, context.source.root())) sections.insert(where);
    diagnostics.add(std::move(finding));
  }
  if (context.options.dialect->own_findings_first) return drop_told(context, diagnostics);
  std::erase_if(diagnostics.items(), [&](const Diagnostic& finding) {
    return finding.id == "E1001" && sections.contains(where_shown(finding.where, context));
  });
}

}  // namespace cxsam::lint
