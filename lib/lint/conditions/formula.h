// The Conditions and Rules of a template as boolean formulas over "this expression has that value".
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "template/parameters.h"
#include "template/template.h"

namespace cxsam::lint {

/// A node of the formulas. Operands have smaller numbers than their users, so that a pass in order meets them first.
struct Formula {
  enum class Kind : std::uint8_t { Constant, Is, Not, And, Or } kind = Kind::Constant;
  bool constant = false;                     // Constant
  std::uint32_t variable = 0;                // Is: the variable ...
  std::uint32_t value = 0;                   // ... has this value
  std::vector<std::uint32_t> operands = {};  // Not (one), And, Or
};

/// An expression that is compared, such as a `Ref`: it has one of `values` values, numbered from 0. What nobody can look
/// into (an unknown function, a circular condition, two expressions compared with each other) has two: false and true.
struct FormulaVariable {
  std::uint32_t values = 0;
};

/// A parameter that conditions compare: the nodes that say it has a value.
struct ComparedParameter {
  std::map<std::string, std::uint32_t, std::less<>> has_value;
  std::optional<std::uint32_t> has_another;  // none of those; nothing when AllowedValues leave no other
};

struct ConditionFormulas {
  std::vector<Formula> nodes;
  std::vector<FormulaVariable> variables;
  std::vector<std::uint32_t> conditions;                      // node of each condition, in the order of the section
  std::map<std::string, std::uint32_t, std::less<>> by_name;  // condition name -> index into `conditions`
  std::map<std::string, ComparedParameter, std::less<>> parameters;
  std::vector<std::uint32_t> always;  // nodes that hold: what the Rules section asserts
};

/// What the reader of formulas looks at besides the shape of the conditions.
enum class Knowledge : std::uint8_t {
  All,       // AllowedValues, Rules, and what comparisons of constants come to
  FormOnly,  // none of these: only which conditions contradict each other by what they compare
  Listed,    // as AllowedValues list them: of parameters without, and of all else, any two comparisons may hold
};

/// `given` are values of parameters that are known; without one a parameter may be anything that its AllowedValues let it be:
/// the linter judges the template for every deployment. Sources: AWS CloudFormation user guide, "Conditions", "Rules".
ConditionFormulas read_condition_formulas(const tmpl::Template& source, const tmpl::ParameterOverrides& given,
                                          Knowledge knowledge = Knowledge::All);

}  // namespace cxsam::lint
