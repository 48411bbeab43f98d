#include "aws/canonical.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/percent.h"
#include "base/text.h"

namespace cxsam::aws {
namespace {

using system::HttpHeader;
using system::HttpRequest;

// Proxies and HTTP libraries change these, or they belong to one connection.
constexpr std::array<std::string_view, 7> kUnsigned{"authorization", "connection",      "expect",        "transfer-encoding",
                                                    "user-agent",    "x-amzn-trace-id", "content-length"};

/// Without `.`, `..` and double slashes. As AWS's SDKs do it, and other than RFC 3986, section 5.2.4, a dot at the end leaves
/// no slash.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  for (const std::string_view part : split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      kept.push_back(part);
    } else if (!kept.empty()) {
      kept.pop_back();
    }
  }
  std::string text;
  for (const std::string_view part : kept) text.append("/").append(part);
  return path.ends_with('/') || text.empty() ? text + '/' : text;
}

/// As clients and servers write it: without the port that the scheme means anyway.
std::string host_of(const HttpRequest& request) {
  if (const std::string* host = system::find_header(request.headers, "host")) return *host;
  const system::Url url = system::split_url(request.url);
  const std::string_view usual = url.scheme == "https" ? ":443" : ":80";
  return std::string(url.host.ends_with(usual) ? url.host.substr(0, url.host.size() - usual.size()) : url.host);
}

std::string single_blanks(std::string_view text) {
  std::string value;
  for (const char c : trim(text)) {
    const bool blank = c == ' ' || c == '\t';
    if (blank && value.ends_with(' ')) continue;
    value += blank ? ' ' : c;
  }
  return value;
}

}  // namespace

bool signs_as_s3(std::string_view service) { return service == "s3" || service.starts_with("s3-") || service == "s3express"; }

std::string canonical_path(std::string_view path, bool s3) {
  if (path.empty()) return "/";
  return s3 ? std::string(path) : percent_encode(without_dots(path), "/");
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string_view, std::string_view>> parameters;
  for (const std::string_view part : split(query, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    parameters.emplace_back(part.substr(0, equals), equals < part.size() ? part.substr(equals + 1) : std::string_view());
  }
  std::ranges::sort(parameters);
  std::string text;
  for (const auto& [name, value] : parameters) {
    if (!text.empty()) text += '&';
    text.append(name).append("=").append(value);
  }
  return text;
}

std::vector<std::string> signable_headers(const HttpRequest& request) {
  std::vector<std::string> names{"host"};
  for (const HttpHeader& header : request.headers) {
    std::string name = to_lower(trim(header.name));
    if (std::ranges::find(kUnsigned, name) == kUnsigned.end()) names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string canonical_value(const HttpRequest& request, std::string_view name) {
  if (name == "host") return single_blanks(host_of(request));
  std::vector<std::string> values;
  for (const HttpHeader& header : request.headers)
    if (equals_ignoring_case(trim(header.name), name)) values.push_back(single_blanks(header.value));
  return join(values, ",");
}

std::string canonical_request(const HttpRequest& request, const std::vector<std::string>& signed_headers,
                              std::string_view payload, bool s3) {
  const system::Url url = system::split_url(request.url);
  std::string text = request.method + "\n" + canonical_path(url.path, s3) + "\n" + canonical_query(url.query) + "\n";
  for (const std::string& name : signed_headers) text += name + ":" + canonical_value(request, name) + "\n";
  return text + "\n" + join(signed_headers, ";") + "\n" + std::string(payload);
}

}  // namespace cxsam::aws
