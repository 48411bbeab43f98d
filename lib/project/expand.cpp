#include "project/expand.h"

#include <algorithm>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
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

/// Whether a resource names another one, as Ref, GetAtt and DependsOn do.
bool mentions(const Node& node, std::string_view id) {
  const bool here = node.is_string() && (node.text == id || (node.text.starts_with(id) && node.text[id.size()] == '.'));
  return here || std::ranges::any_of(node.members, [&](const Member& member) { return mentions(member.value, id); }) ||
         std::ranges::any_of(node.items, [&](const Node& item) { return mentions(item, id); });
}

/// A fault with all that goes because of it.
struct Loss {
  Diagnostic fault;
  std::string resource;  // that it stands in, or ""
  bool whole_resource = false;
  std::vector<std::string> parts;  // for a person
};

/// Faults that show only when something is gone, and that stand where it was or where it is needed, come of that.
Loss* find_cause(std::span<Loss> before, const Member* resource) {
  if (resource == nullptr) return nullptr;
  const auto cause = std::ranges::find_if(before, [&](const Loss& loss) {
    return !loss.resource.empty() &&
           (loss.resource == resource->key || (loss.whole_resource && mentions(resource->value, loss.resource)));
  });
  return cause == before.end() ? nullptr : &*cause;
}

/// The resource whose merging with Globals a fault comes of; null for any other fault.
const Member* merged_resource(const Node& root, const Diagnostic& fault, const Sources& sources) {
  if (fault.expansion == 0) return nullptr;
  const Span cause = sources.expansion(fault.expansion).cause;
  const Member* resource = resource_at(root, cause);
  return cause != fault.where && resource != nullptr && resource->key_span == cause ? resource : nullptr;
}

/// What of Globals is wrong for one resource and right for others of its type is that resource's fault.
Span culprit(const Node& root, const Diagnostic& fault, const Diagnostics& faults, const Sources& sources) {
  const Member* resource = merged_resource(root, fault, sources);
  const Node* type = resource == nullptr ? nullptr : resource->value.find("Type");
  if (type == nullptr) return fault.where;
  std::set<const Member*> failing;
  for (const Diagnostic& other : faults.items())
    if (other.where == fault.where) failing.insert(merged_resource(root, other, sources));
  const auto of_type = std::ranges::count_if(root.find("Resources")->members, [&](const Member& member) {
    const Node* other = member.value.find("Type");
    return other != nullptr && other->text == type->text;
  });
  return std::cmp_less(failing.size(), of_type) ? resource->key_span : fault.where;
}

/// Removes what the errors stand in, and takes them out of `faults`. False when one of them stands in nothing that can go.
bool leave_out_faults(Node& root, Diagnostics& faults, const Sources& sources, std::vector<Loss>& losses) {
  const std::size_t before = losses.size();
  std::vector<Span> gone;          // of a loop, each resource has the same fault at the same place
  std::vector<Diagnostic> others;  // what is no error, or stays one
  std::vector<Span> places;
  for (const Diagnostic& finding : faults.items()) places.push_back(culprit(root, finding, faults, sources));
  bool all_gone = true;
  for (std::size_t i = 0; i < places.size(); ++i) {
    Diagnostic& finding = faults.items()[i];
    const Span where = places[i];
    const bool is_error = finding.severity == Severity::Error;
    if (is_error && std::ranges::find(gone, where) != gone.end()) continue;
    const Member* resource = is_error ? resource_at(root, where) : nullptr;
    Loss* cause = find_cause(std::span(losses).first(before), resource);
    const std::string name = resource == nullptr ? "" : resource->key;
    std::optional<LeftOut> part = is_error ? leave_out(root, where) : std::nullopt;
    if (!part) {
      all_gone = all_gone && !is_error;
      others.push_back(std::move(finding));
      continue;
    }
    gone.push_back(where);
    if (cause == nullptr) {
      losses.push_back({.fault = std::move(finding), .resource = name, .whole_resource = part->whole_resource, .parts = {}});
      cause = &losses.back();
    } else if (part->whole_resource && cause->resource == name) {
      cause->whole_resource = true;
      cause->parts.clear();
    }
    cause->parts.push_back(std::move(part->name));
  }
  faults.items() = std::move(others);
  return all_gone;
}

