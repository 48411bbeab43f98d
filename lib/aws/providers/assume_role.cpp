// Source: AWS SDKs and Tools reference guide, "Assume role credential provider".
#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "aws/providers/provider.h"
#include "aws/query.h"
#include "base/text.h"
#include "facts/services.h"
#include "json/json.h"

namespace cxsam::aws {
namespace {

bool has_keys(const Search& search) {
  return !search.value("aws_access_key_id").empty() || !search.value("aws_secret_access_key").empty();
}

bool names_role(const Search& search) {
  return !search.value("role_arn").empty() && search.value("web_identity_token_file").empty();
}

/// From the place that `credential_source` names.
Task<Found> from_named_source(Search search) {
  const std::string name = search.value("credential_source");
  Search anywhere{search.wire, search.profile};
  Found found = std::optional<Credentials>();
  if (name == "Environment") {
    found = co_await from_environment(std::move(anywhere));
  } else if (name == "Ec2InstanceMetadata") {
    found = co_await from_instance_metadata(std::move(anywhere));
  } else if (name == "EcsContainer") {
    found = co_await from_container(std::move(anywhere));
  } else {
    co_return fail(
        Error{fmt::format("the credential source \"{}\" referenced in profile \"{}\" is not valid", name, search.profile)}.hint(
            "`credential_source` is Environment, Ec2InstanceMetadata or EcsContainer"));
  }
  if (found && !*found)
    co_return fail(fmt::format("no credentials found in the source \"{}\" that profile \"{}\" names", name, search.profile));
  co_return found;
}

/// From the profile that `source_profile` names: its own keys, or whatever else it is configured for.
Task<Found> from_source_profile(Search search) {
  const std::string name = search.value("source_profile");
  if (search.settings().files.find(name) == nullptr)
    co_return fail(
        fmt::format("the source_profile \"{}\" referenced in the profile \"{}\" does not exist", name, search.profile));
  Search source{search.wire, name, false, search.visited};
  const bool visited = std::ranges::find(search.visited, name) != search.visited.end();
  if (visited && !(name == search.profile && has_keys(source)))
    co_return fail(
        fmt::format("profiles assume each other's roles in a circle: \"{}\" leads back to \"{}\"", search.profile, name));
  if (names_role(source) && !has_keys(source)) co_return co_await from_assumed_role(std::move(source));
  Found found = co_await first_of(profile_providers(), std::move(source));
  if (found && !*found)
    co_return fail(Error{fmt::format("the source_profile \"{}\" of profile \"{}\" has no credentials", name, search.profile)});
  co_return found;
}

Result<Json> parameters_of(const Search& search) {
  Json parameters{{"RoleArn", search.value("role_arn")}};
  const std::string name = search.value("role_session_name");
  parameters["RoleSessionName"] = name.empty() ? session_name(search.wire.world) : name;
  if (const std::string id = search.value("external_id"); !id.empty()) parameters["ExternalId"] = id;
  if (const auto duration = parse_int(search.value("duration_seconds")))
    parameters["DurationSeconds"] = std::to_string(*duration);
  const std::string device = search.value("mfa_serial");
  if (device.empty()) return parameters;
  if (!search.settings().ask_code)
    return fail(Error{
        fmt::format("profile \"{}\" needs the code of the device `{}`, and there is nobody to ask", search.profile, device)}
                    .hint("run this in a terminal, or put temporary credentials into the environment"));
  const Result<std::string> code = search.settings().ask_code(device);
  if (!code) return fail(code.error());
  parameters["SerialNumber"] = device;
  parameters["TokenCode"] = *code;
  return parameters;
}

}  // namespace

Task<Found> from_assumed_role(Search search) {
  if (!names_role(search)) co_return std::nullopt;
  search.visited.push_back(search.profile);
  const bool by_profile = !search.value("source_profile").empty();
  const bool by_source = !search.value("credential_source").empty();
  if (by_profile && by_source)
    co_return fail(
        Error{fmt::format("the profile \"{}\" contains both source_profile and credential_source", search.profile)}.hint(
            "keep the one whose credentials may assume the role"));
  if (!by_profile && !by_source)
    co_return fail(Error{
        fmt::format("the profile \"{}\" has a role_arn, but neither source_profile nor credential_source", search.profile)}
                       .hint("`source_profile = NAME` says whose credentials assume the role"));
  Task<Found> search_of_source = by_profile ? from_source_profile(search) : from_named_source(search);
  const Found source = co_await std::move(search_of_source);
  if (!source) co_return source;
  const Result<Json> parameters = parameters_of(search);
  if (!parameters) co_return fail(parameters.error());
  Call call{.service = "sts", .region = "", .request = {.method = "POST", .url = "/"}};
  call.request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"});
  call.request.body = query_form("AssumeRole", facts::find_service("sts")->version, *parameters);
  const Answer<system::HttpAnswer> answer = co_await exchange(search.wire, std::move(call), **source);
  if (!answer)
    co_return fail(
        to_error(answer.error(), "AssumeRole").with(fmt::format("assuming the role of profile \"{}\"", search.profile)));
  Result<Credentials> keys = read_sts_answer(answer->body, "AssumeRole", "assume-role");
  if (!keys) co_return fail(std::move(keys).error());
  co_return *std::move(keys);
}

}  // namespace cxsam::aws
