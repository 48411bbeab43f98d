#include "schemas/compile/table_writer.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "facts/block.h"
#include "facts/keywords.h"

namespace cxsam::facts {
namespace {

using Words = std::vector<std::uint32_t>;

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

// All strings in the order of their ids: keywords, other keys, other texts.
std::vector<std::string_view> in_order_of_ids(const Strings& strings) {
  std::vector<std::string_view> result(kKeywordNames.begin(), kKeywordNames.end());
  for (const std::string_view key : strings.keys) {
    if (!find_keyword(key)) result.push_back(key);
  }
  for (const std::string_view text : strings.texts) {
    if (!find_keyword(text) && !strings.keys.contains(text)) result.push_back(text);
  }
  return result;
}

std::uint32_t tagged(block::Tag tag, std::uint32_t payload) { return payload << block::kTagBits | tag; }

class TableWriter {
 public:
  explicit TableWriter(const std::vector<std::string_view>& strings) : words_(block::kHeaderWords, 0) {
    for (std::uint32_t id = 0; id < strings.size(); ++id) ids_.emplace(strings[id], id);
  }

  std::uint32_t add(const Fact& fact) {
    return std::visit([this](const auto& value) { return add_value(value); }, fact.value);
  }

  Words finish(std::uint32_t root, const std::vector<std::string_view>& strings) && {
    words_[block::kMagicAt] = block::kMagic;
    words_[block::kRootAt] = root;
    words_[block::kStringCountAt] = static_cast<std::uint32_t>(strings.size());
    words_[block::kStringEndsAt] = static_cast<std::uint32_t>(words_.size());
    std::string bytes;
    for (const std::string_view text : strings) {
      bytes += text;
      words_.push_back(static_cast<std::uint32_t>(bytes.size()));
    }
    words_[block::kStringBytesAt] = static_cast<std::uint32_t>(words_.size());
    words_.resize(words_.size() + (bytes.size() + sizeof(std::uint32_t) - 1) / sizeof(std::uint32_t));
    std::memcpy(words_.data() + words_[block::kStringBytesAt], bytes.data(), bytes.size());
    return std::move(words_);
  }

 private:
  std::uint32_t add_value(std::nullptr_t) { return tagged(block::kSimple, block::kNull); }
  std::uint32_t add_value(bool value) { return tagged(block::kSimple, value ? block::kTrue : block::kFalse); }
  std::uint32_t add_value(const std::string& text) { return tagged(block::kString, ids_.at(text)); }
  std::uint32_t add_value(double value) { return tagged(block::kDouble, add_node(two_words(value))); }

  std::uint32_t add_value(std::int64_t value) {
    constexpr std::int64_t kLimit = std::int64_t{1} << (31 - block::kTagBits);
    if (value >= -kLimit && value < kLimit) return tagged(block::kInt, static_cast<std::uint32_t>(value));
    return tagged(block::kBigInt, add_node(two_words(value)));
  }

  std::uint32_t add_value(const FactList& list) {
    Words node{static_cast<std::uint32_t>(list.size())};
    for (const Fact& item : list) node.push_back(add(item));
    return tagged(block::kList, add_node(node));
  }

  std::uint32_t add_value(const FactMap& map) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> members;
    for (const FactMember& member : map) members.emplace_back(ids_.at(member.key), add(member.value));
    std::ranges::sort(members);
    Words node(1 + (members.size() + 1) / 2, 0);
    node[0] = static_cast<std::uint32_t>(members.size());
    for (std::size_t index = 0; index < members.size(); ++index) {
      const auto key = static_cast<std::uint16_t>(members[index].first);
      std::memcpy(reinterpret_cast<char*>(node.data() + 1) + index * sizeof key, &key, sizeof key);
    }
    for (const auto& [key, value] : members) node.push_back(value);
    return tagged(block::kMap, add_node(node));
  }

  template <class T>
  static Words two_words(T value) {
    Words result(2);
    std::memcpy(result.data(), &value, sizeof value);
    return result;
  }

  // The index of the node: of an equal one where there is one. A list's and a map's words may be equal: the tag tells them
  // apart.
  std::uint32_t add_node(const Words& node) {
    const auto [place, is_new] = nodes_.emplace(node, static_cast<std::uint32_t>(words_.size()));
    if (is_new) words_.insert(words_.end(), node.begin(), node.end());
    return place->second;
  }

  Words words_;
  std::unordered_map<std::string_view, std::uint32_t> ids_;
  std::map<Words, std::uint32_t> nodes_;
};

}  // namespace

Result<std::vector<std::uint32_t>> write_table(const Fact& root) {
  Strings strings;
  collect(root, strings);
  if (strings.keys.size() + kKeywordNames.size() > 0xffff) return fail("more different keys than a table can hold");
  const std::vector<std::string_view> order = in_order_of_ids(strings);
  TableWriter writer(order);
  const std::uint32_t word = writer.add(root);
  return std::move(writer).finish(word, order);
}

}  // namespace cxsam::facts
