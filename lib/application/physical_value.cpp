// Names, ARNs and URLs that stand for resources before they exist.
#include "application/application.h"
#include "base/embedded.h"
#include "base/text.h"
#include "facts/table.h"

namespace cxsam::application {
namespace {

/// A row of schemas/physical/values.tsv.
struct Shape {
  std::string_view name_property;
  std::string_view values;  // "Ref=form Arn=form"
};

Shape shape_of(std::string_view type) {
  const std::vector<facts::Row> rows = facts::rows_named(embedded_file("schemas/physical/values.tsv"), type);
  return rows.empty() ? Shape{} : Shape{rows.front()[1], rows.front()[2]};
}

/// The form of `Ref` or of an attribute, or "".
std::string_view form_of(const Shape& shape, std::string_view name) {
  for (const std::string_view value : split(shape.values, ' '))
    if (value.starts_with(name) && value.substr(name.size()).starts_with('=')) return value.substr(name.size() + 1);
  return {};
}

/// What names are made from.
struct Naming {
  tmpl::Environment environment;
  std::optional<tmpl::Resolver> names;
  std::string prefix;  // of ARNs in a nested stack: "Parent-Child-"
};

/// `form` holds {n} name, {r} region, {a} account, {p} partition, {u} URL suffix.
std::string fill(std::string_view form, std::string_view name, const tmpl::Environment& environment) {
  std::string text(form);
  text = replace_all(std::move(text), "{r}", environment.region);
  text = replace_all(std::move(text), "{a}", environment.account_id);
  text = replace_all(std::move(text), "{p}", tmpl::partition_of(environment.region));
  text = replace_all(std::move(text), "{u}", tmpl::url_suffix_of(environment.region));
  return replace_all(std::move(text), "{n}", name);
}

std::string name_of(const tmpl::Resource& resource, std::string_view name_property, const Naming& naming) {
  const Node* property = name_property.empty() ? nullptr : resource.property(name_property);
  if (property == nullptr) return std::string(resource.logical_id);
  if (const auto text = property->as_text()) return std::string(*text);
  std::optional<std::string> text = naming.names ? naming.names->text(*property) : std::nullopt;
  return text ? std::move(*text) : std::string(resource.logical_id);
}

std::string function_arn(const tmpl::Resource& function, const Naming& naming) {
  const bool named = function.property("FunctionName") != nullptr;
  const std::string name = (named ? "" : naming.prefix) + name_of(function, "FunctionName", naming);
  return fill("arn:{p}:lambda:{r}:{a}:function:{n}", name, naming.environment);
}

/// The function that a version, an alias or a URL belongs to: `FunctionName` is a Ref to it, its name or its ARN.
std::string owner_arn(const tmpl::Resource& resource, std::string_view property, const Naming& naming) {
  const Node* owner = resource.property(property);
  if (owner == nullptr) return "";
  std::string name(owner->as_text().value_or(""));
  if (const auto intrinsic = as_intrinsic(*owner)) {
    const Node* target = intrinsic->argument->is_list() && !intrinsic->argument->items.empty()
                             ? &intrinsic->argument->items.front()
                             : intrinsic->argument;
    name = std::string(target->as_text().value_or(""));
    name = name.substr(0, name.find('.'));
    const tmpl::Resource* function = naming.names ? naming.names->source().find_resource(name) : nullptr;
    if (function != nullptr) return function_arn(*function, naming);
  }
  if (name.starts_with("arn:")) return name;
  return fill("arn:{p}:lambda:{r}:{a}:function:{n}", name, naming.environment);
}

std::optional<std::string> lambda_part(const tmpl::Resource& resource, std::string_view attribute, const Naming& naming) {
  if (resource.type == "AWS::Lambda::Function" && attribute == "Arn") return function_arn(resource, naming);
  if (resource.type == "AWS::Lambda::Version") {
    const std::string arn = owner_arn(resource, "FunctionName", naming) + ":1";
    if (attribute.empty() || attribute == "FunctionArn") return arn;
    return attribute == "Version" ? std::optional<std::string>("1") : std::nullopt;
  }
  if (resource.type == "AWS::Lambda::Alias") {
    const std::string arn = owner_arn(resource, "FunctionName", naming) + ":" + name_of(resource, "Name", naming);
    return attribute.empty() || attribute == "AliasArn" ? std::optional(arn) : std::nullopt;
  }
  if (resource.type == "AWS::Lambda::Url") {
    const std::string arn = owner_arn(resource, "TargetFunctionArn", naming);
    if (attribute.empty() || attribute == "FunctionArn") return arn;
    const std::string id = to_lower(resource.logical_id);
    return attribute == "FunctionUrl" ? std::optional(fill("https://{n}.lambda-url.{r}.on.aws/", id, naming.environment))
                                      : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::string> value_of(const tmpl::Resource& resource, std::string_view attribute, const Naming& naming) {
  if (auto part = lambda_part(resource, attribute, naming)) return part;
  const Shape shape = shape_of(resource.type);
  const std::string prefix = resource.type == "AWS::Lambda::LayerVersion" ? naming.prefix : "";
  const std::string name = prefix + name_of(resource, shape.name_property, naming);
  const std::string_view form = form_of(shape, attribute.empty() ? "Ref" : attribute);
  if (!form.empty()) return fill(form, name, naming.environment);
  if (attribute.empty()) return name;
  return std::nullopt;
}

}  // namespace

tmpl::PhysicalValue physical_value(const tmpl::Environment& environment, std::optional<tmpl::Resolver> names,
                                   std::string_view stack_path) {
  std::string prefix = stack_path.empty() ? "" : replace_all(std::string(stack_path), "/", "-") + "-";
  return [naming = Naming{environment, std::move(names), std::move(prefix)}](
             const tmpl::Resource& resource, std::string_view attribute) -> std::optional<Node> {
    std::optional<std::string> value = value_of(resource, attribute, naming);
    if (!value) return std::nullopt;
    return make_string(std::move(*value));
  };
}

}  // namespace cxsam::application
