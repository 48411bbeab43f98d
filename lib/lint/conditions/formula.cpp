#include "lint/conditions/formula.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "document/writer.h"
#include "template/condition_order.h"
#include "template/parameter_type.h"

namespace cxsam::lint {
namespace {

/// The constants that one expression is compared with.
struct Expression {
  std::uint32_t variable = 0;
  std::optional<std::vector<std::string>> allowed;  // the only values that it can have
  std::map<std::string, std::uint32_t, std::less<>> constants;
  std::string parameter;  // that it is a Ref of, or empty
};

class FormulaReader {
 public:
  FormulaReader(const tmpl::Template& source, const tmpl::ParameterOverrides& given, Knowledge knowledge)
      : parameters_(source.section("Parameters")), given_(given), knowledge_(knowledge) {}

  ConditionFormulas read(const tmpl::Template& source) {
    if (const Node* section = source.section("Conditions")) read_conditions(*section);
    const Node* rules = source.section("Rules");
    if (rules && knowledge_ == Knowledge::All)
      for (const Member& rule : rules->members) read_rule(rule.value);
    for (const auto& [text, expression] : expressions_) {
      close(expression);
      if (!expression.parameter.empty()) formulas_.parameters.emplace(expression.parameter, compared(expression));
    }
    return std::move(formulas_);
  }

 private:
  void read_conditions(const Node& section) {
    for (const Member& condition : section.members)
      formulas_.by_name.emplace(condition.key, static_cast<std::uint32_t>(formulas_.by_name.size()));
    nodes_of_conditions_.resize(section.members.size());
    for (const Member* condition : tmpl::conditions_in_order(section))
      nodes_of_conditions_[formulas_.by_name.at(condition->key)] = read_function(condition->value);
    for (std::size_t i = 0; i < section.members.size(); ++i)
      formulas_.conditions.push_back(*nodes_of_conditions_[formulas_.by_name.at(section.members[i].key)]);
  }

  /// "When RuleCondition holds, so do the assertions."
  void read_rule(const Node& rule) {
    const Node* when = rule.find("RuleCondition");
    const Node* assertions = rule.find("Assertions");
    if (!assertions) return;
    for (const Node& assertion : assertions->items) {
      const Node* assert = assertion.find("Assert");
      if (!assert) continue;
      const std::uint32_t holds = read_function(*assert);
      formulas_.always.push_back(when ? join(Formula::Kind::Or, {negate(read_function(*when)), holds}) : holds);
    }
  }

  std::uint32_t read_function(const Node& node) {
    const std::optional<Intrinsic> call = as_intrinsic(node);
    if (!call) return opaque(node);
    const Node& argument = *call->argument;
    if (call->name == "Condition" && argument.is_string()) return read_condition_name(node, argument.text);
    if (call->name == "Fn::Equals" && argument.items.size() == 2)
      return read_equals(node, argument.items[0], argument.items[1]);
    if (call->name == "Fn::Contains" && argument.items.size() == 2 && argument.items[0].is_list())
      return read_contains(node, argument.items[0], argument.items[1]);
    if (call->name == "Fn::Not" && argument.items.size() == 1) return negate(read_function(argument.items[0]));
    if (call->name == "Fn::And" && argument.is_list()) return join(Formula::Kind::And, read_all(argument));
    if (call->name == "Fn::Or" && argument.is_list()) return join(Formula::Kind::Or, read_all(argument));
    return opaque(node);
  }

  std::vector<std::uint32_t> read_all(const Node& list) {
    std::vector<std::uint32_t> operands;
    for (const Node& item : list.items) operands.push_back(read_function(item));
    return operands;
  }

  /// A condition that was not read yet is part of a circle, and one without an index is not declared.
  std::uint32_t read_condition_name(const Node& node, const std::string& name) {
    const auto found = formulas_.by_name.find(name);
    if (found == formulas_.by_name.end()) return opaque(node);
    const std::optional<std::uint32_t> read = nodes_of_conditions_[found->second];
    return read ? *read : opaque(node);
  }

  std::uint32_t read_equals(const Node& node, const Node& left, const Node& right) {
    const std::optional<std::string> a = constant_of(left);
    const std::optional<std::string> b = constant_of(right);
    if (a && b) return knowledge_ == Knowledge::All ? constant(*a == *b) : opaque(node);
    if (a) return is(right, *a);
    if (b) return is(left, *b);
    return same_value(left, right) ? constant(true) : opaque(node);
  }

  std::uint32_t read_contains(const Node& node, const Node& values, const Node& searched) {
    std::vector<std::uint32_t> operands;
    for (const Node& value : values.items) operands.push_back(read_equals(node, value, searched));
    return join(Formula::Kind::Or, std::move(operands));
  }

  /// CloudFormation compares texts: `true` equals "true".
  std::optional<std::string> constant_of(const Node& node) const {
    if (const std::optional<std::string_view> text = node.as_text()) return std::string(*text);
    const std::optional<Intrinsic> call = as_intrinsic(node);
    if (!call || call->name != "Ref") return std::nullopt;
    const auto found = given_.find(call->argument->text);
    if (found == given_.end()) return std::nullopt;
    return found->second;
  }

