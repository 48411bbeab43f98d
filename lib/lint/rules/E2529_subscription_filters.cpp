#include <map>
#include <string>

#include "document/writer.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Source: Amazon CloudWatch Logs user guide, "CloudWatch Logs quotas".
constexpr std::size_t kMostFilters = 5;

void check(const CheckContext& context, Findings& findings) {
  std::map<std::string, std::size_t> filters_of;  // by how the log group is written
  for (const tmpl::Resource* filter : resources_of(context, "AWS::Logs::SubscriptionFilter")) {
    const Member* group = filter->properties ? filter->properties->find_member("LogGroupName") : nullptr;
    if (!group || ++filters_of[write_json(group->value, 0)] != kMostFilters + 1) continue;
    findings
        .add(group->key_span,
             "the log group has more than " + std::to_string(kMostFilters) + " subscription filters in this template")
        .hints.emplace_back("let one filter send to a stream, and split the messages there");
  }
}

}  // namespace

extern const Rule rule_E2529_subscription_filters{
    .id = "E2529",
    .summary = "a log group has no more subscription filters than CloudWatch Logs allows",
    .why = "The quota holds for each log group and cannot be raised; the filter that is one too many fails.",
    .check = check,
};

}  // namespace cxsam::lint
