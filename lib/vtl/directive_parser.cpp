// The directives that are known, each from behind its name.
#include "vtl/parser.h"

namespace cxsam::vtl {

void Parser::parse_set(Block& block, const Directive& directive) {
  if (!expect('(', "`#set`")) return;
  skip_blanks();
  const std::size_t target_at = at_;
  std::optional<Reference> target = peek() == '$' ? parse_reference(Where::Expression) : std::nullopt;
  if (!target) return fail("`#set` needs a reference on its left side, `#set($name = value)`", target_at);
  if (!target->path.empty() && target->path.back().kind == Access::Kind::Call)
    return fail("`#set` cannot give a value to what a method returns", target_at);
  if (!expect('=', "the left side of `#set`")) return;
  Expression value = parse_expression();
  if (failed() || !expect(')', "the value of `#set`")) return;
  end_line(directive.begin);
  add(block, {.what = Set{std::move(*target), std::move(value)}, .line = directive.line});
}

/// The block behind a directive's head. The source's end ends it too, which is a fault.
Parser::Ended Parser::parse_body(std::string_view directive) {
  const std::size_t begin = at_;
  Ended ended = parse_block(true);
  if (ended.by == End::Source) fail("`#" + std::string(directive) + "` has no `#end`", begin);
  return ended;
}

std::shared_ptr<const Block> Parser::parse_to_end(std::string_view directive) {
  Ended ended = parse_body(directive);
  if (!failed() && ended.by != End::End) fail("`#" + std::string(directive) + "` has no `#else`");
  return ended.block;
}

void Parser::parse_if(Block& block, const Directive& directive) {
  If what;
  std::size_t begin = directive.begin;
  while (true) {
    if (!expect('(', "`#if`")) return;
    Expression condition = parse_expression();
    if (failed() || !expect(')', "the condition of `#if`")) return;
    open_block(begin);
    flush(block);
    Ended ended = parse_body("if");
    if (failed()) return;
    what.branches.push_back({std::move(condition), std::move(ended.block)});
    if (ended.by == End::Else) what.otherwise = parse_to_end("if");
    if (ended.by != End::ElseIf) break;
    begin = source_.substr(0, at_).rfind('#');
  }
  close_block(directive.begin);
  block.nodes.push_back({.what = std::move(what), .line = directive.line});
}

void Parser::parse_foreach(Block& block, const Directive& directive) {
  constexpr std::string_view kForm = "`#foreach` is written `#foreach($item in $list)`";
  if (!expect('(', "`#foreach`")) return;
  skip_blanks();
  ForEach what;
  const bool quiet = take("$!");
  if (!quiet && !take("$")) return fail(std::string(kForm));
  what.variable = take_name();
  skip_blanks();
  if (what.variable.empty() || !take_word("in")) return fail(std::string(kForm));
  what.source = parse_expression();
  if (failed() || !expect(')', "the list of `#foreach`")) return;
  open_block(directive.begin);
  flush(block);
  Ended ended = parse_body("foreach");
  if (failed()) return;
  if (ended.by == End::ElseIf) return fail("`#foreach` has no `#elseif`");
  what.body = std::move(ended.block);
  if (ended.by == End::Else) what.otherwise = parse_to_end("foreach");
  close_block(directive.begin);
  block.nodes.push_back({.what = std::move(what), .line = directive.line});
}

void Parser::parse_macro(Block& block, const Directive& directive) {
  if (!expect('(', "`#macro`")) return;
  skip_blanks();
  Macro macro{.name = take_name(), .parameters = {}, .body = {}};
  if (macro.name.empty()) return fail("`#macro` needs a name, `#macro(name $first $second)`");
  for (skip_blanks(); peek() == '$' || peek() == ','; skip_blanks()) {
    if (take(",")) continue;
    ++at_;
    Parameter parameter{.name = take_name(), .standard = {}};
    if (parameter.name.empty()) return fail("a parameter of `#macro` has no name");
    skip_blanks();
    if (peek() == '=') {
      ++at_;
      parameter.standard.push_back(parse_expression());
    }
    if (failed()) return;
    macro.parameters.push_back(std::move(parameter));
  }
  if (!expect(')', "the parameters of `#macro`")) return;
  open_block(directive.begin);
  flush(block);
  macro.body = parse_to_end("macro");
  close_block(directive.begin);
  if (!failed()) macros_.try_emplace(macro.name, macro);
}

void Parser::parse_define(Block& block, const Directive& directive) {
  if (!expect('(', "`#define`")) return;
  skip_blanks();
  Define what;
  if (take("$")) what.variable = take_name();
  if (what.variable.empty()) return fail("`#define` needs a reference, `#define($name)`");
  if (!expect(')', "the name of `#define`")) return;
  open_block(directive.begin);
  flush(block);
  what.block = parse_to_end("define");
  close_block(directive.begin);
  block.nodes.push_back({.what = std::move(what), .line = directive.line});
}

void Parser::parse_evaluate(Block& block, const Directive& directive) {
  if (!expect('(', "`#evaluate`")) return;
  Evaluate what{parse_expression()};
  if (failed() || !expect(')', "the text of `#evaluate`")) return;
  end_line(directive.begin);
  add(block, {.what = std::move(what), .line = directive.line});
}

}  // namespace cxsam::vtl
