// What the user has said of AWS: options, environment and shared files together.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aws/shared_files.h"
#include "base/result.h"

namespace cxsam::aws {

/// What a command was asked for.
struct Wishes {
  std::optional<std::string> profile = std::nullopt;
  std::optional<std::string> region = std::nullopt;
  std::optional<std::string> endpoint_url = std::nullopt;
};

struct Settings {
  Wishes wishes;
  Variables environment;
  SharedFiles files;
  std::string profile;  // the one in use: asked for, AWS_PROFILE, AWS_DEFAULT_PROFILE, "default"
  /// Asks a person for the code of a multi-factor device, when there is one to ask.
  std::function<Result<std::string>(std::string_view device)> ask_code = nullptr;

  /// The profile's own value, or "".
  [[nodiscard]] std::string of_profile(std::string_view key) const;
  [[nodiscard]] std::string of_environment(std::string_view name) const { return value_of(environment, name); }
};

/// Errors: a profile or its section `[services]` that is named but not there, a shared file that cannot be read.
Result<Settings> read_settings(Variables environment, Wishes wishes);

/// --region, AWS_REGION, AWS_DEFAULT_REGION, the profile's; nothing when none says one.
/// Source: AWS SDKs and Tools reference guide, "AWS Region".
std::optional<std::string> region_of(const Settings& settings);

/// region_of(), which a request cannot do without. Errors: none is known, or it does not have a Region's form.
Result<std::string> need_region(const Settings& settings);

}  // namespace cxsam::aws
