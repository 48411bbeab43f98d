#include "schemas/compile/table_writer.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <cstring>
#include <set>
#include <string_view>
#include <unordered_map>

#include "facts/block.h"
#include "facts/keywords.h"

namespace cxsam::facts {
namespace {

// What no block can hold.
struct TooLarge {
  std::string what;
};

struct Strings {
  std::set<std::string_view> keys, texts;
};

void collect(const Fact& fact, Strings& strings) {
  if (const auto* text = std::get_if<std::string>(&fact.value)) strings.texts.insert(*text);
  if (const auto* list = std::get_if<FactList>(&fact.value)) {
    for (const Fact& item : *list) collect(item, strings);
  }
  if (const FactMap* map = fact.map()) {
    for (const FactMember& member : *map) {
      strings.keys.insert(member.key);
      collect(member.value, strings);
    }
  }
}

// "AWS::Lambda::Function" has the extensions "aws_lambda_function/...".
std::string extensions_of(std::string_view type) {
  std::string prefix;
  for (std::size_t at = 0; at < type.size(); ++at) {
    if (type[at] != ':') prefix += static_cast<char>(std::tolower(static_cast<unsigned char>(type[at])));
    if (type.substr(at).starts_with("::")) prefix += '_';
  }
  return prefix + '/';
}

// What most templates ask for: all but the resource types that are not common.
class Common {
 public:
  explicit Common(const FactMap& root) {
    for (const FactMember& member : root) {
      const FactMap* types = member.key == "common" ? member.value.map() : nullptr;
      if (types == nullptr) continue;
      for (const FactMember& type : *types) {
        types_.insert(type.key);
        extensions_.push_back(extensions_of(type.key));
      }
    }
  }

  [[nodiscard]] std::vector<const Fact*> facts(const FactMap& root) const {
    std::vector<const Fact*> found;
    for (const auto& [section, value] : root) {
      if (section == "iam" || section == "regions") continue;
      if (section != "types" && section != "extensions") {
        found.push_back(&value);
      } else if (const FactMap* members = value.map()) {
        for (const auto& [name, fact] : *members)
          if (has(name)) found.push_back(&fact);
      }
    }
    return found;
  }

 private:
  [[nodiscard]] bool has(std::string_view name) const {
    return types_.contains(name) ||
           std::ranges::any_of(extensions_, [&](const std::string& prefix) { return name.starts_with(prefix); });
  }

  std::set<std::string_view> types_;
  std::vector<std::string> extensions_;
};

// All strings in the order of their ids: keywords, other keys, other texts; of both the common ones first.
std::vector<std::string_view> in_order_of_ids(const Strings& strings, const Strings& common) {
  std::vector<std::string_view> result(kKeywordNames.begin(), kKeywordNames.end());
  for (const bool is_common : {true, false})
    for (const std::string_view key : strings.keys)
      if (!find_keyword(key) && common.keys.contains(key) == is_common) result.push_back(key);
  for (const bool is_common : {true, false})
    for (const std::string_view text : strings.texts)
      if (!find_keyword(text) && !strings.keys.contains(text) && common.texts.contains(text) == is_common)
        result.push_back(text);
  return result;
}

std::uint32_t tagged(block::Tag tag, std::uint32_t payload) { return payload << block::kTagBits | tag; }

template <class T>
void append(std::string& bytes, T value, std::size_t size = sizeof(T)) {
  bytes.append(reinterpret_cast<const char*>(&value), size);
}

void append_count(std::string& bytes, std::size_t count) {
  if (count > 0xffff) throw TooLarge{"a list or map of " + std::to_string(count) + " members"};
  append(bytes, static_cast<std::uint16_t>(count));
}

std::vector<std::uint16_t> slots_for(const std::vector<std::string_view>& strings, std::size_t keys) {
  std::vector<std::uint16_t> slots(std::bit_ceil(2 * keys), block::kNoKey);
  for (std::size_t id = 0; id < keys; ++id) {
    std::size_t slot = block::hash_of(strings[id]) % slots.size();
    while (slots[slot] != block::kNoKey) slot = (slot + 1) % slots.size();
    slots[slot] = static_cast<std::uint16_t>(id);
  }
  return slots;
}

class TableWriter {
 public:
  explicit TableWriter(const std::vector<std::string_view>& strings)
      : bytes_(block::kHeaderWords * sizeof(std::uint32_t), '\0') {
    for (std::uint32_t id = 0; id < strings.size(); ++id) ids_.emplace(strings[id], id);
  }

  std::uint32_t add(const Fact& fact) {
    return std::visit([this](const auto& value) { return add_value(value); }, fact.value);
  }

