// Walks a template that has been read.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "vtl/program.h"
#include "vtl/run.h"
#include "vtl/syntax.h"

namespace cxsam::vtl {

using Macros = std::map<std::string, Macro, std::less<>>;

class Renderer {
 public:
  Renderer(Run& run, Variables& variables, const Macros& macros, Undefined undefined)
      : run_(run), variables_(variables), macros_(macros), undefined_(undefined) {}

  void render(const Block& block, std::string& out);
  /// The line of the node that was rendered last.
  [[nodiscard]] std::uint32_t line() const { return line_; }

 private:
  enum class Leaving : std::uint8_t { No, Loop, Template };

  void render(const Node& node, std::string& out);
  void insert(const Reference& reference, std::string& out);
  void insert(const Reference& reference, const Value& value, std::string& out);
  void set(const Set& set);
  void loop(const ForEach& loop, std::string& out);
  void leave_loop(const Break& what);
  void call(const MacroCall& call, std::string& out);
  void evaluate_text(const Evaluate& evaluate, std::string& out);
  void write(std::string& out, std::string_view text);
  [[nodiscard]] bool goes_on() const { return leaving_ == Leaving::No && !run_.failed(); }

  // Expressions (evaluation.cpp).
  Value evaluate(const Expression& expression);
  Value evaluate(const Reference& reference);
  Value evaluate_operator(const Expression& expression);
  Value follow(const Value& value, const Access& access);
  Value make_range(const Value& first, const Value& last);
  Value make_map(const std::vector<Expression>& operands);
  Value make_list(const std::vector<Expression>& operands);
  std::string render_text(const Block& block);
  std::string operand_text(const Expression& operand, const Value& value);

  Run& run_;
  Variables& variables_;
  const Macros& macros_;
  Undefined undefined_;
  Leaving leaving_ = Leaving::No;
  std::uint32_t line_ = 0;
  Object* loop_ = nullptr;        // `$foreach` of the innermost loop
  const Object* left_ = nullptr;  // of the loop that a `#break` ends; null for the innermost one
};

}  // namespace cxsam::vtl
