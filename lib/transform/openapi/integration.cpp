#include "transform/openapi/integration.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"

namespace cxsam::transform::openapi {

Node invocation_uri(const EventScope& event, std::string_view partition, Invocation way) {
  const bool streams = way == Invocation::Streaming;
  Node uri = event.make.sub("arn:" + std::string(partition) + ":apigateway:${AWS::Region}:lambda:path/" +
                            (streams ? "2021-11-15" : "2015-03-31") + "/functions/${" + event.target.variable + "}/" +
                            (streams ? "response-streaming-invocations" : "invocations"));
  const std::string_view condition = event.owner.condition();
  if (condition.empty()) return uri;
  return event.make.choose(condition, std::move(uri), event.make.no_value());
}

std::string arn_verb(std::string_view method) {
  std::string verb(method);
  for (char& c : verb) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return verb == "ANY" ? "*" : verb;
}

namespace {

/// Where the `{name}` or `{name+}` that starts at `at` ends; npos when there is none.
std::size_t end_of_parameter(std::string_view path, std::size_t at, Greedy greedy) {
  const std::size_t close = path[at] == '{' ? path.find('}', at) : std::string_view::npos;
  if (close == std::string_view::npos) return close;
  std::string_view name = path.substr(at + 1, close - at - 1);
  if (name.ends_with('+')) {
    name.remove_suffix(1);
    if (greedy == Greedy::ProxyOnly && name != "proxy") return std::string_view::npos;
  }
  const bool plain =
      std::ranges::all_of(name, [](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; });
  return plain && !name.empty() ? close : std::string_view::npos;
}

}  // namespace

std::string arn_path(std::string_view path, Greedy greedy) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const std::size_t close = end_of_parameter(path, i, greedy);
    out += close == std::string_view::npos ? path[i] : '*';
    if (close != std::string_view::npos) i = close;
  }
  return out;
}

}  // namespace cxsam::transform::openapi
