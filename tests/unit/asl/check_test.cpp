#include "asl/check.h"

#include <catch2/catch.hpp>

#include "document/reader.h"

using namespace cxsam;

namespace {

/// "line message; " for each problem.
std::string problems(const std::string& text, asl::Workflow workflow = asl::Workflow::Standard) {
  Sources sources;
  Diagnostics diagnostics;
  const std::optional<Node> definition = read_document(sources, sources.add("machine.yaml", text), diagnostics);
  REQUIRE(definition);
  std::string all;
  for (const asl::Problem& problem : asl::check_definition(*definition, workflow))
    all += std::to_string(sources.begin_of(problem.where).line) + " " + problem.message + "; ";
  return all;
}

/// Problems of one state `A`, which ends the machine.
std::string of_state(const std::string& fields, const std::string& machine = "") {
  return problems("{" + machine + "StartAt: A, States: {A: {" + fields + "}}}");
}

}  // namespace

TEST_CASE("asl: a machine that is right") {
  CHECK(problems(R"yaml(
Comment: orders
StartAt: Check
TimeoutSeconds: 600
States:
  Check:
    Type: Choice
    Choices:
      - And:
          - {Variable: $.total, NumericGreaterThan: 100}
          - Not: {Variable: "$.tags['new']", IsPresent: true}
        Next: Approve
    Default: Ship
  Approve:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
    Parameters: {FunctionName: approve, Payload: {token.$: $$.Task.Token, all.$: "States.Array($.a, 'x)')"}}
    ResultPath: $.approval
    Retry:
      - {ErrorEquals: [Lambda.TooManyRequestsException], IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 1.5}
      - {ErrorEquals: [Lambda.ServiceException], IntervalSeconds: 0, MaxAttempts: 0}
      - {ErrorEquals: [States.ALL]}
    Catch: [{ErrorEquals: [States.ALL], Next: Failed, ResultPath: null}]
    Next: Ship
  Ship:
    Type: Map
    ItemsPath: $.items
    ItemProcessor:
      ProcessorConfig: {Mode: INLINE}
      StartAt: One
      States:
        One: {Type: Wait, Seconds: 5, End: true}
    Next: Both
  Both:
    Type: Parallel
    Branches:
      - {StartAt: Left, States: {Left: {Type: Succeed}}}
      - {StartAt: Right, States: {Right: {Type: Pass, Result: 1, End: true}}}
    End: true
  Failed: {Type: Fail, Error: Refused, CausePath: $.why}
)yaml")
            .empty());
}

TEST_CASE("asl: transitions lead to states of the same branch, and every state is reached") {
  CHECK(problems("StartAt: A\nStates:\n  A: {Type: Pass, Next: C}\n  B: {Type: Succeed}\n") ==
        "3 state `A` goes on to `C`, which there is not; 4 state `B` is never reached; ");
  CHECK(problems("StartAt: X\nStates:\n  A: {Type: Succeed}\n") == "1 `StartAt` names `X`, which there is not; ");
  CHECK(problems("StartAt: A\nStates:\n  A: {Type: Pass, Next: B}\n  B: {Type: Pass, Next: A}\n") ==
        "2 no state ends the work; ");
  CHECK(of_state("Type: Pass") == "1 state `A` has neither `Next` nor `End`; ");
  CHECK(of_state("Type: Pass, Next: A, End: true") == "1 state `A` has both `Next` and `End`; ");
  CHECK(
      problems(
          "StartAt: A\nStates:\n  A: {Type: Parallel, End: true, Branches: [{StartAt: A, States: {A: {Type: Succeed}}}]}\n") ==
      "3 there is another state `A`; ");
}

TEST_CASE("asl: what is missing or no machine at all") {
  CHECK(problems("{}") == "1 `StartAt` is missing; 1 `States` is missing; ");
  CHECK(problems("[]") == "1 this is a map with `StartAt` and `States`; ");
  CHECK(problems("{StartAt: A, States: {}}") == "1 `States` is a map with at least one state; ");
  CHECK(of_state("Type: Tsk, End: true") == "1 there is no type of state `Tsk`; ");
}

