#include "document/members.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace cxsam {
namespace {

// Up to here comparing all pairs is quicker than hashing, and needs no memory.
constexpr std::size_t kFewMembers = 16;

bool has_equal_keys(const Members& members) {
  if (members.size() <= kFewMembers) {
    for (auto later = members.begin(); later != members.end(); ++later)
      if (std::find_if(members.begin(), later, [&](const Member& m) { return m.key == later->key; }) != later) return true;
    return false;
  }
  std::unordered_set<std::string_view> keys(members.size());
  return !std::ranges::all_of(members, [&](const Member& m) { return keys.insert(m.key).second; });
}

// The maps that one `<<` names, or nothing when its value is no map and no list of maps.
std::optional<std::vector<Node*>> merged_maps(Node& value) {
  std::vector<Node*> maps;
  if (value.is_map()) maps.push_back(&value);
  for (Node& item : value.items) maps.push_back(&item);
  const bool usable = (value.is_map() || value.is_list()) &&
                      std::ranges::all_of(maps, [](const Node* map) { return map->is_map() && !as_intrinsic(*map); });
  if (!usable) return std::nullopt;
  return maps;
}

void keep_last(Node& map, Diagnostics& diagnostics) {
  Members kept;
  std::unordered_map<std::string, std::size_t> places;
  for (Member& member : map.members) {
    const auto [found, is_new] = places.try_emplace(member.key, kept.size());
    if (is_new) {
      kept.push_back(std::move(member));
      continue;
    }
    Member& earlier = kept[found->second];
    Diagnostic& finding =
        diagnostics.warning("E0000", earlier.key_span, "duplicate key `" + member.key + "`: the last one counts");
    finding.related.push_back({member.key_span, "used again here"});
    earlier = std::move(member);
  }
  map.members = std::move(kept);
}

}  // namespace

void apply_merges(Node& map, std::span<const std::size_t> merges, Diagnostics& diagnostics) {
  Members before = std::exchange(map.members, {});
  std::vector<bool> is_merge(before.size());
  for (const std::size_t index : merges) is_merge[index] = true;
  std::unordered_set<std::string> taken;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (!is_merge[i]) taken.insert(before[i].key);

  for (std::size_t i = 0; i < before.size(); ++i) {
    Member& member = before[i];
    if (!is_merge[i]) {
      map.members.push_back(std::move(member));
      continue;
    }
    const auto maps = merged_maps(member.value);
    if (!maps) {
      diagnostics.error("E0000", member.value.span, "`<<` needs a map or a list of maps to merge")
          .hints.push_back("write `<<: *name` with the anchor of a map, or `\"<<\"` if it is meant as a key");
      continue;
    }
    for (Node* source : *maps)
      for (Member& merged : source->members)
        if (taken.insert(merged.key).second) map.members.push_back(std::move(merged));
  }
}

bool tell_duplicate_keys(const Node& map, Diagnostics& diagnostics) {
  if (!has_equal_keys(map.members)) return false;
  std::unordered_map<std::string_view, Span> firsts;
  bool is_first = true;
  for (const Member& member : map.members) {
    const auto [found, is_new] = firsts.try_emplace(member.key, member.key_span);
    if (is_new) continue;
    if (is_first) diagnostics.error("E0000", found->second, "duplicate key `" + member.key + "`");
    is_first = false;
    diagnostics.error("E0000", member.key_span, "duplicate key `" + member.key + "`");
  }
  return true;
}

void drop_duplicate_keys(Node& map, Diagnostics& diagnostics, bool last_counts) {
  if (!has_equal_keys(map.members)) return;
  if (last_counts) return keep_last(map, diagnostics);
  Members kept;
  std::unordered_map<std::string, Span> firsts;
  for (Member& member : map.members) {
    const auto [found, is_new] = firsts.try_emplace(member.key, member.key_span);
    if (is_new) {
      kept.push_back(std::move(member));
      continue;
    }
    Diagnostic& finding = diagnostics.error("E0000", member.key_span, "duplicate key `" + member.key + "`");
    finding.related.push_back({found->second, "first used here"});
    finding.hints.emplace_back("remove or rename one of the two; nothing says which of them would count");
  }
  map.members = std::move(kept);
}

}  // namespace cxsam
