// Fn::Join: texts with a delimiter between them.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

std::optional<std::string> join_texts(std::string_view delimiter, const Node& list) {
  std::string joined;
  for (const Node& item : list.items) {
    const std::optional<std::string_view> text = item.as_text();
    if (!text) return std::nullopt;
    if (&item != &list.items.front()) joined += delimiter;
    joined += *text;
    if (joined.size() > kMaxText) return std::nullopt;
  }
  return joined;
}

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  const std::optional<Arguments> args = arguments(argument, resolver, 2, 2);
  if (!args) return unknown(node);
  const std::optional<std::string_view> delimiter = args->text(0);
  const Node* list = args->list(1);
  if (!delimiter || list == nullptr) return args->stay(node, argument);
  std::optional<std::string> joined = join_texts(*delimiter, *list);
  return joined ? known(make_string(std::move(*joined)), node) : args->stay(node, argument);
}

}  // namespace

extern const IntrinsicFunction intrinsic_join{"Fn::Join", evaluate};

}  // namespace cxsam::tmpl
