#include "gateway/headers.h"

#include <algorithm>
#include <span>

#include "base/text.h"

namespace cxsam::gateway {
namespace {

constexpr std::string_view kDropped[] = {
    "Connection", "Content-Length",    "Expect",  "Max-Forwards", "Proxy-Authenticate", "Server",
    "TE",         "Transfer-Encoding", "Trailer", "Upgrade",      "WWW-Authenticate"};

constexpr std::string_view kWellKnown[] = {
    "Accept",           "Accept-Charset",   "Accept-Encoding", "Accept-Language", "Authorization",
    "Cache-Control",    "Content-Encoding", "Content-Type",    "Cookie",          "Host",
    "Origin",           "Referer",          "User-Agent",      "X-Amzn-Trace-Id", "X-Forwarded-For",
    "X-Forwarded-Port", "X-Forwarded-Proto"};

constexpr std::string_view kRemapped[] = {"Connection", "Content-Length", "Date", "Server"};
constexpr std::string_view kRemappedInRest = "WWW-Authenticate";
constexpr std::string_view kRemappedInMappings[] = {"Authorization",      "Content-MD5", "Expect",  "Host",      "Max-Forwards",
                                                    "Proxy-Authenticate", "Trailer",     "Upgrade", "User-Agent"};

const std::string_view* find(std::span<const std::string_view> names, std::string_view name) {
  const auto found = std::ranges::find_if(names, [&](std::string_view known) { return equals_ignoring_case(known, name); });
  return found == names.end() ? nullptr : &*found;
}

}  // namespace

std::vector<ValueGroup> group_headers(const http::Headers& headers) {
  std::vector<ValueGroup> groups;
  groups.reserve(headers.size() + 4);
  for (const auto& [name, value] : headers) {
    const auto same =
        std::ranges::find_if(groups, [&](const ValueGroup& group) { return equals_ignoring_case(group.name, name); });
    if (same != groups.end()) {
      same->values.emplace_back(value);
    } else if (find(kDropped, name) == nullptr) {
      const std::string_view* known = find(kWellKnown, name);
      groups.push_back({.name = known != nullptr ? *known : std::string_view(name), .values = {value}});
    }
  }
  return groups;
}

std::string remapped_name(std::string_view name) {
  if (equals_ignoring_case(name, "transfer-encoding")) return "";
  const std::string_view* remapped = find(kRemapped, name);
  return remapped == nullptr ? std::string(name) : "x-amzn-Remapped-" + std::string(*remapped);
}

std::string name_in_rest(std::string_view name) {
  return equals_ignoring_case(name, kRemappedInRest) ? "x-amzn-Remapped-" + std::string(kRemappedInRest) : remapped_name(name);
}

std::string mapped_name(std::string_view name) {
  const std::string_view* remapped = find(kRemappedInMappings, name);
  return remapped == nullptr ? name_in_rest(name) : "x-amzn-Remapped-" + std::string(*remapped);
}

std::string media_type(std::string_view value) { return to_lower(trim(value.substr(0, value.find(';')))); }

bool is_binary_type(const std::vector<std::string>& binary_media_types, std::string_view type) {
  if (type.find('*') != std::string_view::npos) type = "*/*";
  return std::ranges::any_of(binary_media_types,
                             [&](const std::string& binary) { return binary == "*/*" || equals_ignoring_case(binary, type); });
}

std::string_view domain_prefix(std::string_view host) {
  const std::string_view name = host.substr(0, host.rfind(':'));
  const bool address = host.starts_with('[') || name.find_first_not_of("0123456789.") == std::string_view::npos;
  return address ? name : name.substr(0, name.find('.'));
}

}  // namespace cxsam::gateway
