#include <set>

#include "base/text.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

using Names = std::set<std::string, std::less<>>;

enum class Of { Definitions, Keys };

// Names that are no plain texts, or missing, cannot be compared.
bool take(const CheckContext& context, const PlacedValue& table, std::initializer_list<std::string_view> path, Of of,
          Names& names) {
  const bool trusts_functions = context.options.dialect->trusts_computed_names;
  for (const PlacedValue& entry : values_below(context, table, path)) {
    if (!trusts_functions) {
      const Node* name = entry.node->find("AttributeName");
      const bool is_text = name && name->is_string();
      if (is_text) names.emplace(name->text);
      if (!is_text && of == Of::Definitions) return false;
      continue;
    }
    const std::vector<PlacedValue> written = values_below(context, entry, {"AttributeName"});
    if (written.empty()) return false;
    for (const PlacedValue& name : written) {
      if (!name.node->is_string()) return false;
      names.emplace(name.text());
    }
  }
  return true;
}

std::string listed(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "`" : ", `") + name + "`";
  return text;
}

// What a function gives is known at deployment.
bool is_written(const CheckContext& context, const PlacedValue& table) {
  for (const std::string_view name : {"AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes"})
    for (const PlacedValue& list : values_below(context, table, {name}))
      if (!list.node->is_list()) return false;
  return !as_intrinsic(*table.node);
}

void check_table(const CheckContext& context, const PlacedValue& table, Findings& findings) {
  Names defined;
  Names keys;
  const bool known = take(context, table, {"AttributeDefinitions", "*"}, Of::Definitions, defined) &&
                     take(context, table, {"KeySchema", "*"}, Of::Keys, keys) &&
                     take(context, table, {"GlobalSecondaryIndexes", "*", "KeySchema", "*"}, Of::Keys, keys) &&
                     take(context, table, {"LocalSecondaryIndexes", "*", "KeySchema", "*"}, Of::Keys, keys);
  if (!known || defined == keys || !is_written(context, table)) return;
  Diagnostic& finding = findings.add(table.place, "the defined attributes are not those of the keys");
  finding.notes.push_back("Defined are " + (defined.empty() ? "none" : listed(defined)) + "; the keys use " +
                          (keys.empty() ? "none" : listed(keys)) + ".");
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* table : resources_of(context, "AWS::DynamoDB::Table"))
    for (const PlacedValue& properties : values_at(context, *table, {"Properties"})) check_table(context, properties, findings);
}

}  // namespace

extern const Rule rule_E3039_key_attributes{
    .id = "E3039",
    .summary = "a DynamoDB table defines the attributes of its keys and no others",
    .why = "DynamoDB refuses the table.",
    .check = check,
};

}  // namespace cxsam::lint
