#include "aws/settings.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/endpoint.h"
#include "base/did_you_mean.h"
#include "base/text.h"

namespace cxsam::aws {
namespace {

Error no_such_profile(const std::string& profile, const SharedFiles& files) {
  Error error{"The config profile (" + profile + ") could not be found"};
  std::vector<std::string> names;
  for (const auto& [name, section] : files.merged) names.push_back(name);
  error.hints = did_you_mean(profile, names);
  if (error.hints.empty())
    error.hints.emplace_back("`[profile " + profile + "]` in ~/.aws/config or `[" + profile +
                             "]` in ~/.aws/credentials makes one");
  return error;
}

/// A section that is missed would send to AWS what is meant for another server.
Result<void> check_services(const Settings& settings) {
  const std::string name = settings.of_profile("services");
  const bool counts = !settings.wishes.endpoint_url && settings.of_environment("AWS_ENDPOINT_URL").empty() &&
                      !is_on(settings, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
  if (name.empty() || !counts || settings.files.services.contains(name)) return {};
  return fail(
      Error{fmt::format("the profile \"{}\" has `services = {}`, and there is no such section", settings.profile, name)}.hint(
          fmt::format("`[services {}]` in ~/.aws/config makes one", name)));
}

/// "us-east-1", "us-isob-east-1": names that may become part of a host.
bool has_form_of_region(std::string_view name) {
  const bool letters =
      std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  return letters && !name.empty() && name.size() < 64 && name.front() != '-' && name.back() != '-';
}

}  // namespace

std::string Settings::of_profile(std::string_view key) const {
  const Section* section = files.find(profile);
  return section == nullptr ? "" : value_of(section->values, key);
}

Result<Settings> read_settings(Variables environment, Wishes wishes) {
  Settings settings;
  settings.environment = std::move(environment);
  settings.wishes = std::move(wishes);
  Result<SharedFiles> files = read_shared_files(settings.environment);
  if (!files) return fail(std::move(files).error());
  settings.files = *std::move(files);
  settings.profile = settings.wishes.profile.value_or("");
  for (const std::string_view name : {"AWS_PROFILE", "AWS_DEFAULT_PROFILE"})
    if (settings.profile.empty()) settings.profile = settings.of_environment(name);
  if (settings.profile.empty()) {
    settings.profile = "default";
  } else if (settings.files.find(settings.profile) == nullptr) {
    return fail(no_such_profile(settings.profile, settings.files));
  }
  if (Result<void> known = check_services(settings); !known) return fail(std::move(known).error());
  return settings;
}

std::optional<std::string> region_of(const Settings& settings) {
  std::string region = settings.wishes.region.value_or("");
  for (const std::string_view name : {"AWS_REGION", "AWS_DEFAULT_REGION"})
    if (region.empty()) region = settings.of_environment(name);
  if (region.empty()) region = settings.of_profile("region");
  return region.empty() ? std::nullopt : std::optional(region);
}

Result<std::string> need_region(const Settings& settings) {
  const std::optional<std::string> region = region_of(settings);
  if (!region)
    return fail(
        Error{"No region information found. Please provide --region parameter or configure default region settings."}.hint(
            "give `--region us-east-1`, or write `region = us-east-1` into the profile in ~/.aws/config"));
  if (!has_form_of_region(*region))
    return fail(
        Error{"the region `" + *region + "` doesn't match a supported format"}.hint("a Region is named as in `eu-west-1`"));
  return *region;
}

}  // namespace cxsam::aws
