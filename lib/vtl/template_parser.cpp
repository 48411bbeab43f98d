#include <algorithm>
#include <array>

#include "vtl/parser.h"

namespace cxsam::vtl {
namespace {

constexpr int kDeepest = 64;  // blocks, brackets and texts inside of each other

constexpr std::array<std::string_view, 13> kDirectives{"set",    "if",   "elseif", "else",     "end",     "foreach", "macro",
                                                       "define", "stop", "break",  "evaluate", "include", "parse"};

bool is_directive(std::string_view name) { return std::ranges::find(kDirectives, name) != kDirectives.end(); }

}  // namespace

std::shared_ptr<const Block> Parser::parse_all() {
  if (depth_ > kDeepest) fail("texts are nested too deep");
  Ended ended = parse_block(false);
  return failed() ? nullptr : ended.block;
}

/// Up to the directive that ends it. `inside`: of another block, which only a directive can end.
Parser::Ended Parser::parse_block(bool inside) {
  auto block = std::make_shared<Block>();
  if (++nesting_ > kDeepest) fail("blocks are nested too deep");
  std::optional<End> ended;
  while (!ended && !at_end() && !failed()) {
    if (peek() == '$' && parse_text_reference(*block)) continue;
    if (peek() == '#') {
      if (skip_comment() || take_unparsed()) continue;
      const std::size_t before = at_;
      ended = parse_directive(*block, inside);
      if (ended || at_ != before) continue;
    }
    pending_ += source_[at_++];
  }
  flush(*block);
  --nesting_;
  return {std::move(block), ended.value_or(End::Source)};
}

void Parser::flush(Block& block) {
  if (pending_.empty()) return;
  block.nodes.push_back({.what = Text{std::exchange(pending_, "")}, .line = 0});
}

void Parser::add(Block& block, Node node) {
  flush(block);
  block.nodes.push_back(std::move(node));
}

/// How many backslashes end the pending text; they are taken off it.
std::size_t Parser::take_backslashes() {
  const std::size_t last = pending_.find_last_not_of('\\');
  const std::size_t begin = last == std::string::npos ? 0 : last + 1;
  const std::size_t count = pending_.size() - begin;
  pending_.resize(begin);
  return count;
}

bool Parser::parse_text_reference(Block& block) {
  const std::size_t begin = at_;
  std::optional<Reference> reference = parse_reference(Where::Text);
  if (!reference) {
    at_ = begin;
    return failed();
  }
  reference->escapes = static_cast<std::uint32_t>(take_backslashes());
  add(block, {.what = std::move(*reference), .line = line_of(begin)});
  return true;
}

/// `## to the end of the line` with that end, and `#* ... *#`.
bool Parser::skip_comment() {
  if (take("##")) {
    const std::size_t end = source_.find('\n', at_);
    at_ = end == std::string_view::npos ? source_.size() : end + 1;
    return true;
  }
  if (!take("#*")) return false;
  const std::size_t end = source_.find("*#", at_);
  at_ = end == std::string_view::npos ? source_.size() : end + 2;
  return true;
}

/// `#[[ as it is ]]#`.
bool Parser::take_unparsed() {
  const std::size_t begin = at_;
  if (!take("#[[")) return false;
  const std::size_t end = source_.find("]]#", at_);
  if (end == std::string_view::npos) {
    fail("`#[[` has no `]]#`", begin);
    return true;
  }
  pending_ += source_.substr(at_, end - at_);
  at_ = end + 3;
  return true;
}

bool Parser::begins_line(std::size_t begin) const {
  const std::size_t before = source_.substr(0, begin).find_last_not_of(" \t");
  return before == std::string_view::npos || source_[before] == '\n';
}

/// Whitespace in front of a directive that begins its line is none of the output.
void Parser::drop_indentation(std::size_t begin) {
  if (begins_line(begin)) pending_.resize(pending_.find_last_not_of(" \t") + 1);  // npos + 1 is 0
}

/// The rest of the line, when nothing stands in it: behind a directive that begins its line, a head that opens a block, and the
/// end of a block whose head begins its line.
void Parser::skip_line_end() {
  std::size_t end = at_;
  while (end < source_.size() && (source_[end] == ' ' || source_[end] == '\t')) ++end;
  if (source_.substr(end).starts_with("\r\n")) ++end;
  if (end >= source_.size() || source_[end] == '\n') at_ = std::min(end + 1, source_.size());
}

void Parser::end_line(std::size_t begin) {
  drop_indentation(begin);
  if (begins_line(begin)) skip_line_end();
}

void Parser::open_block(std::size_t begin) {
  drop_indentation(begin);
  skip_line_end();
}

void Parser::close_block(std::size_t begin) {
  if (begins_line(begin)) skip_line_end();
}

/// `#name`, `#{name}`, `#@name`. Nothing, and nothing taken, when there is none.
std::optional<Parser::Directive> Parser::read_directive_name() {
  Directive directive{.name = "", .begin = at_, .line = line_of(at_)};
  ++at_;
  directive.with_body = take("@");
  const bool formal = take("{");
  directive.name = take_name();
  // A hyphen belongs to names of macros only: `#else-` is `#else`.
  if (const std::string word = directive.name.substr(0, directive.name.find('-')); is_directive(word)) {
    at_ -= directive.name.size() - word.size();
    directive.name = word;
  }
  if (directive.name.empty() || (formal && !take("}"))) {
    at_ = directive.begin;
    return std::nullopt;
  }
  return directive;
}

/// Adds what the directive is. Nothing is taken when what stands there is plain text.
std::optional<Parser::End> Parser::parse_directive(Block& block, bool inside) {
  const std::optional<Directive> directive = read_directive_name();
  if (!directive) return std::nullopt;
  const std::string& name = directive->name;
  const bool known = is_directive(name) && !directive->with_body;
  if (pending_.ends_with('\\') && (known || macros_.contains(name))) {
    const std::size_t backslashes = take_backslashes();
    pending_.append(backslashes / 2, '\\');
    if (backslashes % 2 == 1) {
      pending_ += source_.substr(directive->begin, at_ - directive->begin);
      return std::nullopt;
    }
  }
  if (!known) {
    if (!parse_macro_call(block, *directive)) at_ = directive->begin;
    return std::nullopt;
  }
  if (name == "end" || name == "else" || name == "elseif") {
    if (!inside) fail("`#" + name + "` has no directive that it belongs to", directive->begin);
    drop_indentation(directive->begin);
    if (name == "else") skip_line_end();
    return name == "end" ? End::End : name == "else" ? End::Else : End::ElseIf;
  }
  if (name == "set") parse_set(block, *directive);
  if (name == "if") parse_if(block, *directive);
  if (name == "foreach") parse_foreach(block, *directive);
  if (name == "macro") parse_macro(block, *directive);
  if (name == "define") parse_define(block, *directive);
  if (name == "evaluate") parse_evaluate(block, *directive);
  if (name == "stop" || name == "break") {
    Node node{.what = Stop{}, .line = directive->line};
    if (name == "break") node.what = parse_break(*directive);
    end_line(directive->begin);
    add(block, std::move(node));
  }
  if (name == "include" || name == "parse") {
    fail("`#" + name + "` reads files, which a template of API Gateway does not have", directive->begin);
  }
  return std::nullopt;
}

/// `#break`, `#break($foreach.parent)`.
Break Parser::parse_break(const Directive& directive) {
  if (!take("(")) return {};
  std::vector<Expression> loops = parse_arguments(Commas::Needed);
  if (failed() || loops.empty()) return {};
  if (loops.size() > 1) fail("`#break` ends one loop", directive.begin);
  return {.loop = std::move(loops.front())};
}

/// The names of all macros of the text: calls may stand in front of their macro.
const std::set<std::string, std::less<>>& Parser::macro_names() {
  constexpr std::string_view kMacro = "#macro";
  if (macro_names_) return *macro_names_;
  macro_names_.emplace();
  for (std::size_t at = 0; (at = source_.find(kMacro, at)) != std::string_view::npos;) {
    at = std::min(source_.find_first_not_of(" \t(", at + kMacro.size()), source_.size());
    const std::size_t end = std::min(source_.find_first_of(" \t\r\n)$,", at), source_.size());
    macro_names_->emplace(source_.substr(at, end - at));
  }
  return *macro_names_;
}

/// `#name(...)` that is no directive. Where it cannot be a call it is text: `#1`, `#anchor`, `#rgb(1px 2px)`.
bool Parser::parse_macro_call(Block& block, const Directive& directive) {
  MacroCall call{.name = directive.name, .source = "", .arguments = {}, .body = {}};
  if (peek() != '(') return false;
  ++at_;
  call.arguments = parse_arguments(Commas::Optional);
  if (failed()) return !forgive();
  call.source = source_.substr(directive.begin, at_ - directive.begin);
  const bool defined = macros_.contains(call.name) || macro_names().contains(call.name);
  if (defined && !directive.with_body) end_line(directive.begin);
  if (defined && directive.with_body) {
    open_block(directive.begin);
    flush(block);
    call.body = parse_to_end("@" + call.name);
    close_block(directive.begin);
  }
  add(block, {.what = std::move(call), .line = directive.line});
  return true;
}

}  // namespace cxsam::vtl
