#include "lint/subjects/environment.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "lint/places/choice.h"
#include "template/sub_string.h"

namespace cxsam::lint {
namespace {

// What a Sub says outside of its `${Name}`; `${!Name}` stands for `${Name}`.
std::uint64_t literal_bytes(std::string_view text) {
  std::uint64_t bytes = 0;
  for (const tmpl::SubPiece& piece : tmpl::parse_sub(text)) {
    if (piece.kind == tmpl::SubPiece::Kind::Text) bytes += piece.text.size();
    if (piece.kind == tmpl::SubPiece::Kind::Literal) bytes += std::string_view("${}").size() + piece.text.size();
  }
  return bytes;
}

std::uint64_t least_bytes_of_join(const Node& argument) {
  if (argument.items.size() != 2 || argument.items[1].items.empty()) return 0;
  const Nodes& parts = argument.items[1].items;
  std::uint64_t bytes = argument.items[0].text.size() * (parts.size() - 1);
  for (const Node& part : parts) bytes += least_bytes(part);
  return bytes;
}

/// In the order of their first mention; the last mention counts.
class Variables {
 public:
  void put(EnvironmentVariable variable) {
    const auto [place, is_new] = places_.try_emplace(variable.name, all_.size());
    if (is_new)
      all_.push_back(std::move(variable));
    else
      all_[place->second] = std::move(variable);
  }
  std::vector<EnvironmentVariable> take() { return std::move(all_); }

 private:
  std::vector<EnvironmentVariable> all_;
  std::unordered_map<std::string, std::size_t> places_;
};

enum class Origin : std::uint8_t { Written, Computed };

void put(const Member& name, const Node& value, Origin origin, Variables& variables) {
  variables.put({.name = name.key,
                 .where = name.key_span,
                 .bytes = name.key.size() + least_bytes(value),
                 .known = value.is_scalar(),
                 .computed = origin == Origin::Computed});
}

/// Nothing is copied where the map of the variables is written out.
void collect(const Member* environment, const tmpl::Resolver& resolver, Variables& variables) {
  if (!environment) return;
  const Node* written = environment->value.find("Variables");
  if (!written || as_intrinsic(*written)) {
    const tmpl::Resolved resolved = resolver.resolve(environment->value);
    const Node* map = resolved.value.find("Variables");
    if (!map || as_intrinsic(*map)) return;
    for (const Member& member : map->members) put(member, member.value, Origin::Computed, variables);
    return;
  }
  for (const Member& member : written->members) {
    if (member.value.is_scalar() || member.key.starts_with("Fn::")) {
      put(member, member.value, Origin::Written, variables);
    } else if (const tmpl::Resolved value = resolver.resolve(member.value); value.known != tmpl::Known::Absent) {
      put(member, value.value, Origin::Computed, variables);
    }
  }
}

}  // namespace

std::uint64_t least_bytes(const Node& value) {
  if (value.is_scalar()) return value.text.size();
  const std::optional<Intrinsic> call = as_intrinsic(value);
  if (!call) return 0;
  const Node& argument = *call->argument;
  if (call->name == "Fn::Sub")
    return literal_bytes(argument.is_list() && !argument.items.empty() ? argument.items[0].text : argument.text);
  if (call->name == "Fn::Join") return least_bytes_of_join(argument);
  if (const std::optional<Choice> choice = as_choice(value))
    return std::min(least_bytes(*choice->yes), least_bytes(*choice->no));
  return 0;
}

std::vector<EnvironmentVariable> environment_of(const LambdaFunction& function, const tmpl::Resolver& resolver) {
  Variables variables;
  collect(function.property("Environment"), resolver, variables);
  return variables.take();
}

}  // namespace cxsam::lint
