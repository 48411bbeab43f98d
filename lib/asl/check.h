// Checks a state machine's definition.
// Sources: Amazon States Language specification, states-language.net; AWS Step Functions developer guide, "Using Amazon States
// Language to define Step Functions workflows", "Service quotas".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "diagnostic/complaint.h"
#include "document/node.h"

namespace cxsam::asl {

enum class Workflow : std::uint8_t { Standard, Express };

/// Something that Step Functions refuses, or that cannot work.
struct Problem : Complaint {
  Span where;
};

/// In the order of the text's states. Values that CloudFormation makes are taken to be right.
std::vector<Problem> check_definition(const Node& definition, Workflow workflow);

}  // namespace cxsam::asl
