// CloudFormation as far as one deployment of a new stack goes, with a memory: what was done stays done, also where the answer
// is lost.
#pragma once

#include <optional>
#include <string>

#include "tests/unit/deploy/cloudformation.h"

namespace cxsam::test {

struct Account {
  std::string status = {};  // of the stack; "" = there is none
  bool has_change_set = false;
  bool executed = false;
  int executions = 0;
  int deletions = 0;           // of the stack
  std::string neighbour = {};  // the change set of somebody else

  CloudFormation::Laid answer(const Asked& asked) {
    const std::string& action = asked.action;
    if (action == "CreateChangeSet") return create();
    if (action == "ExecuteChangeSet") return execute();
    if (action == "DescribeStacks")
      return status.empty() ? CloudFormation::refusal("ValidationError", "Stack with id app does not exist")
                            : done(action, stack_xml(status));
    if (action == "DescribeChangeSet") return describe();
    if (action == "DescribeStackEvents") return done(action, "<StackEvents>" + events() + "</StackEvents>");
    if (action == "ListChangeSets") return done(action, "<Summaries>" + change_sets() + "</Summaries>");
    if (action == "DeleteChangeSet" && !executed) has_change_set = false;
    if (action == "DeleteStack") {
      ++deletions;
      status.clear();
    }
    return done(action, "");
  }

 private:
  static CloudFormation::Laid done(const std::string& action, const std::string& result) {
    return {200, fmt::format("<{0}Response><{0}Result>{1}</{0}Result></{0}Response>", action, result)};
  }
  CloudFormation::Laid create() {
    if (has_change_set) return CloudFormation::refusal("AlreadyExistsException", "ChangeSet samcli-deploy already exists");
    has_change_set = true;
    if (status.empty()) status = "REVIEW_IN_PROGRESS";
    return done("CreateChangeSet", "<Id>arn:changeSet/1</Id>");
  }
  CloudFormation::Laid execute() {
    if (executed)
      return CloudFormation::refusal("InvalidChangeSetStatus",
                                     "ChangeSet [1] cannot be executed in its current execution status");
    executed = true;
    ++executions;
    status = "CREATE_COMPLETE";
    return done("ExecuteChangeSet", "");
  }
  [[nodiscard]] CloudFormation::Laid describe() const {
    if (!has_change_set) return CloudFormation::refusal("ChangeSetNotFound", "ChangeSet [1] does not exist", 404);
    return done("DescribeChangeSet", fmt::format("<ChangeSetId>arn:changeSet/1</ChangeSetId><Status>CREATE_COMPLETE</Status>"
                                                 "<ExecutionStatus>{}</ExecutionStatus><Changes></Changes>",
                                                 executed ? "EXECUTE_COMPLETE" : "AVAILABLE"));
  }
  [[nodiscard]] std::string events() const {
    const std::string begin = end_xml("0", "REVIEW_IN_PROGRESS");
    return executed ? end_xml("2", "CREATE_COMPLETE") + end_xml("1", "CREATE_IN_PROGRESS") + begin : begin;
  }
  [[nodiscard]] std::string change_sets() const {
    std::string members;
    if (has_change_set) members += "<member><ChangeSetId>arn:changeSet/1</ChangeSetId></member>";
    if (!neighbour.empty()) members += "<member><ChangeSetId>" + neighbour + "</ChangeSetId></member>";
    return members;
  }
};

}  // namespace cxsam::test
