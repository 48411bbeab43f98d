// What the evaluator is set on: properties of resources, arguments of functions, sections, and rules that are data.
#pragma once

#include <vector>

#include "lint/places/refused.h"
#include "lint/schema/evaluator.h"

namespace cxsam::lint::schema {

/// Every pass adds the findings of the rules that it knows, under ids of cfn-lint. `refused` grows with what may not stand
/// where it stands; functions in there are not looked at. `looked_up` grows with the functions whose values were looked at.
void check_resources(const Evaluator& evaluator, Refused& refused, LookedUp& looked_up, Diagnostics& diagnostics);
void check_arguments(const Evaluator& evaluator, Refused& refused, Diagnostics& diagnostics);
void check_bindings(const Evaluator& evaluator, Refused& refused, Diagnostics& diagnostics);
void check_metadata_contexts(const Evaluator& evaluator, Diagnostics& diagnostics);

/// An output is a text: E6101 for what gives something else, which CloudFormation refuses at the end of the deployment.
void check_output_value(const Evaluator& evaluator, const Node& value, const Place& place, Diagnostics& diagnostics);

void note_refused(const std::vector<Fault>& faults, Refused& refused);

/// Faults as findings; the severity is the first letter of the id.
void report(std::vector<Fault> faults, Diagnostics& diagnostics);

}  // namespace cxsam::lint::schema
