// The state machines of a template and their definitions, wherever these stand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "asl/check.h"
#include "lint/context.h"

namespace cxsam::lint {

/// `${Name}` in a definition.
struct Placeholder {
  std::string name;
  Span where;
};

struct StateMachine {
  const tmpl::Resource* resource;
  asl::Workflow workflow = asl::Workflow::Standard;
  const Node* inline_definition = nullptr;  // in the template
  std::optional<Node> definition;           // read from a text or a file
  std::optional<Diagnostic> unreadable;     // why it is not: at its place in the file, or at the property of a text
  Span place;                               // for findings in a text, which has no lines of its own here
  bool has_lines = true;                    // the definition's spans are places of the user's text
  std::vector<Placeholder> placeholders;    // in its order
  bool has_all_placeholders = true;         // false where a function may bring more
};

/// Those whose definition is known here, or that have one that cannot be read. Files that are missing are passed over; what
/// stands in a string with JSON is read. Placeholders may stand where JSON wants a number.
std::vector<StateMachine> find_state_machines(const CheckContext& context);

}  // namespace cxsam::lint
