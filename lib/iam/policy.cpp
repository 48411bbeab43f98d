#include "iam/policy.h"

#include <algorithm>
#include <array>
#include <optional>

#include "json/json.h"

namespace cxsam::iam {
namespace {

constexpr std::array<std::string_view, 10> kElements{"Sid",         "Effect",    "Action",       "NotAction", "Resource",
                                                     "NotResource", "Principal", "NotPrincipal", "Condition", "Id"};

std::optional<std::string> text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean() || value.is_number()) return dump_json(value);
  return std::nullopt;
}

/// A text or a list of texts.
Result<std::vector<std::string>> read_texts(const Json& value, const std::string& where) {
  std::vector<std::string> texts;
  const Json list = value.is_array() ? value : Json::array({value});
  for (const Json& each : list) {
    auto text = text_of(each);
    if (!text) return fail(where + " is neither a text nor a list of texts");
    texts.push_back(std::move(*text));
  }
  return texts;
}

/// `name` or `Not` + name.
Result<Matchers> read_matchers(const Json& statement, const std::string& name, const std::string& where) {
  const std::string opposite = "Not" + name;
  const bool negated = statement.contains(opposite);
  if (negated && statement.contains(name)) return fail(where + " has both `" + name + "` and `" + opposite + "`");
  if (!negated && !statement.contains(name)) return fail(where + " has neither `" + name + "` nor `" + opposite + "`");
  const std::string& key = negated ? opposite : name;
  auto texts = read_texts(statement.at(key), where + "." + key);
  if (!texts) return fail(std::move(texts.error()));
  if (texts->empty()) return fail(where + "." + key + " is an empty list");
  return Matchers{.texts = std::move(*texts), .negated = negated, .present = true};
}

Result<Matchers> read_principals(const Json& statement, const std::string& where) {
  Matchers matchers;
  for (const std::string_view key : {"Principal", "NotPrincipal"}) {
    const auto found = statement.find(key);
    if (found == statement.end()) continue;
    if (matchers.present) return fail(where + " has both `Principal` and `NotPrincipal`");
    matchers.present = true;
    matchers.negated = key == "NotPrincipal";
    if (*found == "*") {
      matchers.texts.emplace_back("*");
      continue;
    }
    if (!found->is_object()) return fail(where + "." + std::string(key) + " is neither `*` nor a map");
    for (const auto& [kind, value] : found->items()) {
      auto texts = read_texts(value, where + "." + std::string(key) + "." + kind);
      if (!texts) return fail(std::move(texts.error()));
      for (const std::string& text : *texts) matchers.texts.push_back(text == "*" && kind == "AWS" ? "*" : kind + ":" + text);
    }
  }
  return matchers;
}

Result<std::vector<Condition>> read_conditions(const Json& statement, const std::string& where) {
  std::vector<Condition> conditions;
  const auto block = statement.find("Condition");
  if (block == statement.end()) return conditions;
  if (!block->is_object()) return fail(where + ".Condition is no map");
  for (const auto& [name, keys] : block->items()) {
    const std::string place = where + ".Condition." + name;
    const std::optional<Operator> comparison = find_operator(name);
    if (!comparison) return fail(place + " is no condition operator");
    if (!keys.is_object()) return fail(place + " is no map of condition keys");
    for (const auto& [key, value] : keys.items()) {
      auto values = read_texts(value, place + "." + key);
      if (!values) return fail(std::move(values.error()));
      if (comparison->comparison != nullptr && comparison->comparison->is_value != nullptr) {
        for (const std::string& text : *values)
          if (text.find("${") == std::string::npos && !comparison->comparison->is_value(text))
            return fail(place + "." + key + ": `" + text + "` is nothing that the operator compares");
      }
      conditions.push_back({.comparison = *comparison, .key = key, .values = std::move(*values)});
    }
  }
  return conditions;
}

Result<Statement> read_statement(const Json& node, const std::string& where) {
  if (!node.is_object()) return fail(where + " is no map");
  for (const auto& [key, value] : node.items())
    if (std::ranges::find(kElements, key) == kElements.end()) return fail(where + "." + key + " is no element of a statement");
  Statement statement;
  if (node.contains("Sid")) statement.id = text_of(node.at("Sid")).value_or("");
  const std::string effect = node.contains("Effect") ? text_of(node.at("Effect")).value_or("") : "";
  if (effect != "Allow" && effect != "Deny") return fail(where + ".Effect is neither `Allow` nor `Deny`");
  statement.allows = effect == "Allow";
  auto actions = read_matchers(node, "Action", where);
  if (!actions) return fail(std::move(actions.error()));
  auto resources = read_matchers(node, "Resource", where);
  if (!resources) return fail(std::move(resources.error()));
  auto principals = read_principals(node, where);
  if (!principals) return fail(std::move(principals.error()));
  auto conditions = read_conditions(node, where);
  if (!conditions) return fail(std::move(conditions.error()));
  statement.actions = std::move(*actions);
  statement.resources = std::move(*resources);
  statement.principals = std::move(*principals);
  statement.conditions = std::move(*conditions);
  return statement;
}

}  // namespace

Result<Policy> read_policy(const Json& document) {
  if (!document.is_object()) return fail("a policy is a map with `Statement`");
  Policy policy;
  if (const auto version = document.find("Version"); version != document.end()) {
    if (*version != "2012-10-17" && *version != "2008-10-17") return fail("Version is neither `2012-10-17` nor `2008-10-17`");
    policy.variables = *version == "2012-10-17";
  }
  const auto statements = document.find("Statement");
  if (statements == document.end()) return fail("a policy is a map with `Statement`");
  const bool one = !statements->is_array();
  const Json list = one ? Json::array({*statements}) : *statements;
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto statement = read_statement(list[i], one ? "Statement" : "Statement[" + std::to_string(i) + "]");
    if (!statement) return fail(std::move(statement.error()));
    policy.statements.push_back(std::move(*statement));
  }
  return policy;
}

Result<Policy> parse_policy(std::string_view text) {
  const auto json = parse_json(text, {.depth = 32, .bytes = std::size_t{1} << 20U});
  if (!json) return fail(json.error());
  return read_policy(*json);
}

}  // namespace cxsam::iam
