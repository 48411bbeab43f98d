// Checks values of the template against schemas, in place: what is a value, what an intrinsic function, what depends on
// conditions. It knows the keywords of JSON Schema draft 7 and those that cfn-lint's schemas add.
// Source: json-schema.org, draft 7; the meaning of values in templates: AWS CloudFormation user guide.
#pragma once

#include <functional>

#include "lint/conditions/solver.h"
#include "lint/context.h"
#include "lint/schema/frame.h"

namespace cxsam::lint::schema {

class Evaluator {
 public:
  /// `context` and `solver` must outlive it. One object serves one template.
  Evaluator(const CheckContext& context, const ConditionSolver& solver) : context_(context), solver_(solver) {}

  /// Adds what is wrong with `node` to `outcome`.
  void check(facts::Value schema, const Node& node, const Frame& frame, Outcome& outcome) const;

  /// Only asks: Unknown where the template leaves the answer open.
  [[nodiscard]] Outcome test(facts::Value schema, const Node& node, const Frame& frame) const;

  /// Runs `body` in the frame's scenario, and where a condition would decide more, in both scenarios in its place. `body`
  /// gives the condition that it needs. Gives up silently after a number of scenarios, so that conditions cannot blow up.
  using Body = std::function<std::optional<std::string_view>(const Frame& frame)>;
  void for_each_scenario(const Frame& frame, const Body& body) const;

  [[nodiscard]] const CheckContext& context() const { return context_; }
  [[nodiscard]] const ConditionSolver& solver() const { return solver_; }

  /// Whether a function that is wrong itself makes a value one that has none of several forms.
  [[nodiscard]] bool breaks_form(const Frame& frame) const;

  /// The frame of what stands at a place below, of a member's value, or of a list's item.
  [[nodiscard]] static Frame below(const Frame& frame, const Place& place);
  [[nodiscard]] Frame below(const Frame& frame, const Member& member) const;
  [[nodiscard]] Frame below(const Frame& frame, const Node& list, const Node& item) const;

 private:
  void check_keywords(facts::Value schema, const Node& node, const Frame& frame, Outcome& outcome) const;
  void check_null(facts::Value schema, const Node& node, const Frame& frame, Outcome& outcome) const;
  void check_choice(facts::Value schema, const Node& node, const Frame& frame, Outcome& outcome) const;

  const CheckContext& context_;
  const ConditionSolver& solver_;
};

/// What a keyword's check is given.
struct Check {
  const Evaluator& evaluator;
  facts::Value value;   // of the keyword
  facts::Value schema;  // that the keyword stands in
  const Node& node;
  const Frame& frame;
  Outcome& outcome;

  /// Adds a fault of this keyword at the frame's place.
  Fault& fault(facts::Keyword keyword, std::string message) const;
  Fault& fault(facts::Keyword keyword, const Frame& where, std::string message) const;
  [[nodiscard]] Fault make_fault(facts::Keyword keyword, const Frame& where, std::string message) const;
  /// True when it is only asked whether the value is valid: then that is all that is noted.
  [[nodiscard]] bool rejects_without_words() const;
  /// Runs a check of several values in each scenario that makes a difference; when only asking, in the one at hand.
  void in_scenarios(const Evaluator::Body& body) const;
};

}  // namespace cxsam::lint::schema
