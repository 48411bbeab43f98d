#include "project/undecided_faults.h"

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "project/leave_out.h"
#include "template/template.h"
#include "template/undecided.h"

namespace cxsam::project {
namespace {

/// The outermost function at a place; null when something else stands there.
const Node* function_at(const Node& node, Span where) {
  if (node.span == where && as_intrinsic(node)) return &node;
  for (const Node& item : node.items)
    if (const Node* found = function_at(item, where)) return found;
  for (const Member& member : node.members)
    if (const Node* found = function_at(member.value, where)) return found;
  return nullptr;
}

Diagnostic note_of(const Diagnostic& fault, const LeftOut& part, const std::vector<std::string>& names) {
  return {.id = "",
          .severity = Severity::Info,
          .message = part.name + " is left out of what is transformed and checked: it depends on `" + join(names, "`, `") +
                     "`, which has no value here",
          .where = fault.where,
          .expansion = fault.expansion,
          .hints = {tmpl::how_to_decide(names)}};
}

}  // namespace

bool leave_out_undecided(Node& root, const Diagnostics& faults, const ExpandOptions& options, Diagnostics& notes) {
  Diagnostics reported_elsewhere;
  const tmpl::Template source = tmpl::Template::from(root, reported_elsewhere);
  const auto values = tmpl::parameter_values(source, options.parameters, options.environment, reported_elsewhere);
  const auto has_value = [&](std::string_view name) {
    return name == "AWS::Region" || name == "AWS::Partition" || (!name.starts_with("AWS::") && values.contains(name));
  };
  bool any = false;
  for (const Diagnostic& fault : faults.items()) {
    const Node* function = fault.severity == Severity::Error ? function_at(source.root(), fault.where) : nullptr;
    const auto names = function ? tmpl::names_without_value(*function, source, has_value) : std::vector<std::string>{};
    const auto part = names.empty() ? std::nullopt : leave_out(root, fault.where);
    if (!part) continue;
    any = true;
    notes.add(note_of(fault, *part, names));
  }
  return any;
}

}  // namespace cxsam::project
