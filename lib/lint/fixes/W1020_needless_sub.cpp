#include "document/scalar.h"
#include "lint/fixes/fixes.h"

namespace cxsam::lint {
namespace {

// The plain text in the place of the function, unless it would be read as something else there. `${!x}` would need its sign
// taken away, and a text with variables of its own stands in a list.
std::optional<Edit> fix(const Report& report, const Diagnostic& finding) {
  const FixPlace place = fix_place(report, finding);
  const Node* function = place.member && place.member->key == "Fn::Sub" ? place.parent : place.node;
  const auto call = function ? as_intrinsic(*function) : std::nullopt;
  if (!call || call->name != "Fn::Sub" || !call->argument->is_string() || function->expansion != 0) return std::nullopt;
  const Node& text = *call->argument;
  const bool is_quoted = text.style == Node::Style::SingleQuoted || text.style == Node::Style::DoubleQuoted;
  if (text.text.find("${") != std::string::npos) return std::nullopt;
  if (!is_quoted && (text.style != Node::Style::Plain || plain_kind(text.text) != Node::Kind::String)) return std::nullopt;
  std::string written(report.sources.slice(text.span));
  // The span of a short form's text begins at its tag.
  if (written.starts_with('!'))
    written = written.substr(std::min(written.find_first_not_of(" \t", written.find_first_of(" \t")), written.size()));
  if (written.empty()) return std::nullopt;
  return Edit{function->span, std::move(written)};
}

}  // namespace

extern const Fixer fixer_W1020_needless_sub{.id = "W1020", .safe = true, .fix = fix};

}  // namespace cxsam::lint