  /// The first `keys` of the strings are keywords and other keys.
  std::string finish(std::uint32_t root, const std::vector<std::string_view>& strings, std::size_t keys) && {
    std::vector<std::uint32_t> header{block::kMagic, root};
    std::string anchors;
    std::string ends;
    std::string texts;
    std::size_t anchor = 0;
    for (std::size_t id = 0; id < strings.size(); ++id) {
      if (id % block::kGroupOfStrings == 0) {
        anchor = texts.size();
        append(anchors, static_cast<std::uint32_t>(anchor));
      }
      texts += strings[id];
      if (texts.size() - anchor > 0xffff) throw TooLarge{"strings that are too long"};
      append(ends, static_cast<std::uint16_t>(texts.size() - anchor));
    }
    const std::vector<std::uint16_t> slots = slots_for(strings, keys);
    std::string hashed;
    for (const std::uint16_t slot : slots) append(hashed, slot);
    for (const std::string* part : {&anchors, &ends, &texts, &hashed}) {
      header.push_back(static_cast<std::uint32_t>(bytes_.size()));
      bytes_ += *part;
    }
    header.push_back(static_cast<std::uint32_t>(slots.size()));
    std::memcpy(bytes_.data(), header.data(), header.size() * sizeof header.front());
    return std::move(bytes_);
  }

 private:
  std::uint32_t add_value(std::nullptr_t) { return tagged(block::kSimple, block::kNull); }
  std::uint32_t add_value(bool value) { return tagged(block::kSimple, value ? block::kTrue : block::kFalse); }
  std::uint32_t add_value(const std::string& text) { return tagged(block::kString, ids_.at(text)); }
  std::uint32_t add_value(double value) { return add_number(1, value); }

  std::uint32_t add_value(std::int64_t value) {
    constexpr std::int64_t kLimit = std::int64_t{1} << (block::kPayloadBits - 1);
    if (value < -kLimit || value >= kLimit) return add_number(0, value);
    return tagged(block::kInt, static_cast<std::uint32_t>(value) & ((1U << block::kPayloadBits) - 1));
  }

  template <class T>
  std::uint32_t add_number(char is_double, T value) {
    std::string node(1, is_double);
    append(node, value);
    return add_node(block::kNumber, node);
  }

  std::uint32_t add_value(const FactList& list) {
    std::string node;
    append_count(node, list.size());
    if (has_short_ids(list)) {
      for (const Fact& item : list) append(node, static_cast<std::uint16_t>(ids_.at(std::get<std::string>(item.value))));
      return add_node(block::kStringList, node);
    }
    for (const Fact& item : list) append(node, add(item), block::kFactBytes);
    return add_node(block::kList, node);
  }

  bool has_short_ids(const FactList& list) const {
    return std::ranges::all_of(list, [&](const Fact& item) {
      const auto* text = std::get_if<std::string>(&item.value);
      return text != nullptr && ids_.at(*text) <= 0xffff;
    });
  }

  std::uint32_t add_value(const FactMap& map) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> members;
    for (const FactMember& member : map) members.emplace_back(ids_.at(member.key), add(member.value));
    std::ranges::sort(members);
    const bool keywords = members.empty() || members.back().first < kKeywordNames.size();
    std::string node;
    if (keywords) {
      append(node, static_cast<std::uint8_t>(members.size()));
    } else {
      append_count(node, members.size());
    }
    for (const auto& [key, value] : members) append(node, key, keywords ? 1 : 2);
    for (const auto& [key, value] : members) append(node, value, block::kFactBytes);
    return add_node(keywords ? block::kKeywordMap : block::kMap, node);
  }

  // Equal nodes are one: bytes that are equal serve for facts of different tags too.
  std::uint32_t add_node(block::Tag tag, const std::string& node) {
    const auto [place, is_new] = nodes_.emplace(node, static_cast<std::uint32_t>(bytes_.size()));
    if (is_new) bytes_ += node;
    if (bytes_.size() >= std::size_t{1} << block::kPayloadBits) throw TooLarge{"more facts"};
    return tagged(tag, place->second);
  }

  std::string bytes_;
  std::unordered_map<std::string_view, std::uint32_t> ids_;
  std::unordered_map<std::string, std::uint32_t> nodes_;
};

}  // namespace

Result<std::string> write_table(const Fact& root) try {
  const std::vector<const Fact*> common =
      root.map() == nullptr ? std::vector<const Fact*>{} : Common(*root.map()).facts(*root.map());
  Strings common_strings;
  for (const Fact* fact : common) collect(*fact, common_strings);
  Strings strings;
  collect(root, strings);
  for (const std::string_view keyword : kKeywordNames) strings.keys.insert(keyword);
  const std::vector<std::string_view> order = in_order_of_ids(strings, common_strings);
  if (strings.keys.size() > block::kNoKey) throw TooLarge{"more different keys"};
  TableWriter writer(order);
  for (const Fact* fact : common) writer.add(*fact);
  const std::uint32_t word = writer.add(root);
  return std::move(writer).finish(word, order, strings.keys.size());
} catch (const TooLarge& error) {
  return fail("the table cannot hold " + error.what + ": widen its layout (lib/facts/block.h)");
}

}  // namespace cxsam::facts
