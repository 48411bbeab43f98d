#include <algorithm>
#include <charconv>
#include <initializer_list>

#include "base/text.h"
#include "vtl/parser.h"
#include "vtl/utf16.h"

namespace cxsam::vtl {
namespace {

using Kind = Expression::Kind;

constexpr int kDeepest = 64;

struct Operator {
  std::string_view sign;
  std::string_view word;  // "" for none
  Kind kind;
};

constexpr std::initializer_list<Operator> kEqualities{{"==", "eq", Kind::Equal}, {"!=", "ne", Kind::NotEqual}};
constexpr std::initializer_list<Operator> kRelations{
    {"<=", "le", Kind::LessEqual}, {">=", "ge", Kind::GreaterEqual}, {"<", "lt", Kind::Less}, {">", "gt", Kind::Greater}};
constexpr std::initializer_list<Operator> kSums{{"+", "", Kind::Add}, {"-", "", Kind::Subtract}};
constexpr std::initializer_list<Operator> kProducts{
    {"*", "", Kind::Multiply}, {"/", "", Kind::Divide}, {"%", "", Kind::Remainder}};
constexpr std::initializer_list<Operator> kOrs{{"||", "or", Kind::Or}};
constexpr std::initializer_list<Operator> kAnds{{"&&", "and", Kind::And}};

Expression text_expression(std::string text) { return {.kind = Kind::Text, .text = std::move(text)}; }

}  // namespace

Expression Parser::parse_expression() {
  if (++nesting_ > kDeepest) fail("brackets are nested too deep");
  Expression expression = failed() ? Expression{} : parse_or();
  --nesting_;
  return expression;
}

/// Operands with operators of one strength between them, from left to right.
template <class Each>
Expression Parser::parse_chain(Expression (Parser::*operand)(), Each operators) {
  Expression left = (this->*operand)();
  while (!failed()) {
    skip_blanks();
    const auto found = std::ranges::find_if(
        operators, [&](const Operator& each) { return take(each.sign) || (!each.word.empty() && take_word(each.word)); });
    if (found == operators.end()) break;
    Expression both{.kind = found->kind};
    both.operands.push_back(std::move(left));
    both.operands.push_back((this->*operand)());
    left = std::move(both);
  }
  return left;
}

Expression Parser::parse_or() { return parse_chain(&Parser::parse_and, kOrs); }
Expression Parser::parse_and() { return parse_chain(&Parser::parse_equality, kAnds); }
Expression Parser::parse_equality() { return parse_chain(&Parser::parse_relation, kEqualities); }
Expression Parser::parse_relation() { return parse_chain(&Parser::parse_sum, kRelations); }
Expression Parser::parse_sum() { return parse_chain(&Parser::parse_product, kSums); }
Expression Parser::parse_product() { return parse_chain(&Parser::parse_unary, kProducts); }

Expression Parser::parse_unary() {
  skip_blanks();
  const bool negates = peek() == '-' && !(peek(1) >= '0' && peek(1) <= '9');
  if (!negates && peek() != '!' && !source_.substr(at_).starts_with("not")) return parse_primary();
  Expression expression{.kind = negates ? Kind::Negate : Kind::Not};
  if (!negates && peek() != '!' && !take_word("not")) return parse_primary();
  if (negates || peek() == '!') ++at_;
  if (++nesting_ > kDeepest) fail("signs are nested too deep");
  expression.operands.push_back(failed() ? Expression{} : parse_unary());
  --nesting_;
  return expression;
}

Expression Parser::parse_primary() {
  skip_blanks();
  const char c = peek();
  if (c == '$') return parse_reference_expression();
  if (c == '"' || c == '\'') return parse_text(c);
  if (c == '[') return parse_list();
  if (c == '{') return parse_map();
  if ((c >= '0' && c <= '9') || c == '-' || (c == '.' && peek(1) >= '0' && peek(1) <= '9')) return parse_number();
  if (c == '(') {
    ++at_;
    Expression inner = parse_expression();
    if (!failed()) expect(')', "an expression in brackets");
    return inner;
  }
  if (take_word("true")) return {.kind = Kind::Boolean, .boolean = true};
  if (take_word("false")) return {.kind = Kind::Boolean, .boolean = false};
  if (take_word("null")) return {};
  fail(at_end() ? "the template ends where a value is expected"
                : "`" + std::string(1, c) + "` stands where a value is expected");
  return {};
}

Expression Parser::parse_reference_expression() {
  const std::size_t begin = at_;
  std::optional<Reference> reference = parse_reference(Where::Expression);
  if (!reference && !failed()) fail("`$` is followed by no name", begin);
  if (failed()) return {};
  return {.kind = Kind::Reference, .reference = std::make_shared<Reference>(std::move(*reference))};
}

Expression Parser::parse_number() {
  const std::size_t begin = at_;
  const auto skip_digits = [&] {
    while (peek() >= '0' && peek() <= '9') ++at_;
  };
  if (peek() == '-') ++at_;
  skip_digits();
  bool whole = true;
  if (peek() == '.' && peek(1) >= '0' && peek(1) <= '9') {  // `1..3` is a range
    whole = false;
    ++at_;
    skip_digits();
  }
  if (peek() == 'e' || peek() == 'E') {
    const std::size_t sign = peek(1) == '-' || peek(1) == '+' ? 2 : 1;
    if (peek(sign) >= '0' && peek(sign) <= '9') {
      whole = false;
      at_ += sign;
      skip_digits();
    }
  }
  const std::string_view text = source_.substr(begin, at_ - begin);
  Expression number{.kind = whole ? Kind::Whole : Kind::Decimal};
  const char* end = text.data() + text.size();
  const auto read = whole ? std::from_chars(text.data(), end, number.whole) : std::from_chars(text.data(), end, number.decimal);
  if (read.ec != std::errc() || read.ptr != end) fail("`" + std::string(text) + "` is no number that fits 64 bits", begin);
  return number;
}

/// "text with $references", 'text as it is'. A quote is doubled inside; `\u0041` in the first kind is an `A`.
Expression Parser::parse_text(char quote) {
  const std::size_t begin = at_++;
  std::string text;
  while (!at_end()) {
    if (peek() == quote && peek(1) != quote) break;
    if (peek() == quote) ++at_;
    text += source_[at_++];
  }
  if (at_end()) {
    fail("the text that begins here has no end", begin);
    return {};
  }
  ++at_;
  if (quote == '\'') return text_expression(std::move(text));
  const bool is_plain = text.find_first_of("$#") == std::string::npos;
  text = replace_unicode_escapes(text);
  if (is_plain) return text_expression(std::move(text));
  Parser inner(text, macros_, depth_ + 1);
  auto block = inner.parse_all();
  if (!block) {
    fail(inner.fault().message + " (in the text that begins here)", begin);
    return {};
  }
  return {.kind = Kind::Template, .block = std::move(block)};
}

/// [1, 2] and the range [1..2].
Expression Parser::parse_list() {
  const std::size_t begin = at_++;
  skip_blanks();
  Expression list{.kind = Kind::List};
  if (take("]")) return list;
  list.operands.push_back(parse_expression());
  skip_blanks();
  if (!failed() && take("..")) {
    list.kind = Kind::Range;
    list.operands.push_back(parse_expression());
    if (!failed()) expect(']', "a range");
    return list;
  }
  while (!failed() && !take("]")) {
    if (!take(",")) {
      fail("a list that began with `[` has neither `,` nor `]` here", at_end() ? begin : at_);
      break;
    }
    list.operands.push_back(parse_expression());
    skip_blanks();
  }
  return list;
}

/// {"key": value}.
Expression Parser::parse_map() {
  const std::size_t begin = at_++;
  Expression map{.kind = Kind::Map};
  skip_blanks();
  if (take("}")) return map;
  while (!failed()) {
    map.operands.push_back(parse_expression());
    if (failed() || !expect(':', "the key of a map")) break;
    map.operands.push_back(parse_expression());
    skip_blanks();
    if (failed() || take("}")) break;
    if (!take(",")) fail("a map that began with `{` has neither `,` nor `}` here", at_end() ? begin : at_);
  }
  return map;
}

std::vector<Expression> Parser::parse_arguments(Commas commas) {
  std::vector<Expression> arguments;
  for (skip_blanks(); !failed() && peek() != ')'; skip_blanks()) {
    if (!arguments.empty() && !take(",") && commas == Commas::Needed) fail("arguments have neither `,` nor `)` here");
    if (!failed()) arguments.push_back(parse_expression());
  }
  if (!failed()) ++at_;
  return arguments;
}

/// Nothing, with or without a fault, when `$` begins no reference.
std::optional<Reference> Parser::parse_reference(Where where) {
  const std::size_t begin = at_++;
  Reference reference;
  reference.quiet = take("!");
  const bool formal = take("{");
  reference.name = take_name();
  if (reference.name.empty() || !parse_path(reference, where)) return std::nullopt;
  if (formal) {
    skip_blanks();
    if (take("|")) reference.alternate.push_back(parse_expression());
    if (failed() || !expect('}', "`${" + reference.name + "`")) return std::nullopt;
  }
  reference.source = source_.substr(begin, at_ - begin);
  return reference;
}

/// A dot that no name follows is text behind the reference.
bool Parser::parse_path(Reference& reference, Where where) {
  while (!failed()) {
    const std::size_t before = at_;
    if (take("[")) {
      Access access{.kind = Access::Kind::Index, .name = "", .arguments = {}};
      access.arguments.push_back(parse_expression());
      if (failed() || !expect(']', "an index")) return false;
      reference.path.push_back(std::move(access));
      continue;
    }
    if (!take(".")) return true;
    Access access{.kind = Access::Kind::Property, .name = take_name(), .arguments = {}};
    if (access.name.empty()) {
      at_ = before;
      return true;
    }
    const bool goes_on = parse_call(access, where);
    reference.path.push_back(std::move(access));
    if (!goes_on) return !failed();
  }
  return false;
}

/// Arguments behind a name, if there are any. In a text a bracket that no arguments are in is text, and ends the reference.
bool Parser::parse_call(Access& access, Where where) {
  const std::size_t bracket = at_;
  if (!take("(")) return true;
  access.arguments = parse_arguments(Commas::Needed);
  if (!failed()) {
    access.kind = Access::Kind::Call;
    return true;
  }
  if (where == Where::Text && forgive()) {
    access.arguments.clear();
    at_ = bracket;
  }
  return false;
}

}  // namespace cxsam::vtl
