// A policy document, read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "iam/operators.h"
#include "json/json_fwd.h"

namespace cxsam::iam {

/// Texts of which one must match; or none, for the elements whose name begins with `Not`.
struct Matchers {
  std::vector<std::string> texts;
  bool negated = false;
  bool present = false;
};

struct Condition {
  Operator comparison;
  std::string key;
  std::vector<std::string> values;
};

struct Statement {
  std::string id;
  bool allows = false;
  Matchers actions;
  Matchers resources;
  Matchers principals;  // "AWS:123456789012", "Service:apigateway.amazonaws.com", "*"; only where the policy is a resource's
  std::vector<Condition> conditions;
};

struct Policy {
  std::vector<Statement> statements;
  bool variables = false;  // `${...}` means something: Version 2012-10-17
};

/// Errors say where in the document: "Statement[1].Effect is neither `Allow` nor `Deny`".
Result<Policy> read_policy(const Json& document);
/// The same of its text.
Result<Policy> parse_policy(std::string_view text);

}  // namespace cxsam::iam
