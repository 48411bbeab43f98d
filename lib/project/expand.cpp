#include "project/expand.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "project/leave_out.h"
#include "project/undecided_faults.h"
#include "template/language_extensions.h"
#include "transform/transform.h"

namespace cxsam::project {
namespace {

/// A fault can hide another one: a property is left out, then its resource, then what refers to that.
constexpr int kAttempts = 16;

using Attempt = std::function<std::optional<Node>(const Node& root, Diagnostics& diagnostics)>;

void move_to(Diagnostics& all, Diagnostics& some) {
  for (Diagnostic& finding : some.items()) all.add(std::move(finding));
  some = {};
}

/// Removes what the errors stand in and makes warnings of them. False when one of them stands in nothing that can go.
bool leave_out_faults(Node& root, Diagnostics& faults) {
  std::vector<std::pair<Span, std::string>> gone;  // of a loop, each resource has the same fault at the same place
  for (Diagnostic& finding : faults.items()) {
    if (finding.severity != Severity::Error) continue;
    auto known = std::ranges::find(gone, finding.where, &std::pair<Span, std::string>::first);
    if (known == gone.end()) {
      std::optional<std::string> part = leave_out(root, finding.where);
      if (!part) return false;
      known = gone.insert(gone.end(), {finding.where, std::move(*part)});
    }
    finding.severity = Severity::Warning;
    finding.notes.push_back("Local commands go on without " + known->second + "; AWS refuses to deploy it.");
  }
  return true;
}

/// What `attempt` makes of the template, or of as much of it as can be where the options say so.
std::optional<Node> persist(const Node& root, const ExpandOptions& options, const Attempt& attempt, Diagnostics& diagnostics) {
  Diagnostics faults;
  std::optional<Node> made = attempt(root, faults);
  const bool may_leave_out = options.lenient || options.undecided == tmpl::Undecided::MakeUp;
  Node rest = made || !may_leave_out ? Node{} : root;
  for (int i = 0; !made && may_leave_out && i < kAttempts; ++i) {
    if (options.lenient) {
      if (!faults.has_errors() || !leave_out_faults(rest, faults)) break;
      move_to(diagnostics, faults);
    } else if (leave_out_undecided(rest, faults, options)) {
      faults = {};
    } else {
      break;
    }
    made = attempt(rest, faults);
  }
  move_to(diagnostics, faults);
  return made;
}

std::optional<Node> transformed(const tmpl::Template& source, const ExpandOptions& options, Sources& sources,
                                Diagnostics& diagnostics) {
  const transform::TransformOptions how{.environment = options.environment,
                                        .parameters = options.parameters,
                                        .artifacts = transform::ArtifactPaths::StandIn,
                                        .managed_policies = {}};
  if (!tmpl::names_language_extensions(source.root())) return transform::transform(source, how, sources, diagnostics);
  auto extended =
      tmpl::expand_language_extensions(source.root(), options.parameters, options.environment,
                                       tmpl::ExtensionStyle::CloudFormation, options.undecided, sources, diagnostics);
  if (!extended) return std::nullopt;
  Diagnostics reported_already;  // the shapes of sections were judged when the source was read
  return transform::transform(tmpl::Template::from(std::move(*extended), reported_already), how, sources, diagnostics);
}

/// What the reading of the template says of a place, the transform need not say again.
void drop_repeated(Diagnostics& diagnostics) {
  const auto is_shape = [](const Diagnostic& finding) {
    return finding.id == "E1001" || finding.id == "E3001" || finding.id == "E3012";
  };
  const std::vector<Diagnostic> all = diagnostics.items();
  std::erase_if(diagnostics.items(), [&](const Diagnostic& finding) {
    return finding.id == "E0001" &&
           std::ranges::any_of(all, [&](const Diagnostic& other) { return is_shape(other) && other.where == finding.where; });
  });
}

}  // namespace

void expand_loops(Node& document, const ExpandOptions& options, Sources& sources, Diagnostics& diagnostics) {
  if (!tmpl::names_language_extensions(document)) return;
  const auto attempt = [&](const Node& root, Diagnostics& faults) -> std::optional<Node> {
    Node expanded = root;
    if (!tmpl::expand_loops(expanded, options.parameters, options.environment, options.undecided, sources, faults))
      return std::nullopt;
    return expanded;
  };
  if (auto expanded = persist(document, options, attempt, diagnostics)) document = std::move(*expanded);
}

std::optional<tmpl::Template> expand(const tmpl::Template& source, const ExpandOptions& options, Sources& sources,
                                     Diagnostics& diagnostics) {
  Diagnostics reported_already;  // the shapes of sections were judged when the source was read
  const auto attempt = [&](const Node& root, Diagnostics& faults) -> std::optional<Node> {
    if (&root == &source.root()) return transformed(source, options, sources, faults);
    return transformed(tmpl::Template::from(root, reported_already), options, sources, faults);
  };
  std::optional<Node> made = persist(source.root(), options, attempt, diagnostics);
  if (!made || options.lenient) drop_repeated(diagnostics);
  if (!made) return std::nullopt;
  return tmpl::Template::from(std::move(*made), reported_already);
}

}  // namespace cxsam::project
