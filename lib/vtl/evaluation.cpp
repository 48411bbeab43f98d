#include <limits>

#include "base/arithmetic.h"
#include "vtl/methods.h"
#include "vtl/renderer.h"

namespace cxsam::vtl {
namespace {

using Kind = Expression::Kind;

struct Number {
  bool whole = true;
  std::int64_t integer = 0;
  double decimal = 0;
};

std::optional<Number> number_of(const Value& value) {
  if (const auto* whole = value.as<std::int64_t>())
    return Number{.whole = true, .integer = *whole, .decimal = static_cast<double>(*whole)};
  if (const auto* decimal = value.as<double>()) return Number{.whole = false, .integer = 0, .decimal = *decimal};
  return std::nullopt;
}

/// Whole numbers stay whole unless they leave 64 bits.
Value calculate(Kind kind, const Number& a, const Number& b) {
  std::int64_t whole = 0;
  switch (kind) {
    case Kind::Add:
      if (a.whole && b.whole && !__builtin_add_overflow(a.integer, b.integer, &whole)) return whole;
      return a.decimal + b.decimal;
    case Kind::Subtract:
      if (a.whole && b.whole && !__builtin_sub_overflow(a.integer, b.integer, &whole)) return whole;
      return a.decimal - b.decimal;
    case Kind::Multiply:
      if (a.whole && b.whole && !__builtin_mul_overflow(a.integer, b.integer, &whole)) return whole;
      return a.decimal * b.decimal;
    default:
      break;
  }
  if (b.decimal == 0) return {};  // Velocity gives null
  const bool wraps = a.integer == std::numeric_limits<std::int64_t>::min() && b.integer == -1;
  if (!a.whole || !b.whole || wraps) return kind == Kind::Divide ? a.decimal / b.decimal : remainder_of(a.decimal, b.decimal);
  return kind == Kind::Divide ? a.integer / b.integer : a.integer % b.integer;
}

bool compare(Kind kind, const Number& a, const Number& b) {
  const bool whole = a.whole && b.whole;
  const bool less = whole ? a.integer < b.integer : a.decimal < b.decimal;
  const bool equal = whole ? a.integer == b.integer : a.decimal == b.decimal;
  if (kind == Kind::Less) return less;
  if (kind == Kind::LessEqual) return less || equal;
  return kind == Kind::Greater ? !less && !equal : !less;
}

}  // namespace

std::string Renderer::render_text(const Block& block) {
  std::string text;
  render(block, text);
  return text;
}

Value Renderer::evaluate(const Reference& reference) {
  Value value;
  if (const auto found = variables_.find(reference.name); found != variables_.end()) value = found->second;
  for (const Access& access : reference.path) {
    if (value.is_null() || run_.failed()) break;
    value = follow(value, access);
  }
  if (!reference.alternate.empty() && !is_true(value)) return evaluate(reference.alternate.front());
  return value;
}

Value Renderer::follow(const Value& value, const Access& access) {
  if (!run_.take_steps()) return {};
  if (access.kind == Access::Kind::Property) return property_of(run_, value, access.name);
  std::vector<Value> arguments;
  for (const Expression& argument : access.arguments) arguments.push_back(evaluate(argument));
  if (run_.failed()) return {};
  if (access.kind == Access::Kind::Index) return item_of(run_, value, arguments.at(0));
  // API Gateway hands the empty text to a method where nothing is defined.
  if (undefined_ == Undefined::Empty && value.as<Object*>() != nullptr)
    for (Value& argument : arguments)
      if (argument.is_null()) argument = "";
  return call_method(run_, value, access.name, arguments).value_or(Value());
}

Value Renderer::make_list(const std::vector<Expression>& operands) {
  List* list = run_.make_list();
  for (const Expression& operand : operands) run_.add(*list, evaluate(operand));
  return list;
}

Value Renderer::make_map(const std::vector<Expression>& operands) {
  Map* map = run_.make_map();
  for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
    const Value key = evaluate(operands[i]);
    run_.put(*map, run_.keep(text_of(run_, key)), evaluate(operands[i + 1]));
  }
  return map;
}

Value Renderer::make_range(const Value& first, const Value& last) {
  const auto from = whole_of(first);
  const auto to = whole_of(last);
  if (!from || !to) return {};
  List* list = run_.make_list();
  for (std::int64_t i = *from; !run_.failed(); i += *from <= *to ? 1 : -1) {
    if (run_.take_steps()) run_.add(*list, i);
    if (i == *to) break;
  }
  return list;
}

Value Renderer::evaluate(const Expression& expression) {
  const Run::Level level(run_);
  if (!level || !run_.take_steps()) return {};
  switch (expression.kind) {
    case Kind::Null:
      return {};
    case Kind::Boolean:
      return expression.boolean;
    case Kind::Whole:
      return expression.whole;
    case Kind::Decimal:
      return expression.decimal;
    case Kind::Text:
      return std::string_view(expression.text);
    case Kind::Template:
      return run_.keep(render_text(*expression.block));
    case Kind::Reference: {
      const Value value = evaluate(*expression.reference);
      const auto* block = value.as<const Block*>();
      return block == nullptr ? value : run_.keep(render_text(**block));
    }
    case Kind::List:
      return make_list(expression.operands);
    case Kind::Map:
      return make_map(expression.operands);
    case Kind::Range: {
      const Value first = evaluate(expression.operands[0]);
      return make_range(first, evaluate(expression.operands[1]));
    }
    default:
      return evaluate_operator(expression);
  }
}

/// How an operand of a text's `+` reads.
std::string Renderer::operand_text(const Expression& operand, const Value& value) {
  if (!value.is_null() || undefined_ == Undefined::Empty) return text_of(run_, value);
  return operand.reference ? operand.reference->source : "null";
}

Value Renderer::evaluate_operator(const Expression& expression) {
  const Kind kind = expression.kind;
  const Value left = evaluate(expression.operands.at(0));
  if (kind == Kind::Not) return !is_true(left);
  if (kind == Kind::Negate) {
    const auto number = number_of(left);
    return number ? calculate(Kind::Subtract, {}, *number) : Value();
  }
  if (kind == Kind::And && !is_true(left)) return false;
  if (kind == Kind::Or && is_true(left)) return true;
  const Value right = evaluate(expression.operands.at(1));
  if (kind == Kind::And || kind == Kind::Or) return is_true(right);
  if (kind == Kind::Equal || kind == Kind::NotEqual) {
    const bool empty = undefined_ == Undefined::Empty;
    const bool equal = are_equal(run_, left.is_null() && empty ? "" : left, right.is_null() && empty ? "" : right);
    return equal == (kind == Kind::Equal);
  }
  const auto a = number_of(left);
  const auto b = number_of(right);
  const bool is_comparison =
      kind == Kind::Less || kind == Kind::LessEqual || kind == Kind::Greater || kind == Kind::GreaterEqual;
  if (is_comparison) return a && b && compare(kind, *a, *b);
  if (a && b) return calculate(kind, *a, *b);
  if (kind != Kind::Add || (!left.text() && !right.text())) return {};
  return run_.keep(operand_text(expression.operands[0], left) + operand_text(expression.operands[1], right));
}

}  // namespace cxsam::vtl
