#include <algorithm>
#include <array>

#include "lint/dynamic_reference.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

constexpr std::array<std::string_view, 3> kServices{"secretsmanager", "ssm", "ssm-secure"};

void check(const CheckContext& context, Findings& findings) {
  for_each_dynamic_reference(context, [&](const Visit& visit, const DynamicReference& reference) {
    const std::string service(reference.parts.size() > 1 ? reference.parts[1] : std::string_view{});
    if (std::ranges::find(kServices, service) == kServices.end()) {
      findings.add(visit.where, "dynamic references have no service `" + service + "`").hints =
          did_you_mean(service, {kServices.begin(), kServices.end()});
    } else if (reference.parts.size() < 3) {
      findings.add(visit.where, "the dynamic reference does not say what to look up")
          .hints.push_back("write `{{resolve:" + service + ":name}}`");
    }
  });
}

}  // namespace

extern const Rule rule_E1050_dynamic_reference_form;
const Rule rule_E1050_dynamic_reference_form{
    .id = "E1050",
    .summary = "a dynamic reference names a service and what to look up",
    .why = "CloudFormation cannot resolve it, and refuses the resource.",
    .check = check,
};

}  // namespace cxsam::lint
