#include "transform/graphql/resolvers.h"

#include "base/did_you_mean.h"
#include "base/text.h"
#include "transform/shape.h"

namespace cxsam::transform::graphql {
namespace {

/// The code of resolvers that bring none: they hand on what the last function returned.
constexpr std::string_view kPassingCode = R"(
export function request(ctx) {
    return {};
}

export function response(ctx) {
    return ctx.prev.result;
}
)";

std::optional<Node> runtime(const Node* given, const Maker& make) {
  if (!given) return std::nullopt;
  return make.map("Name", given->find("Name"), "RuntimeVersion", given->find("Version"));
}

/// Adds Code or CodeS3Location and the Runtime that must go with it; false when neither is given, or after an error.
bool add_code(Scope& scope, const Node& given, Node& properties, const Maker& make) {
  const auto code = unless_empty(given.find("InlineCode"));
  const auto location = unless_empty(given.find("CodeUri"));
  if (code && location) {
    scope.error(given.find("CodeUri"), "`InlineCode` and `CodeUri` cannot stand together", "remove one of them");
    return false;
  }
  if (!code && !location) return false;
  const Node* runs_in = value_at(&given, "Runtime");
  if (!runs_in) {
    scope.error(&given, "`Runtime` is missing", "add `Runtime: {Name: APPSYNC_JS, Version: 1.0.0}`");
    return false;
  }
  make.add(properties, code ? "Code" : "CodeS3Location", code ? *code : *location, "Runtime", runtime(runs_in, make));
  return true;
}

std::optional<Node> plain_text(const Node* value, const Maker& make) {
  const auto text = value ? value->as_text() : std::nullopt;
  return text && !text->empty() ? std::optional(make.text(*text)) : std::nullopt;
}

std::optional<Node> data_source_name(Scope& scope, const Node& given, DataSources& sources, const Maker& make) {
  const auto source = unless_empty(given.find("DataSource"));
  if (!source) {
    scope.error(&given, "`DataSource` is missing", "name one of `DataSources`, or `NONE`");
    return std::nullopt;
  }
  if (!source->is_string()) return source;
  if (equals_ignoring_case(source->text, "none")) return make.get_att(none_data_source(scope, sources), "Name");
  if (const auto found = sources.find(source->text); found != sources.end()) return make.get_att(found->second, "Name");
  std::vector<std::string> names;
  for (const auto& [name, id] : sources) names.push_back(name);
  scope.error(
      given.find("DataSource"), "`" + source->text + "` is not in `DataSources`",
      did_you_mean_or(source->text, names, "for a data source outside of this API use `Fn::GetAtt` or another function"));
  return std::nullopt;
}

void add_function(Scope& scope, const Member& function, DataSources& sources, Functions& known) {
  const Node& given = function.value;
  const Maker make = scope.make_for(function.key_span, "function `" + function.key + "`");
  if (const auto existing = unless_empty(given.find("Id"))) {
    if (given.members.size() > 1) scope.error(&given, "`Id` cannot stand beside other properties", "remove the others");
    known.insert_or_assign(function.key, *existing);
    return;
  }
  auto source = data_source_name(scope, given, sources, make);
  if (!source) return;
  const auto name = plain_text(given.find("Name"), make);
  Node properties = make.map("ApiId", api_id(scope, make), "DataSourceName", std::move(source), "Description",
                             value_at(&given, "Description"), "MaxBatchSize", value_at(&given, "MaxBatchSize"), "Name",
                             name ? *name : make.text(function.key), "SyncConfig", value_at(&given, "Sync"));
  if (!add_code(scope, given, properties, make)) {
    return scope.error(&given, "there is no code", "give `InlineCode` or `CodeUri`");
  }
  const std::string id = scope.id + function.key;
  scope.add(id, "AWS::AppSync::FunctionConfiguration", std::move(properties), {.main = true});
  known.insert_or_assign(function.key, make.get_att(id, "FunctionId"));
}

std::optional<Node> pipeline(Scope& scope, const Node& resolver, const Functions& functions, const Maker& make) {
  const Node* names = value_at(&resolver, "Pipeline");
  if (!names || names->items.empty()) {
    scope.error(names ? names : &resolver, "`Pipeline` is missing",
                "name the functions to run; for a unit resolver write an `AWS::AppSync::Resolver`");
    return std::nullopt;
  }
  Node ids = make.list();
  std::vector<std::string> known;
  for (const auto& [name, id] : functions) known.push_back(name);
  for (const Node& name : names->items) {
    const auto found = functions.find(name.text);
    if (found != functions.end()) {
      ids.items.push_back(found->second);
      continue;
    }
    scope.error(&name, "the function `" + name.text + "` is not in `Functions`",
                did_you_mean_or(name.text, known, "add it to `Functions`"));
    return std::nullopt;
  }
  return make.map("Functions", std::move(ids));
}

void add_resolver(Scope& scope, const Member& type, const Member& resolver, const Functions& functions,
                  const std::string& schema) {
  const Node& given = resolver.value;
  const Maker make = scope.make_for(resolver.key_span, "resolver `" + resolver.key + "`");
  auto steps = pipeline(scope, given, functions, make);
  if (!steps) return;
  const auto field = plain_text(given.find("FieldName"), make);
  Node properties =
      make.map("ApiId", api_id(scope, make), "CachingConfig", value_at(&given, "Caching"), "FieldName",
               field ? *field : make.text(resolver.key), "Kind", "PIPELINE", "MaxBatchSize",
               unless_empty(given.find("MaxBatchSize")), "PipelineConfig", std::move(steps), "TypeName", type.key);
  if (!add_code(scope, given, properties, make)) {
    make.add(properties, "Code", kPassingCode, "Runtime", make.map("Name", "APPSYNC_JS", "RuntimeVersion", "1.0.0"));
  }
  scope.add(scope.id + type.key + resolver.key, "AWS::AppSync::Resolver", std::move(properties),
            {.main = true, .depends_on = make.list(schema)});
}

}  // namespace

Functions add_functions(Scope& scope, DataSources& sources) {
  Functions known;
  const Node* functions = scope.property("Functions");
  if (!functions) return known;
  for (const Member& function : functions->members) {
    scope.set_part("function `" + function.key + "`");
    add_function(scope, function, sources, known);
  }
  scope.set_part("");
  return known;
}

void add_resolvers(Scope& scope, const Functions& functions, const std::string& schema) {
  const Node* types = scope.property("Resolvers");
  if (!types) return;
  for (const Member& type : types->members) {
    for (const Member& resolver : type.value.members) {
      scope.set_part("resolver `" + resolver.key + "` of `" + type.key + "`");
      add_resolver(scope, type, resolver, functions, schema);
    }
  }
  scope.set_part("");
}

}  // namespace cxsam::transform::graphql
