#include <algorithm>
#include <optional>
#include <span>
#include <string>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "diagnostic/complaint.h"
#include "lint/places/names.h"
#include "lint/rule.h"
#include "lint/subjects/dynamic_reference.h"

namespace cxsam::lint {
namespace {

using Parts = std::span<const std::string_view>;

const std::vector<std::string> kServices = {"secretsmanager", "ssm", "ssm-secure"};

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// `given` is what follows the service: name and version.
std::optional<Complaint> fault_of_parameter(std::string_view service, Parts given) {
  const std::string form = "write `{{resolve:" + std::string(service) + ":name}}`, or `:version` after it";
  if (given.empty() || given[0].empty()) return Complaint{"the dynamic reference does not say what to look up", form};
  if (given.size() > 2) return Complaint{"`" + std::string(given[2]) + "` follows the version of the parameter", form};
  if (given.size() == 2 && !is_number(given[1])) {
    return Complaint{"`" + std::string(given[1]) + "` is no version of a parameter, which is a number", form};
  }
  return {};
}

/// `given` is what follows the service: name or ARN, `SecretString`, key, stage and version; any but the first may be empty.
std::optional<Complaint> fault_of_secret(Parts given) {
  constexpr std::size_t kArnParts = 7;  // arn:partition:secretsmanager:region:account:secret:name
  constexpr std::size_t kMostDetails = 4;
  const std::string form = "write `{{resolve:secretsmanager:name:SecretString:key:stage:version}}`, as much of it as is needed";
  if (given.empty() || given[0].empty()) return Complaint{"the dynamic reference does not say what to look up", form};
  const bool is_arn = given[0] == "arn";
  if (is_arn && (given.size() < kArnParts || given[5] != "secret")) {
    return Complaint{"the ARN is not that of a secret", "write `arn:aws:secretsmanager:region:account:secret:name`"};
  }
  const Parts details = given.subspan(is_arn ? kArnParts : 1);
  if (!details.empty() && !details[0].empty() && details[0] != "SecretString") {
    return Complaint{"`" + std::string(details[0]) + "` stands where `SecretString` is wanted", form};
  }
  if (details.size() > kMostDetails) {
    return Complaint{"`" + std::string(details[kMostDetails]) + "` follows the version of the secret", form};
  }
  return {};
}

void check(const CheckContext& context, Findings& findings) {
  for_each_dynamic_reference(context, [&](const Visit& visit, const DynamicReference& reference) {
    if (context.refused.holds(visit.node.span)) return;
    const Parts parts(reference.parts);
    const std::string service(parts.size() > 1 ? parts[1] : std::string_view{});
    if (std::ranges::find(kServices, service) == kServices.end()) {
      findings.add(visit.place, "dynamic references have no service `" + service + "`").hints =
          did_you_mean(service, kServices);
      return;
    }
    const Parts given = parts.subspan(2);
    const auto fault = service == "secretsmanager" ? fault_of_secret(given) : fault_of_parameter(service, given);
    const bool is_gap = reference.whole.ends_with(' ');
    if (fault) findings.gap(is_gap).add(visit.place, fault->message).hints.push_back(fault->hint);
  });
}

}  // namespace

extern const Rule rule_E1050_dynamic_reference_form{
    .id = "E1050",
    .summary = "a dynamic reference names a service and what to look up",
    .why = "CloudFormation cannot resolve it, and refuses the resource.",
    .check = check,
};

}  // namespace cxsam::lint
