#include "transform/connectors/grant.h"

#include "json/json.h"
#include "transform/json_node.h"

namespace cxsam::transform {
namespace {

struct Placeholder {
  std::size_t begin;
  std::size_t end;        // behind the brace
  std::string_view side;  // "Source"
  std::string_view name;  // "Arn"
};

/// The next `%{Source.Arn}`.
std::optional<Placeholder> find_placeholder(std::string_view text, std::size_t from) {
  const std::size_t begin = text.find("%{", from);
  const std::size_t close = begin == std::string_view::npos ? begin : text.find('}', begin);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view inside = text.substr(begin + 2, close - begin - 2);
  const std::size_t dot = inside.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  return Placeholder{begin, close + 1, inside.substr(0, dot), inside.substr(dot + 1)};
}

std::optional<Node> fill_text(Scope& scope, std::string_view text, const Ends& ends, const Maker& make) {
  std::string pattern;
  Node variables = make.map();
  std::size_t at = 0;
  while (const auto found = find_placeholder(text, at)) {
    auto value = needed(scope, found->side == "Source" ? ends.source : ends.destination, found->name);
    if (!value) return std::nullopt;
    if (found->begin == 0 && found->end == text.size()) return value;
    const std::string name = std::string(found->side) + std::string(found->name);
    pattern.append(text.substr(at, found->begin - at)).append("${").append(name).append("}");
    variables.set(name, std::move(*value));
    at = found->end;
  }
  pattern.append(text.substr(at));
  if (!variables.members.empty())
    return make_intrinsic("Fn::Sub", make.list(make.text(pattern), std::move(variables)), make.origin());
  return pattern.find("${") == std::string::npos ? make.text(pattern) : make.sub(pattern);
}

}  // namespace

std::optional<Node> needed(Scope& scope, const EndPoint& end, std::string_view name) {
  if (const auto found = end.values.find(name); found != end.values.end()) return found->second;
  scope.error(end.where, "`" + std::string(end.side) + "` lacks `" + std::string(name) + "`",
              "add `" + std::string(name) + "`, or name the resource by `Id`");
  return std::nullopt;
}

Node fill_grant(Scope& scope, std::string_view grant, const Ends& ends, const Maker& make) {
  return node_from_json(parse_fact(grant), make, [&](const Json& value) -> std::optional<Node> {
    if (!value.is_string()) return std::nullopt;
    return fill_text(scope, value.get_ref<const std::string&>(), ends, make);
  });
}

}  // namespace cxsam::transform
