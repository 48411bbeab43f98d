#include "lint/schema/candidates.h"

#include <map>

#include "base/text.h"
#include "facts/regions.h"
#include "lint/places/choice.h"
#include "template/sub_string.h"

namespace cxsam::lint::schema {
namespace {

constexpr std::size_t kMaxCandidates = 48;

struct Search {
  const Scenario& scenario;
  const ConditionSolver& solver;
  const CheckContext& context;
  bool one_will_do = false;

  // Nothing: not known. AWS::NoValue is no candidate.
  using Found = std::optional<std::vector<Candidate>>;

  Found find(const Node& node);
  Found find_ref(const Node& node, std::string_view name);
  Found find_choice(const Choice& choice);
  Found find_sub(const Node& node, const Node& argument);
  Found find_in_map(const Node& node, const Node& argument);
  Found find_call(const Node& node, const Intrinsic& call);
  Found find_list(const Node& node);
  Found find_map(const Node& node);
  Found evaluate(const Node& node, std::string_view name, const std::vector<Candidate>& arguments) const;
};

// A parameter gives texts, though a number be written.
Node with_default_shape(const Node& value, bool is_list) {
  if (!value.is_scalar() || value.is_null()) return value;
  if (!is_list) return make_string(value.text, value);
  Node list = make_list({}, value);
  for (const std::string_view part : split(value.text, ',')) list.items.push_back(make_string(std::string(trim(part)), value));
  return list;
}

bool is_list_type(std::string_view type) { return type == "CommaDelimitedList" || type.starts_with("List<"); }

std::string source_of(std::string_view what, const Node& value, std::string_view parameter) {
  const std::string shown = value.is_scalar() ? " `" + value.text + "`" : std::string{};
  return "the " + std::string(what) + shown + " of parameter `" + std::string(parameter) + "`";
}

// Whatever topics are given at deployment.
Node some_topics(const Node& node) {
  return make_list({make_string("arn:aws:sns:us-east-1:123456789012:notification", node)}, node);
}

Search::Found Search::find_ref(const Node& node, std::string_view name) {
  const Node* declaration = context.source.entry("Parameters", name);
  if (!declaration) {
    if (name == "AWS::NotificationARNs") return std::vector{Candidate{some_topics(node), std::nullopt}};
    const Node* pseudo = is_pseudo_parameter(name) ? context.resolver.parameter(name) : nullptr;
    if (!pseudo) return std::nullopt;
    if (name == "AWS::Region") one_will_do = true;
    return std::vector{Candidate{*pseudo, std::nullopt}};
  }
  const Node* type = declaration->find("Type");
  if (!type || type->text.starts_with("AWS::SSM::")) return std::nullopt;
  // A default is one of the allowed values.
  const Node* allowed = declaration->find("AllowedValues");
  if (allowed && allowed->items.size() > kMaxCandidates) return std::nullopt;
  const Member* value = declaration->find_member("Default");
  const Node* given = context.resolver.parameter(name);
  if (given && given->is_scalar() && (!value || given->text != value->value.text))
    return std::vector{Candidate{with_default_shape(*given, is_list_type(type->text)), std::nullopt}};
  std::vector<Candidate> found;
  // A resource or branch that a condition keeps for other values does not see this one.
  const auto add = [&](const Node& written, const Place& place, std::string source) {
    if (written.is_null()) return;
    if (!written.is_scalar() || solver.may_have(scenario, name, written.text))
      found.push_back({with_default_shape(written, is_list_type(type->text)), place, std::move(source)});
  };
  if (!allowed && value && !value->value.is_map())
    add(value->value, place_at(value->key_span, value->value.expansion), source_of("default", value->value, name));
  if (allowed)
    for (const Node& one : allowed->items)
      add(one, place_of_item(*allowed, one, place_at(declaration->find_member("AllowedValues")->key_span), context.sources),
          source_of("allowed value", one, name));
  for (const std::string_view bound : {"MinValue", "MaxValue"})
    if (const Member* limit = declaration->find_member(bound); limit && !allowed)
      add(limit->value, place_at(limit->key_span, limit->value.expansion),
          source_of("`" + std::string(bound) + "`", limit->value, name));
  for (Candidate& candidate : found) candidate.value.expansion = node.expansion;
  if (found.empty() || found.size() > kMaxCandidates) return std::nullopt;
  return found;
}

Search::Found Search::find_choice(const Choice& choice) {
  std::vector<Candidate> all;
  for (const bool truth : {true, false}) {
    const std::optional<Scenario> chosen = solver.assume(scenario, choice.condition, truth);
    const Node& branch = truth ? *choice.yes : *choice.no;
    if (!chosen || is_no_value(branch)) continue;
    Search inner{*chosen, solver, context};
    Found found = inner.find(branch);
    if (!found) return std::nullopt;
    one_will_do = one_will_do || inner.one_will_do;
    std::ranges::move(*found, std::back_inserter(all));
  }
  if (all.size() > kMaxCandidates) return std::nullopt;
  return all;
}

// Each candidate `times` times. Once is no copy: long lists of plain values are extended where they are.
std::vector<Candidate> repeated(std::vector<Candidate> candidates, std::size_t times) {
  if (times == 1) return candidates;
  std::vector<Candidate> more;
  for (const Candidate& candidate : candidates) more.insert(more.end(), times, candidate);
  return more;
}

Search::Found Search::find_list(const Node& node) {
  std::vector<Candidate> lists{{make_list({}, node), std::nullopt}};
  for (const Node& item : node.items) {
    const Found found = find(item);
    if (!found || found->empty() || lists.size() * found->size() > kMaxCandidates) return std::nullopt;
    lists = repeated(std::move(lists), found->size());
    for (std::size_t i = 0; i < lists.size(); ++i) lists[i].value.items.push_back((*found)[i % found->size()].value);
  }
  return lists;
}

Search::Found Search::find_map(const Node& node) {
  std::vector<Candidate> maps{{make_map({}, node), std::nullopt}};
  for (const Member& member : node.members) {
    const Found found = find(member.value);
    if (!found || found->empty() || maps.size() * found->size() > kMaxCandidates) return std::nullopt;
    maps = repeated(std::move(maps), found->size());
    for (std::size_t i = 0; i < maps.size(); ++i)
      maps[i].value.members.push_back({member.key, member.key_span, (*found)[i % found->size()].value});
  }
  return maps;
}

// The names that the text uses become members of the function's own map, each with its candidates.
Search::Found Search::find_sub(const Node& node, const Node& argument) {
  const Node& text = argument.is_list() && !argument.items.empty() ? argument.items.front() : argument;
  if (!text.is_string()) return std::nullopt;
  Node values = argument.is_list() && argument.items.size() == 2 ? argument.items[1] : make_map({}, node);
  for (const tmpl::SubPiece& piece : tmpl::parse_sub(text.text)) {
    const std::string name(trim(piece.text));
    if (piece.kind != tmpl::SubPiece::Kind::Name || values.find(name)) continue;
    if (name.find('.') != std::string::npos) return std::nullopt;
    values.members.push_back({std::string(piece.text), {}, make_ref(name, node)});
  }
  const Found maps = find_map(values);
  if (!maps) return std::nullopt;
  std::vector<Candidate> arguments;
  for (const Candidate& map : *maps) arguments.push_back({make_list({text, map.value}, node), std::nullopt});
  return evaluate(node, "Fn::Sub", arguments);
}

// Where the region is a key, each row of the mapping may be the one.
Search::Found Search::find_in_map(const Node& node, const Node& argument) {
  if (!argument.is_list() || argument.items.size() < 3 || !argument.items[0].is_string()) return std::nullopt;
  const Node* mapping = context.names.find_mapping(argument.items[0].text);
  if (!mapping) return std::nullopt;
  std::vector<Candidate> rows;
  const std::optional<Intrinsic> key = as_intrinsic(argument.items[1]);
  if (key && key->name == "Ref" && key->argument->text == "AWS::Region") {
    one_will_do = true;
    for (const Member& row : mapping->members)
      if (facts::is_region(row.key)) rows.push_back({make_string(row.key, node), std::nullopt});
  } else if (Found found = find(argument.items[1])) {
    rows = std::move(*found);
  }
  const Found columns = find(argument.items[2]);
  if (!columns) return std::nullopt;
  std::vector<Candidate> arguments;
  for (const Candidate& row : rows)
    for (const Candidate& column : *columns)
      arguments.push_back({make_list({argument.items[0], row.value, column.value}, node), std::nullopt});
  return evaluate(node, "Fn::FindInMap", arguments);
}

// What cannot be evaluated is a fault of its own (a missing key, an index that is too large) and no candidate.
Search::Found Search::evaluate(const Node& node, std::string_view name, const std::vector<Candidate>& arguments) const {
  std::vector<Candidate> values;
  for (const Candidate& argument : arguments) {
    tmpl::Resolved resolved = context.resolver.resolve(make_intrinsic(std::string(name), argument.value, node));
    if (resolved.known == tmpl::Known::Yes) values.push_back({std::move(resolved.value), argument.origin});
  }
  if (values.empty() || values.size() > kMaxCandidates) return std::nullopt;
  return values;
}

Search::Found Search::find_call(const Node& node, const Intrinsic& call) {
  const Node& argument = *call.argument;
  if (call.name == "Ref") return find_ref(node, argument.text);
  if (call.name == "Fn::Sub") return find_sub(node, argument);
  if (call.name == "Fn::FindInMap") return find_in_map(node, argument);
  if (call.name == "Fn::Select" && argument.is_list() && argument.items.size() == 2) {
    const Found index = find(argument.items[0]);
    const Found list = find(argument.items[1]);
    if (!index || !list) return std::nullopt;
    std::vector<Candidate> arguments;
    for (const Candidate& i : *index)
      for (const Candidate& values : *list) arguments.push_back({make_list({i.value, values.value}, node), values.origin});
    return evaluate(node, call.name, arguments);
  }
  static constexpr std::array<std::string_view, 4> kPlain{"Fn::Join", "Fn::Split", "Fn::GetAZs", "Fn::ToJsonString"};
  if (std::ranges::find(kPlain, call.name) == kPlain.end()) return std::nullopt;
  const Found arguments = find(argument);
  return arguments ? evaluate(node, call.name, *arguments) : std::nullopt;
}

Search::Found Search::find(const Node& node) {
  if (node.is_scalar()) return std::vector{Candidate{node, std::nullopt}};
  if (node.is_list()) return find_list(node);
  if (const std::optional<Choice> choice = as_choice(node)) return find_choice(*choice);
  if (const std::optional<Intrinsic> call = as_intrinsic(node)) return find_call(node, *call);
  return find_map(node);
}

}  // namespace

std::string told_of(const std::string& source, const std::string& problem) {
  return source.empty() ? problem : source + " is wrong where it is used: " + problem;
}

Candidates candidates_of(const Node& node, const Scenario& scenario, const ConditionSolver& solver,
                         const CheckContext& context) {
  Search search{scenario, solver, context};
  Search::Found found = search.find(node);
  return {found ? std::move(*found) : std::vector<Candidate>{}, search.one_will_do};
}

}  // namespace cxsam::lint::schema
