#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/rule.h"
#include "lint/subjects/pipeline.h"

namespace cxsam::lint {
namespace {

struct Counts {
  std::string_view owner, category, provider;
  std::size_t least_in, most_in, least_out, most_out;
};

// Source: AWS CodePipeline user guide, "Number of input and output artifacts for each action type".
constexpr std::array kCounts{
    Counts{"AWS", "Source", "S3", 0, 0, 1, 1},
    Counts{"AWS", "Source", "CodeCommit", 0, 0, 1, 1},
    Counts{"AWS", "Source", "ECR", 0, 0, 1, 1},
    Counts{"AWS", "Source", "CodeStarSourceConnection", 0, 0, 1, 1},
    Counts{"ThirdParty", "Source", "GitHub", 0, 0, 1, 1},
    Counts{"AWS", "Build", "CodeBuild", 1, 5, 0, 5},
    Counts{"AWS", "Test", "CodeBuild", 1, 5, 0, 5},
    Counts{"AWS", "Test", "DeviceFarm", 1, 1, 0, 0},
    Counts{"AWS", "Approval", "Manual", 0, 0, 0, 0},
    Counts{"AWS", "Deploy", "S3", 1, 1, 0, 0},
    Counts{"AWS", "Deploy", "CloudFormation", 0, 10, 0, 1},
    Counts{"AWS", "Deploy", "CodeDeploy", 1, 1, 0, 0},
    Counts{"AWS", "Deploy", "ElasticBeanstalk", 1, 1, 0, 0},
    Counts{"AWS", "Deploy", "OpsWorks", 1, 1, 0, 0},
    Counts{"AWS", "Deploy", "ECS", 1, 1, 0, 0},
    Counts{"AWS", "Deploy", "ServiceCatalog", 1, 1, 0, 0},
    Counts{"AWS", "Invoke", "Lambda", 0, 5, 0, 5},
    Counts{"Custom", "Build", "Jenkins", 0, 5, 0, 5},
    Counts{"Custom", "Test", "Jenkins", 0, 5, 0, 5},
    Counts{"ThirdParty", "Deploy", "AlexaSkillsKit", 0, 2, 0, 0},
};

std::string text_of(const CheckContext& context, const PlacedValue& action, std::string_view part) {
  const std::vector<PlacedValue> values = values_below(context, action, {"ActionTypeId", part});
  return values.size() == 1 ? std::string(values.front().text()) : std::string();
}

void check_list(const CheckContext& context, const PlacedValue& action, std::string_view property, std::size_t least,
                std::size_t most, Findings& findings) {
  const Member* member = action.node->find_member(property);
  if (!member) {
    if (least > 0) findings.add(action.place, fmt::format("the action needs `{}`", property));
    return;
  }
  const std::size_t count = values_below(context, action, {property, "*"}).size();
  if (!member->value.is_list() || (count >= least && count <= most)) return;
  findings.add(member->key_span,
               fmt::format("the action has {} `{}`, and its provider has {} to {}", count, property, least, most));
}

void check(const CheckContext& context, Findings& findings) {
  for (const std::vector<PipelineAction>& pipeline : pipelines_of(context))
    for (const PipelineAction& action : pipeline) {
      const std::string owner = text_of(context, action.action, "Owner");
      const std::string category = text_of(context, action.action, "Category");
      const std::string provider = text_of(context, action.action, "Provider");
      const auto counts = std::ranges::find_if(kCounts, [&](const Counts& row) {
        return row.owner == owner && row.category == category && row.provider == provider;
      });
      if (counts == kCounts.end()) continue;
      check_list(context, action.action, "InputArtifacts", counts->least_in, counts->most_in, findings);
      check_list(context, action.action, "OutputArtifacts", counts->least_out, counts->most_out, findings);
    }
}

}  // namespace

extern const Rule rule_E3702_artifact_count{
    .id = "E3702",
    .summary = "an action has as many artifacts as its provider takes and makes",
    .why = "CodePipeline refuses the pipeline.",
    .check = check,
};

}  // namespace cxsam::lint
