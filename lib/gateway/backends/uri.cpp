#include "gateway/backends/uri.h"

#include <algorithm>

#include "base/percent.h"

namespace cxsam::gateway {
namespace {

/// What stands in a path by itself (RFC 3986, 3.3), and what is encoded already.
std::string fit_for_path(std::string_view value) { return percent_encode(value, "/%:@!$&'()*+,;="); }

/// "x" of "x+", the name of a greedy parameter.
std::string_view plain_name(std::string_view name) {
  if (name.ends_with('+')) name.remove_suffix(1);
  return name;
}

}  // namespace

std::string fill_uri(std::string_view uri, const application::Variables& stage_variables, const NamedValues& path_parameters) {
  constexpr std::string_view kVariable = "${stageVariables.";
  std::string filled;
  while (!uri.empty()) {
    const std::size_t open = uri.find('{');
    const std::size_t close = open == std::string_view::npos ? open : uri.find('}', open);
    if (close == std::string_view::npos) break;
    const bool dollar = open > 0 && uri[open - 1] == '$';
    const std::size_t begin = dollar ? open - 1 : open;
    filled += uri.substr(0, begin);
    const std::string_view whole = uri.substr(begin, close + 1 - begin);
    uri.remove_prefix(close + 1);
    if (whole.starts_with(kVariable)) {
      const auto found = stage_variables.find(std::string(whole.substr(kVariable.size(), whole.size() - kVariable.size() - 1)));
      if (found != stage_variables.end()) filled += found->second;
      continue;
    }
    const std::string_view name = plain_name(whole.substr(1, whole.size() - 2));
    const auto found = std::ranges::find_if(path_parameters, [&](const auto& pair) { return pair.first == name; });
    if (dollar || found == path_parameters.end()) {
      filled += whole;
    } else {
      filled += fit_for_path(found->second);
    }
  }
  return filled += uri;
}

std::string with_query(std::string url, const NamedValues& parameters) {
  char separator = url.find('?') == std::string::npos ? '?' : '&';
  if (url.ends_with('?')) separator = '\0';
  for (const auto& [name, value] : parameters) {
    if (separator != '\0') url += separator;
    url += percent_encode(name) + "=" + percent_encode(value);
    separator = '&';
  }
  return url;
}

}  // namespace cxsam::gateway