/// "`Api`, event `Get` of `User` and `Role`"
std::string listed(const std::vector<std::string>& parts) {
  if (parts.size() == 1) return parts.front();
  return join(std::span(parts).first(parts.size() - 1), ", ") + " and " + parts.back();
}

/// Of a template of which nothing is left they stay errors.
void tell(std::vector<Loss> losses, bool any_left, Diagnostics& diagnostics) {
  for (Loss& loss : losses) {
    if (any_left) loss.fault.severity = Severity::Warning;
    if (any_left) loss.fault.notes.push_back("Left out locally: " + listed(loss.parts) + "; AWS refuses to deploy it.");
    diagnostics.add(std::move(loss.fault));
  }
}

/// What `attempt` makes of the template, or of as much of it as can be where the options say so.
std::optional<Node> persist(const Node& root, const ExpandOptions& options, const Attempt& attempt, const Sources& sources,
                            Diagnostics& diagnostics) {
  Diagnostics faults;
  std::optional<Node> made = attempt(root, faults);
  const bool may_leave_out = options.lenient || options.undecided == tmpl::Undecided::MakeUp;
  Node rest = made || !may_leave_out ? Node{} : root;
  std::vector<Loss> losses;
  for (int i = 0; !made && may_leave_out && i < kAttempts; ++i) {
    if (options.lenient) {
      if (!faults.has_errors() || !leave_out_faults(rest, faults, sources, losses)) break;
      move_to(diagnostics, faults);
    } else if (leave_out_undecided(rest, faults, options, diagnostics)) {
      faults = {};
    } else {
      break;
    }
    made = attempt(rest, faults);
  }
  const Node* resources = rest.find("Resources");
  const bool any_left = made || losses.empty() || resources == nullptr || !resources->members.empty();
  if (!any_left) faults = {};  // that there are no resources
  tell(std::move(losses), any_left, diagnostics);
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

/// What the reading of the template says of a place, of a section or a resource by its value, or of a template without
/// `Resources`, the transform need not say again.
void drop_repeated(const Node& root, Diagnostics& diagnostics) {
  const auto is_shape = [](const Diagnostic& finding) {
    return finding.id == "E1001" || finding.id == "E3001" || finding.id == "E3012";
  };
  const auto value_at = [&root, resources = root.find("Resources")](Span where) {
    for (const Node* map : {&root, resources}) {
      if (map == nullptr) continue;
      const auto entry = std::ranges::find(map->members, where, &Member::key_span);
      if (entry != map->members.end()) return entry->value.span;
    }
    return where;
  };
  const std::vector<Diagnostic> all = diagnostics.items();
  std::erase_if(diagnostics.items(), [&](const Diagnostic& finding) {
    return finding.id == "E0001" && std::ranges::any_of(all, [&](const Diagnostic& other) {
             if (other.id == "E1001" && !root.find("Resources") && finding.where == root.span) return true;
             return is_shape(other) && (other.where == finding.where || other.where == value_at(finding.where));
           });
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
  if (auto expanded = persist(document, options, attempt, sources, diagnostics)) document = std::move(*expanded);
}

std::optional<tmpl::Template> expand(const tmpl::Template& source, const ExpandOptions& options, Sources& sources,
                                     Diagnostics& diagnostics) {
  Diagnostics reported_already;  // the shapes of sections were judged when the source was read
  const auto attempt = [&](const Node& root, Diagnostics& faults) -> std::optional<Node> {
    if (&root == &source.root()) return transformed(source, options, sources, faults);
    return transformed(tmpl::Template::from(root, reported_already), options, sources, faults);
  };
  std::optional<Node> made = persist(source.root(), options, attempt, sources, diagnostics);
  if (!made || options.lenient) drop_repeated(source.root(), diagnostics);
  if (!made) return std::nullopt;
  return tmpl::Template::from(std::move(*made), reported_already);
}

}  // namespace cxsam::project
