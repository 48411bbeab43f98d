// A package that Lambda brings along and this machine has not, as a call has shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::local {

struct MissingPackage {
  std::string_view family;  // "python", "nodejs"
  std::string name;         // "boto3", "@aws-sdk/client-s3"
};

/// What the error document of a function says that it could not import; nothing for any other answer.
std::optional<MissingPackage> find_missing_package(std::string_view answer);

/// What to fetch for it: the usual packages of the family, and it.
std::vector<std::string> packages_for(const MissingPackage& missing);

}  // namespace cxsam::local
