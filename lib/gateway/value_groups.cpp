#include "gateway/value_groups.h"

#include <algorithm>
#include <ranges>

namespace cxsam::gateway {
namespace {

void put(std::vector<ValueGroup>& groups, std::string_view name, std::string_view value) {
  const auto found = std::ranges::find(groups, name, &ValueGroup::name);
  if (found != groups.end()) {
    found->values = {value};
  } else {
    groups.push_back({.name = name, .values = {value}});
  }
}

}  // namespace

std::vector<ValueGroup> group_pairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::vector<ValueGroup> groups;
  for (const auto& [name, value] : pairs) {
    const auto same = std::ranges::find(groups, name, &ValueGroup::name);
    if (same == groups.end()) {
      groups.push_back({.name = name, .values = {value}});
    } else {
      same->values.emplace_back(value);
    }
  }
  return groups;
}

void write_groups(JsonWriter& json, std::string_view single, std::string_view multi, const std::vector<ValueGroup>& groups) {
  const auto last = [](const ValueGroup& group) { return std::pair(group.name, group.values.back()); };
  json.texts(single, std::views::transform(groups, last));
  json.key(multi);
  json.begin_object();
  for (const ValueGroup& group : groups) {
    json.foreign_key(group.name);
    json.begin_list();
    for (const std::string_view value : group.values) json.string(value);
    json.end_list();
  }
  json.end_object();
}

AddedHeaders::AddedHeaders(const http::Request& request, std::uint16_t port)
    : forwarded_for_(http::find_header(request.headers, "x-forwarded-for")),
      port_(std::to_string(port)),
      proto_(request.secure ? "https" : "http") {
  if (!forwarded_for_.empty()) forwarded_for_ += ", ";
  forwarded_for_ += request.remote_address;
}

void AddedHeaders::put_into(std::vector<ValueGroup>& groups, std::string_view trace_id) const {
  put(groups, "X-Amzn-Trace-Id", trace_id);
  put(groups, "X-Forwarded-For", forwarded_for_);
  put(groups, "X-Forwarded-Port", port_);
  put(groups, "X-Forwarded-Proto", proto_);
}

}  // namespace cxsam::gateway
