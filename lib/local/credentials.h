// Which credentials and Region functions get: those of the user, or stand-ins where there are none.
#pragma once

#include <optional>
#include <string>

#include "aws/shared_files.h"
#include "base/result.h"
#include "runtime/spec.h"

namespace cxsam::local {

using Variables = aws::Variables;

struct Identity {
  runtime::Credentials credentials = {};
  std::optional<std::string> region = std::nullopt;    // of the environment or the files
  std::optional<Error> no_credentials = std::nullopt;  // why those that the user has set up cannot be had
};

/// What aws::find_credentials() finds, but for the metadata of an EC2 instance. `profile` is the one asked for on the command
/// line. Errors: no such profile, a shared file that cannot be read.
Result<Identity> find_identity(const Variables& environment, const std::optional<std::string>& profile);

}  // namespace cxsam::local
