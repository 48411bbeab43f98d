// Fn::Select: one item of a list by its index from 0. The other items need not be known.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

/// An Fn::If that is not decided may turn out to be AWS::NoValue and move the items behind it.
bool may_vanish(const Resolved& item) {
  const std::optional<Intrinsic> intrinsic = as_intrinsic(item.value);
  return item.known == Known::No && intrinsic && intrinsic->name == "Fn::If";
}

/// The item with `index` of a list that is written out.
const Resolved* pick(const Arguments& list, std::int64_t index) {
  for (const Resolved& item : list.items) {
    if (item.known == Known::Absent) continue;
    if (index-- == 0) return &item;
    if (may_vanish(item)) return nullptr;
  }
  return nullptr;
}

Resolved from_written_list(const Node& node, const Node& argument, const Resolved& index, const Resolver& resolver) {
  const Arguments list = *arguments(argument.items[1], resolver, 0, argument.items[1].items.size());
  const auto number = index.known == Known::Yes ? index.value.as_int() : std::nullopt;
  const Resolved* item = number && *number >= 0 ? pick(list, *number) : nullptr;
  if (item != nullptr) return item->known == Known::Yes ? known(item->value, node) : *item;

  Node rest = make_list({}, argument.items[1]);
  std::vector<Span> blockers = index.blockers;
  for (const Resolved& part : list.items) {
    if (part.known != Known::Absent) rest.items.push_back(part.value);
    blockers.insert(blockers.end(), part.blockers.begin(), part.blockers.end());
  }
  return unknown(node, make_list({index.value, std::move(rest)}, argument), std::move(blockers));
}

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  if (!argument.is_list() || argument.items.size() != 2) return unknown(node);
  if (argument.items[1].is_list()) return from_written_list(node, argument, resolver.resolve(argument.items[0]), resolver);

  const Arguments args = *arguments(argument, resolver, 2, 2);
  const std::optional<std::int64_t> number = args.integer(0);
  const Node* list = args.list(1);
  const bool inside = number && *number >= 0 && list != nullptr && static_cast<std::size_t>(*number) < list->items.size();
  return inside ? known(list->items[static_cast<std::size_t>(*number)], node) : args.stay(node, argument);
}

}  // namespace

extern const IntrinsicFunction intrinsic_select{"Fn::Select", evaluate};

}  // namespace cxsam::tmpl
