// Rules that a user writes as lines of text, in cfn-lint's form.
// Source: cfn-lint, docs, "Customize" ("custom rules"): <Resource Type> <Property> <Operator> <Value> [Error Level] [Message]
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "diagnostic/diagnostic.h"
#include "template/pattern.h"
#include "template/template.h"

namespace cxsam::lint {

struct CustomRule {
  enum class Operator : std::uint8_t {
    Equal,
    NotEqual,
    In,
    NotIn,
    Matches,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Defined,
    NotDefined
  };

  std::string id;  // "E9003": the number of its line counts
  Severity severity = Severity::Error;
  std::string type;                   // AWS::EC2::Instance
  std::vector<std::string> property;  // the names of its path; lists on the way are gone through
  Operator what = Operator::Equal;
  std::vector<std::string> values;       // one, or those of `[a, b]`
  std::optional<tmpl::Pattern> pattern;  // of Matches; it begins where the value begins
  std::string condition;                 // "EQUALS t3.micro", as written
  std::string message;                   // "": made from the condition
};

/// One rule a line; empty lines and lines that begin with `#` are none. `path` is for errors.
Result<std::vector<CustomRule>> parse_custom_rules(const std::string& path, std::string_view text);
Result<std::vector<CustomRule>> read_custom_rules(const std::filesystem::path& path);

/// Values that only the deployment knows are passed over.
void check_custom_rules(const std::vector<CustomRule>& rules, const tmpl::Template& source, Diagnostics& diagnostics);

}  // namespace cxsam::lint
