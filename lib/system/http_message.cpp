#include "system/http_message.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::system {

const std::string* find_header(const HttpHeaders& headers, std::string_view name) {
  const auto found =
      std::ranges::find_if(headers, [&](const HttpHeader& header) { return equals_ignoring_case(header.name, name); });
  return found == headers.end() ? nullptr : &found->value;
}

void set_header(HttpHeaders& headers, std::string_view name, std::string_view value) {
  std::erase_if(headers, [&](const HttpHeader& header) { return equals_ignoring_case(header.name, name); });
  headers.push_back({std::string(name), std::string(value)});
}

Url split_url(std::string_view url) {
  Url parts;
  url = url.substr(0, url.find('#'));
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos && url.find('/') > scheme) {
    parts.scheme = url.substr(0, scheme);
    url.remove_prefix(scheme + 3);
    const std::size_t end = std::min(url.find_first_of("/?"), url.size());
    parts.host = url.substr(0, end);
    if (const std::size_t user = parts.host.rfind('@'); user != std::string_view::npos) parts.host.remove_prefix(user + 1);
    url.remove_prefix(end);
  }
  const std::size_t question = std::min(url.find('?'), url.size());
  parts.path = url.substr(0, question);
  if (question < url.size()) parts.query = url.substr(question + 1);
  return parts;
}

}  // namespace cxsam::system
