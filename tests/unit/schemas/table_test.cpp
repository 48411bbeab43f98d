// The facts of schemas/ hold together: what one names, another has.
#include <algorithm>
#include <functional>
#include <string>

#include <catch2/catch.hpp>

#include "facts/value.h"
#include "lint/rule.h"
#include "template/pattern.h"

using namespace cxsam;
using facts::Keyword;
using facts::Value;

namespace {

bool is_list_or_map(Value value) { return value.kind() == Value::Kind::List || value.kind() == Value::Kind::Map; }

// Each keyword of a schema and of the schemas in it, with its value. Names of properties are no keywords.
void each_keyword(Value schema, const std::function<void(Keyword, Value)>& visit) {
  for (std::uint32_t index = 0; index < schema.size(); ++index) {
    const auto keyword = schema.keyword(index);
    if (keyword) visit(*keyword, schema[index]);
    if (keyword == Keyword::Const || keyword == Keyword::Enum || keyword == Keyword::Default) continue;
    const bool named =
        keyword == Keyword::Properties || keyword == Keyword::PatternProperties || keyword == Keyword::Definitions;
    if (!named) {
      each_keyword(schema[index], visit);
      continue;
    }
    for (std::uint32_t name = 0; name < schema[index].size(); ++name) each_keyword(schema[index][name], visit);
  }
}

// Every schema of the table, with a name for messages.
void each_schema(const std::function<void(const std::string&, Value)>& visit) {
  for (const char* group : {"types", "extensions", "other"}) {
    const Value schemas = facts::table().find(group);
    REQUIRE(schemas.size() > 40);
    for (std::uint32_t index = 0; index < schemas.size(); ++index) visit(std::string(schemas.key(index)), schemas[index]);
  }
}

void each_binding(const std::function<void(const std::string&, const std::string&, Value)>& visit) {
  const Value groups = facts::table().find("bindings");
  REQUIRE(groups.size() == 3);
  for (std::uint32_t group = 0; group < groups.size(); ++group) {
    for (std::uint32_t key = 0; key < groups[group].size(); ++key) {
      const Value list = groups[group][key];
      for (std::uint32_t index = 0; index < list.size(); ++index) {
        visit(std::string(groups.key(group)), std::string(groups[group].key(key)), list[index]);
      }
    }
  }
}

bool is_rule(std::string_view id) {
  return facts::table().find("rules").find(id) ||
         std::ranges::any_of(lint::all_rules(), [&](const lint::Rule* rule) { return rule->id == id; });
}

}  // namespace

TEST_CASE("table: every reference of a schema leads to a definition", "[schemas]") {
  each_schema([](const std::string& name, Value schema) {
    each_keyword(schema, [&](Keyword keyword, Value value) {
      if (keyword != Keyword::Ref || value.text() == "#") return;
      INFO(name << ": $ref " << value.text());
      CHECK(is_list_or_map(schema.find(Keyword::Definitions).find(value.text())));
    });
  });
}

TEST_CASE("table: every pattern of a schema can be read", "[schemas]") {
  each_schema([](const std::string& name, Value schema) {
    each_keyword(schema, [&](Keyword keyword, Value value) {
      if (keyword == Keyword::Pattern && value.kind() == Value::Kind::String) {
        INFO(name << ": " << value.text());
        CHECK((tmpl::Pattern::compile(value.text()) || value.text().ends_with("){1,900}$")));  // too large; it checks nothing
      }
      for (std::uint32_t index = 0; keyword == Keyword::PatternProperties && index < value.size(); ++index) {
        INFO(name << ": " << value.key(index));
        CHECK(tmpl::Pattern::compile(value.key(index)));
      }
    });
  });
}

TEST_CASE("table: what a binding names is there", "[schemas]") {
  const Value table = facts::table();
  each_binding([&](const std::string& group, const std::string& key, Value binding) {
    const std::string_view schema = binding.find("schema").text();
    INFO(binding.find("rule").text() << " at " << key << ", schema " << schema);
    CHECK((schema.empty() || table.find("extensions").find(schema) || table.find("other").find(schema)));
    CHECK((group != "resources" || key == "*" || table.find("types").find(key)));
    CHECK((schema.empty() || is_rule(binding.find("rule").text())));
    if (binding.find("regional").boolean()) CHECK(table.find("extensions").find(schema).find("us-east-1"));
  });
}

TEST_CASE("table: formats are patterns of rules", "[schemas]") {
  const Value formats = facts::table().find("formats");
  REQUIRE(formats.size() == 16);
  for (std::uint32_t index = 0; index < formats.size(); ++index) {
    INFO(formats.key(index));
    CHECK(tmpl::Pattern::compile(formats[index].find(Keyword::Pattern).text()));
    CHECK(is_rule(formats[index].find("rule").text()));
  }
}

TEST_CASE("table: the texts of rules", "[schemas]") {
  const Value rules = facts::table().find("rules");
  REQUIRE(rules.size() > 120);
  for (std::uint32_t index = 0; index < rules.size(); ++index) {
    INFO(rules.key(index));
    const std::string severity(rules[index].find("severity").text());
    CHECK(severity == (rules.key(index).front() == 'E' ? "error" : rules.key(index).front() == 'W' ? "warning" : "info"));
    CHECK_FALSE(rules[index].find("summary").text().ends_with('.'));
    CHECK(rules[index].find("why").text().ends_with('.'));
  }
}
