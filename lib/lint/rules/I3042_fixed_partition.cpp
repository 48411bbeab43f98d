#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  walk_section(context, "Resources", [&](const Visit& visit) {
    const std::optional<Intrinsic> call = as_intrinsic(visit.node);
    if (!call || call->name != "Fn::Sub") return true;
    const Node& text = call->argument->items.empty() ? *call->argument : call->argument->items.front();
    if (text.is_string() && text.text.find("arn:aws:") != std::string::npos)
      findings.add(place_of_function(visit, context.sources), "the ARN is one of the partition `aws` only")
          .hints.emplace_back("write `arn:${AWS::Partition}:`");
    return true;
  });
}

}  // namespace

extern const Rule rule_I3042_fixed_partition{
    .id = "I3042",
    .summary = "ARNs leave the partition open",
    .why = "`arn:aws:` is wrong in China and GovCloud; `${AWS::Partition}` is right everywhere.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
