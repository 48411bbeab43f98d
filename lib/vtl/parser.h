// Reads templates. One parser reads one text; texts with references inside of it have parsers of their own.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "vtl/program.h"
#include "vtl/syntax.h"

namespace cxsam::vtl {

using Macros = std::map<std::string, Macro, std::less<>>;

class Parser {
 public:
  /// `depth`: how many texts this one is inside of.
  Parser(std::string_view source, Macros& macros, int depth = 0) : source_(source), macros_(macros), depth_(depth) {}

  /// Nothing when it cannot be read: see fault().
  std::shared_ptr<const Block> parse_all();
  [[nodiscard]] const Fault& fault() const { return *fault_; }

 private:
  enum class End : std::uint8_t { Source, End, Else, ElseIf };
  enum class Where : std::uint8_t { Text, Expression };
  enum class Commas : std::uint8_t { Needed, Optional };
  struct Ended {
    std::shared_ptr<const Block> block;
    End by = End::Source;
  };
  struct Directive {
    std::string name;
    std::size_t begin = 0;  // of the `#`
    std::uint32_t line = 0;
    bool with_body = false;  // `#@name`
  };

  // The text of a template and its directives (template_parser.cpp).
  Ended parse_block(bool inside);
  bool parse_text_reference(Block& block);
  std::optional<End> parse_directive(Block& block, bool inside);
  std::optional<Directive> read_directive_name();
  void parse_set(Block& block, const Directive& directive);
  void parse_if(Block& block, const Directive& directive);
  Break parse_break(const Directive& directive);
  void parse_foreach(Block& block, const Directive& directive);
  void parse_macro(Block& block, const Directive& directive);
  void parse_define(Block& block, const Directive& directive);
  void parse_evaluate(Block& block, const Directive& directive);
  bool parse_macro_call(Block& block, const Directive& directive);
  const std::set<std::string, std::less<>>& macro_names();
  Ended parse_body(std::string_view directive);
  std::shared_ptr<const Block> parse_to_end(std::string_view directive);
  bool skip_comment();
  bool take_unparsed();
  [[nodiscard]] bool begins_line(std::size_t begin) const;
  void drop_indentation(std::size_t begin);
  void skip_line_end();
  void end_line(std::size_t begin);
  void open_block(std::size_t begin);
  void close_block(std::size_t begin);
  void flush(Block& block);
  void add(Block& block, Node node);
  std::size_t take_backslashes();

  // Expressions (expression_parser.cpp). They fail by fault_, and leave an empty expression.
  Expression parse_expression();
  Expression parse_or();
  Expression parse_and();
  Expression parse_equality();
  Expression parse_relation();
  Expression parse_sum();
  Expression parse_product();
  Expression parse_unary();
  Expression parse_primary();
  Expression parse_number();
  Expression parse_text(char quote);
  Expression parse_list();
  Expression parse_map();
  Expression parse_reference_expression();
  std::optional<Reference> parse_reference(Where where);
  bool parse_path(Reference& reference, Where where);
  bool parse_call(Access& access, Where where);
  std::vector<Expression> parse_arguments(Commas commas);
  template <class Each>
  Expression parse_chain(Expression (Parser::*operand)(), Each operators);

  // Characters (parser.cpp).
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }
  [[nodiscard]] bool at_end() const { return at_ >= source_.size(); }
  bool take(std::string_view text);
  bool take_word(std::string_view word);
  void skip_blanks();  // within directives: blanks and line ends
  std::string take_name();
  bool expect(char wanted, std::string_view behind);
  void fail(std::string message, std::size_t at);
  void fail(std::string message) { fail(std::move(message), at_); }
  [[nodiscard]] bool failed() const { return fault_.has_value(); }
  bool forgive();  // what looked like arguments is text; false when there was too much of that
  std::uint32_t line_of(std::size_t at);

  std::string_view source_;
  Macros& macros_;
  int depth_;
  int nesting_ = 0;
  std::size_t at_ = 0;
  std::string pending_;         // text that no node has yet
  std::size_t counted_to_ = 0;  // where line_of() counts on
  std::uint32_t lines_ = 1;
  int forgiven_ = 0;
  std::optional<std::set<std::string, std::less<>>> macro_names_;
  std::optional<Fault> fault_;
};

}  // namespace cxsam::vtl
