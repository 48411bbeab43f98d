// What schemas cannot say of a state machine. Source: states-language.net/spec.html, "QueryLanguage" and "States".
#pragma once

#include "lint/schema/evaluator.h"

namespace cxsam::lint::schema {

/// The machine with its query language written at each of its states, nested ones as well, where that is JSONata: states
/// cannot go back to JSONPath. As cfn-lint has it, Succeed states have no language, and texts as `Arguments` and `Seconds` are
/// not looked at.
Node in_one_language(Node machine);

/// Adds a fault for each `StartAt`, of the machine and of those in it, that names no state beside it.
void check_starts(const Evaluator& evaluator, const Node& machine, const Frame& frame, Outcome& outcome);

}  // namespace cxsam::lint::schema
