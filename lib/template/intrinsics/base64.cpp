// Fn::Base64: a text in base64, as EC2 user data wants it.
#include "base/hash.h"
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  Resolved value = resolver.resolve(argument);
  const std::optional<std::string_view> text = value.known == Known::Yes ? value.value.as_text() : std::nullopt;
  if (text && text->size() <= kMaxText) return known(make_string(base64_encode(*text)), node);
  return unknown(node, std::move(value.value), std::move(value.blockers));
}

}  // namespace

extern const IntrinsicFunction intrinsic_base64{"Fn::Base64", evaluate};

}  // namespace cxsam::tmpl
