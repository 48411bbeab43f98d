// The state machines of a template and their definitions, wherever these stand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "asl/check.h"
#include "lint/context.h"

namespace cxsam::lint {

struct StateMachine {
  const tmpl::Resource* resource;
  asl::Workflow workflow = asl::Workflow::Standard;
  const Node* inline_definition = nullptr;  // in the template
  std::optional<Node> definition;           // read from a text or a file
  Span place;                               // for findings in a text, which has no lines of its own here
  bool has_lines = true;                    // the definition's spans are places of the user's text
};

/// Those whose definition is known here. Files that are missing or cannot be read are passed over; what stands in a string
/// with JSON is read.
std::vector<StateMachine> find_state_machines(const CheckContext& context);

}  // namespace cxsam::lint
