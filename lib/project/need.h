// What a command wants of a template, and which findings keep it from getting that: one table for all commands.
#pragma once

#include <cstdint>
#include <string_view>

#include "diagnostic/diagnostic.h"

namespace cxsam::project {

enum class Need : std::uint8_t {
  Code,        // build, package: the code that the template names
  Running,     // local commands: as much as can be run
  Deployment,  // validate and what hands over to AWS: everything
};

/// True when an error with that id and message is in the way.
bool is_obstacle(std::string_view id, std::string_view message, Need need);

/// Errors that are no obstacles become warnings with a note that says what they take away.
void judge(Diagnostics& findings, Need need);

}  // namespace cxsam::project
