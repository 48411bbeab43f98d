// Which credentials and Region functions get: the environment's, else those of the shared files of the AWS tools.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/spec.h"

namespace cxsam::local {

using Variables = std::map<std::string, std::string, std::less<>>;

/// This process's environment.
Variables environment_variables();

/// Keys and values of `[section]` in a file of the AWS tools; a profile other than default is `[profile NAME]` in the
/// configuration file and `[NAME]` in the credentials file. Empty for a section that is not there.
Variables read_profile(std::string_view text, std::string_view section);

struct Identity {
  runtime::Credentials credentials;
  std::optional<std::string> region;  // that the files name
};

/// `profile` is the one asked for on the command line: it wins over keys in the environment, as with the AWS tools.
/// Source: AWS SDKs and Tools reference guide, "Shared config and credentials files".
Identity find_identity(const Variables& environment, const std::optional<std::string>& profile);

}  // namespace cxsam::local
