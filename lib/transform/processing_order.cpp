#include "transform/processing_order.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "transform/implicit_api.h"

namespace cxsam::transform {
namespace {

/// Keys in the order of a Python 2.7 dictionary: that of its slots.
/// Source: CPython 2.7, "Objects/dictobject.c" (lookdict, dictresize) and the hash of unicode in "Objects/unicodeobject.c".
class Dictionary {
 public:
  void add(std::string_view key, std::size_t value) {
    const std::size_t at = slot_of(key);
    if (slots_[at].state == State::Used) return;
    if (slots_[at].state == State::Free) ++touched_;
    slots_[at] = {State::Used, key, value};
    ++used_;
    if (touched_ * 3 >= slots_.size() * 2) grow();
  }

  void remove(std::string_view key) {
    slots_[slot_of(key)].state = State::Removed;
    --used_;
  }

  [[nodiscard]] std::vector<std::size_t> values() const {
    std::vector<std::size_t> values;
    for (const Slot& slot : slots_) {
      if (slot.state == State::Used) values.push_back(slot.value);
    }
    return values;
  }

 private:
  enum class State : std::uint8_t { Free, Used, Removed };
  struct Slot {
    State state = State::Free;
    std::string_view key;
    std::size_t value = 0;
  };

  /// Logical ids and names of events are ASCII where it matters, so a byte is a character.
  static std::uint64_t hash_of(std::string_view key) {
    if (key.empty()) return 0;
    std::uint64_t hash = static_cast<std::uint64_t>(static_cast<unsigned char>(key.front())) << 7U;
    for (const char c : key) hash = (1000003 * hash) ^ static_cast<unsigned char>(c);
    return hash ^ key.size();
  }

  /// Where the key is, else where it goes: the first place on its way that a removed key has left, or a free one.
  [[nodiscard]] std::size_t slot_of(std::string_view key) const {
    const std::uint64_t mask = slots_.size() - 1;
    std::optional<std::size_t> left;
    std::uint64_t way = hash_of(key);
    for (std::uint64_t perturb = way;; perturb >>= 5U) {
      const std::size_t at = way & mask;
      const Slot& slot = slots_[at];
      if (slot.state == State::Free) return left.value_or(at);
      if (slot.state == State::Used && slot.key == key) return at;
      if (slot.state == State::Removed && !left) left = at;
      way = way * 5 + perturb + 1;
    }
  }

  void grow() {
    constexpr std::size_t kLarge = 50000;
    const std::size_t wanted = used_ * (used_ > kLarge ? 2 : 4);
    std::size_t size = 8;
    while (size <= wanted) size *= 2;
    std::vector<Slot> old(size);
    old.swap(slots_);
    touched_ = used_;
    for (const Slot& slot : old) {
      if (slot.state == State::Used) slots_[slot_of(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(8);
  std::size_t used_ = 0;
  std::size_t touched_ = 0;  // used once, removed or not
};

bool has_api_event(const Node& resource) {
  const Node* events = resource.at_path({"Properties", "Events"});
  return events && std::ranges::any_of(events->members, [](const Member& event) {
           const Node* type = event.value.find("Type");
           return type && type->as_string() == "Api";
         });
}

struct HasRestApis {
  std::optional<bool> known;
};

bool has_rest_apis(Workspace& work) {
  std::optional<bool>& known = work.notes<HasRestApis>().known;
  if (!known) {
    known = std::ranges::any_of(work.resources(), [&](const Member& resource) {
      return type_of(resource) == "AWS::Serverless::Api" || has_api_event(resource.value);
    });
  }
  return *known;
}

}  // namespace

std::vector<std::size_t> resource_order(Workspace& work) {
  const Members& resources = work.resources();
  std::vector<std::size_t> order;
  if (!has_rest_apis(work)) {
    for (std::size_t i = 0; i < resources.size(); ++i) order.push_back(i);
    return order;
  }
  Dictionary dictionary;
  for (std::size_t i = 0; i < resources.size(); ++i) {
    if (resources[i].key != kImplicitRestApi && resources[i].key != kImplicitHttpApi) dictionary.add(resources[i].key, i);
  }
  // AWS adds both implicit APIs and removes the one that no event uses, which can make the dictionary grow.
  for (const std::string_view api : {kImplicitRestApi, kImplicitHttpApi}) {
    const auto at = work.position(api);
    dictionary.add(api, at.value_or(0));
    if (!at) dictionary.remove(api);
  }
  return dictionary.values();
}

std::vector<const Member*> event_order(Workspace& work, const Node& events) {
  std::vector<const Member*> order;
  if (!has_rest_apis(work)) {
    for (const Member& event : events.members) order.push_back(&event);
    return order;
  }
  Dictionary dictionary;
  for (std::size_t i = 0; i < events.members.size(); ++i) dictionary.add(events.members[i].key, i);
  for (const std::size_t i : dictionary.values()) order.push_back(&events.members[i]);
  return order;
}

}  // namespace cxsam::transform