TEST_CASE("asl: fields belong to a type of state and to a query language") {
  CHECK(of_state("Type: Succeed, ResultPath: $.x") == "1 `ResultPath` is no field of a Succeed state; ");
  CHECK(of_state("Type: Choice, End: true, Choices: [{Variable: $.a, IsNull: true, Next: A}]") ==
        "1 `End` is no field of a Choice state: its rules and `Default` say what comes next; ");
  CHECK(of_state("Type: Pass, End: true, Output: \"{% 1 %}\"") ==
        "1 `Output` belongs to JSONata, and state `A` is in JSONPath; ");
  CHECK(of_state("Type: Pass, End: true, Output: \"{% 1 %}\"", "QueryLanguage: JSONata, ").empty());
  CHECK(of_state("Type: Pass, End: true, InputPath: $.a", "QueryLanguage: JSONata, ") ==
        "1 `InputPath` belongs to JSONPath, and state `A` is in JSONata; ");
  CHECK(of_state("Type: Pass, End: true, QueryLanguage: JSONPath", "QueryLanguage: JSONata, ") ==
        "1 a state of a machine in JSONata cannot be in JSONPath; ");
}

TEST_CASE("asl: paths, payload templates and JSONata have their form") {
  CHECK(of_state("Type: Pass, End: true, InputPath: a.b") == "1 `InputPath` is a path, as `$.name`, or null; ");
  CHECK(of_state("Type: Pass, End: true, ResultPath: \"$.a[*]\"") ==
        "1 `ResultPath` is a path to one place, as `$.name`, or null; ");
  CHECK(of_state("Type: Pass, End: true, Parameters: {x: {y.$: z}}") ==
        "1 `y.$` needs a path or an intrinsic function as its value; ");
  CHECK(of_state("Type: Pass, End: true, Parameters: {y: 1, y.$: $.z}") == "1 `y` and `y.$` are the same field, given twice; ");
  CHECK(of_state("Type: Pass, End: true, Output: {x: \"{% f(1 %}\"}", "QueryLanguage: JSONata, ") ==
        "1 this JSONata expression is not whole; ");
}

TEST_CASE("asl: waits") {
  CHECK(of_state("Type: Wait, End: true") == "1 state `A` does not say how long to wait; ");
  CHECK(of_state("Type: Wait, End: true, Seconds: 1, Timestamp: \"2030-01-31T12:00:00Z\"") ==
        "1 `Seconds` and `Timestamp` exclude each other; ");
  CHECK(of_state("Type: Wait, End: true, Timestamp: \"2030-01-31 12:00:00\"") ==
        "1 `Timestamp` is a time as `2030-01-31T12:00:00Z`; ");
  CHECK(of_state("Type: Wait, End: true, Timestamp: \"2030-01-31T12:00:00.5+02:00\"").empty());
  CHECK(of_state("Type: Wait, End: true, Seconds: 31536000").empty());
  CHECK(of_state("Type: Wait, End: true, Seconds: 31536001") == "1 a workflow takes at most a year, less than this wait; ");
  CHECK(problems("{StartAt: A, States: {A: {Type: Wait, End: true, Seconds: 301}}}", asl::Workflow::Express) ==
        "1 an express workflow takes at most five minutes, less than this wait; ");
}

TEST_CASE("asl: retries and catchers") {
  CHECK(of_state(
            "Type: Task, Resource: \"a:b\", End: true, Retry: [{ErrorEquals: [], BackoffRate: 0.5, JitterStrategy: SOME}]") ==
        "1 `ErrorEquals` is a list with at least one name of an error; 1 `BackoffRate` is a number of 1 or more; 1 "
        "`JitterStrategy` is `FULL` or `NONE`; ");
  CHECK(of_state("Type: Task, Resource: \"a:b\", End: true, Retry: [{ErrorEquals: [States.ALL]}, {ErrorEquals: [X]}]") ==
        "1 what stands after `States.ALL` is never asked; ");
  CHECK(of_state("Type: Task, Resource: \"a:b\", End: true, Catch: [{ErrorEquals: [X]}]") ==
        "1 an entry of `Catch` needs `Next`; ");
}

TEST_CASE("asl: an express workflow does not wait for tasks") {
  const std::string text =
      "{StartAt: A, States: {A: {Type: Task, End: true, Resource: \"arn:aws:states:::ecs:runTask.sync\"}}}";
  CHECK(problems(text).empty());
  CHECK(problems(text, asl::Workflow::Express) == "1 an express workflow cannot wait for a task: `.sync`; ");
}

TEST_CASE("asl: what CloudFormation fills in is unknown and right") {
  CHECK(of_state("Type: Wait, End: true, Seconds: \"${Pause}\"").empty());
  CHECK(of_state("Type: Task, End: true, Resource: !GetAtt F.Arn, TimeoutSeconds: !Ref T").empty());
  CHECK(problems("{StartAt: A, States: {A: {Type: Pass, Next: \"${Where}\"}, B: {Type: Succeed}}}").empty());
}