  std::uint32_t is(const Node& node, const std::string& value) {
    Expression& expression = expression_of(node);
    if (knowledge_ == Knowledge::Listed && !expression.allowed) return alone(write_json(node, 0) + " is " + value);
    if (knowledge_ == Knowledge::All && expression.allowed &&
        std::ranges::find(*expression.allowed, value) == expression.allowed->end())
      return constant(false);
    const auto next = static_cast<std::uint32_t>(expression.constants.size());
    const std::uint32_t number = expression.constants.emplace(value, next).first->second;
    return add({.kind = Formula::Kind::Is, .variable = expression.variable, .value = number});
  }

  Expression& expression_of(const Node& node) {
    std::string text = write_json(node, 0);
    const auto found = expressions_.find(text);
    if (found != expressions_.end()) return found->second;
    Expression expression{
        .variable = add_variable(), .allowed = allowed_values(node), .constants = {}, .parameter = parameter_of(node)};
    return expressions_.emplace(std::move(text), std::move(expression)).first->second;
  }

  std::string parameter_of(const Node& node) const {
    const std::optional<Intrinsic> call = as_intrinsic(node);
    const bool is_parameter = call && call->name == "Ref" && parameters_ && parameters_->find(call->argument->text);
    return is_parameter ? call->argument->text : std::string();
  }

  /// Items of lists and names of Systems Manager's parameters are not what the Ref gives.
  std::optional<std::vector<std::string>> allowed_values(const Node& node) const {
    const std::optional<Intrinsic> call = as_intrinsic(node);
    if (!call || call->name != "Ref" || !parameters_ || knowledge_ == Knowledge::FormOnly) return std::nullopt;
    const Node* declaration = parameters_->find(call->argument->text);
    const Node* allowed = declaration ? declaration->find("AllowedValues") : nullptr;
    const Node* type = declaration ? declaration->find("Type") : nullptr;
    const std::optional<tmpl::ParameterType> known = type ? tmpl::find_parameter_type(type->text) : std::nullopt;
    if (!allowed || !allowed->is_list() || !known || known->list || known->ssm_value) return std::nullopt;
    std::vector<std::string> values;
    for (const Node& value : allowed->items) {
      if (!value.as_text()) return std::nullopt;
      values.emplace_back(*value.as_text());
    }
    return values;
  }

  /// All constants are known now; one more value stands for everything else, if anything else is allowed.
  void close(const Expression& expression) {
    const auto is_compared = [&](const std::string& value) { return expression.constants.contains(value); };
    const bool others = !expression.allowed || !std::ranges::all_of(*expression.allowed, is_compared);
    formulas_.variables[expression.variable].values =
        static_cast<std::uint32_t>(expression.constants.size()) + (others ? 1 : 0);
  }

  ComparedParameter compared(const Expression& expression) {
    ComparedParameter parameter;
    const auto node_for = [&](std::uint32_t value) {
      return add({.kind = Formula::Kind::Is, .variable = expression.variable, .value = value});
    };
    for (const auto& [text, value] : expression.constants) parameter.has_value.emplace(text, node_for(value));
    const auto compared_values = static_cast<std::uint32_t>(expression.constants.size());
    if (formulas_.variables[expression.variable].values > compared_values) parameter.has_another = node_for(compared_values);
    return parameter;
  }

  /// Functions that look the same give the same.
  std::uint32_t opaque(const Node& node) { return alone(write_json(node, 0)); }

  /// What holds or not, whatever else does.
  std::uint32_t alone(std::string what) {
    const auto [found, is_new] = alone_.emplace(std::move(what), 0);
    if (is_new) {
      found->second = add_variable();
      formulas_.variables[found->second].values = 2;
    }
    return add({.kind = Formula::Kind::Is, .variable = found->second, .value = 1});
  }

  std::uint32_t add_variable() {
    formulas_.variables.push_back({});
    return static_cast<std::uint32_t>(formulas_.variables.size() - 1);
  }

  std::uint32_t constant(bool value) { return add({.kind = Formula::Kind::Constant, .constant = value}); }

  std::uint32_t negate(std::uint32_t operand) { return join(Formula::Kind::Not, {operand}); }

  std::uint32_t join(Formula::Kind kind, std::vector<std::uint32_t> operands) {
    return add({.kind = kind, .operands = std::move(operands)});
  }

  std::uint32_t add(Formula node) {
    formulas_.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(formulas_.nodes.size() - 1);
  }

  const Node* parameters_;
  const tmpl::ParameterOverrides& given_;
  Knowledge knowledge_;
  ConditionFormulas formulas_;
  std::vector<std::optional<std::uint32_t>> nodes_of_conditions_;
  std::map<std::string, Expression, std::less<>> expressions_;  // by their JSON text
  std::map<std::string, std::uint32_t, std::less<>> alone_;     // what it is about -> variable
};

}  // namespace

ConditionFormulas read_condition_formulas(const tmpl::Template& source, const tmpl::ParameterOverrides& given,
                                          Knowledge knowledge) {
  return FormulaReader(source, given, knowledge).read(source);
}

}  // namespace cxsam::lint
