// A small deployment for tests.
#pragma once

#include <string>
#include <vector>

#include "deploy/carry_out.h"
#include "tests/unit/deploy/cloudformation.h"

namespace cxsam::test {

class Told final : public deploy::Observer {
 public:
  void happened(const aws::StackEvent& event) override { events.push_back(event.logical_id + " " + event.status); }
  void notes(std::string_view text) override { said.emplace_back(text); }
  Task<Result<bool>> may_execute(const aws::ChangeSet&) override { co_return agrees; }
  Task<Result<bool>> may_replace(const aws::Stack&) override {
    asked_to_replace = true;
    co_return agrees;
  }

  bool agrees = true;
  bool asked_to_replace = false;
  std::vector<std::string> events;
  std::vector<std::string> said;
};

inline deploy::Plan plan_for_app() {
  deploy::Plan plan;
  plan.settings.stack = "app";
  plan.settings.pause = std::chrono::milliseconds{1};
  plan.template_text = "Resources: {}\n";
  return plan;
}

struct Ran {
  tl::expected<deploy::Done, deploy::Failure> outcome;
  deploy::Progress progress;
};

inline Ran deploy_app(CloudFormation& aws, deploy::Observer& observer, const deploy::Plan& plan = plan_for_app()) {
  deploy::Progress progress;
  auto outcome = cxsam::run(aws.loop, deploy::carry_out(*aws.client, plan, observer, progress));
  REQUIRE(outcome);
  return {*std::move(outcome), progress};
}

/// A stack that is made without trouble.
inline CloudFormation& succeeds(CloudFormation& aws) {
  aws.is_willing().has_no_stack().answers("DescribeStacks", stack_xml("CREATE_COMPLETE"));
  aws.events(end_xml("0", "REVIEW_IN_PROGRESS"));
  aws.events(end_xml("1", "CREATE_IN_PROGRESS") + end_xml("0", "REVIEW_IN_PROGRESS"));
  return aws.events(end_xml("3", "CREATE_COMPLETE") + event_xml("2", "Q", "AWS::SQS::Queue", "CREATE_COMPLETE") +
                    end_xml("1", "CREATE_IN_PROGRESS") + end_xml("0", "REVIEW_IN_PROGRESS"));
}

}  // namespace cxsam::test
