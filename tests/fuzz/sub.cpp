// Fn::Sub with any text: the pieces cover it, escaping reads back, evaluation in steps
// means the same as at once, references agree with it.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "template/resolver.h"
#include "template/resource_graph.h"
#include "template/sub_string.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// What the text reads as when it names nothing.
std::string plain_reading(std::string_view text) {
  std::string plain;
  for (const SubPiece& piece : parse_sub(text)) {
    require(piece.kind != SubPiece::Kind::Name);
    plain += piece.kind == SubPiece::Kind::Literal ? "${" + std::string(piece.text) + "}" : std::string(piece.text);
  }
  return plain;
}

std::size_t check_pieces(std::string_view text) {
  std::size_t end = 0;
  std::size_t names = 0;
  for (const SubPiece& piece : parse_sub(text)) {
    require(piece.begin == end && piece.end > piece.begin);
    end = piece.end;
    names += piece.kind == SubPiece::Kind::Name ? 1 : 0;
  }
  require(end == text.size());
  return names;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t names = check_pieces(text);
  require(plain_reading(escape_sub(text)) == text);

  const Node sub = make_intrinsic("Fn::Sub", make_string(text));
  require(references_in(sub).size() == names);

  static Diagnostics diagnostics;
  static const Template source = Template::from(make_map({{"Resources", {}, make_map()}}), diagnostics);
  static const Resolver some(source, {{"A", make_string("${B}")}, {"B", make_string("")}, {"L", make_list()}});
  static const Resolver more(source, {{"A", make_string("${B}")}, {"B", make_string("")}, {"C", make_string("x}")}});
  const Resolved once = some.resolve(sub);
  const Resolved twice = some.resolve(once.value);
  require(once.known == twice.known && same_value(once.value, twice.value));
  require(once.known == Known::No || once.value.is_string());

  const Resolved whole = more.resolve(sub);
  const Resolved in_steps = more.resolve(once.value);
  require(whole.known == in_steps.known);
  require(whole.known == Known::No || whole.value.text == in_steps.value.text);
  return 0;
}
