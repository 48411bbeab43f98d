// Fn::Split: a text cut at every delimiter.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

constexpr std::size_t kMaxItems = 65536;

std::optional<Node> split_text(std::string_view text, std::string_view delimiter) {
  Node list = make_list();
  while (list.items.size() < kMaxItems) {
    const std::size_t at = text.find(delimiter);
    list.items.push_back(make_string(std::string(text.substr(0, at))));
    if (at == std::string_view::npos) return list;
    text.remove_prefix(at + delimiter.size());
  }
  return std::nullopt;
}

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  const std::optional<Arguments> args = arguments(argument, resolver, 2, 2);
  if (!args) return unknown(node);
  const std::optional<std::string_view> delimiter = args->text(0);
  const std::optional<std::string_view> text = args->text(1);
  if (!delimiter || delimiter->empty() || !text) return args->stay(node, argument);
  std::optional<Node> list = split_text(*text, *delimiter);
  return list ? known(std::move(*list), node) : args->stay(node, argument);
}

}  // namespace

extern const IntrinsicFunction intrinsic_split{"Fn::Split", evaluate};

}  // namespace cxsam::tmpl
