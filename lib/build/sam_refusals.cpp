#include "build/sam_refusals.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "build/sam_routes.h"
#include "facts/runtimes.h"
#include "template/effective.h"
#include "template/section_reading.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 15> kRetired{
    "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "java8",     "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs4.3",
    "nodejs6.10",    "nodejs8.10",    "python2.7",     "python3.6", "python3.7",  "ruby2.5",    "ruby2.7"};
constexpr std::array<std::string_view, 3> kUnknown{"dotnet5.0", "dotnetcore1.0", "nodejs"};
constexpr std::array<std::string_view, 2> kBuiltOnly{"dotnet9", "nodejs4.3-edge"};
constexpr std::array<std::string_view, 3> kJavaManifests{"build.gradle", "build.gradle.kts", "pom.xml"};

/// As Python writes a text that may hold single quotes.
std::string python_text(std::string_view text) {
  return text.find('\'') == std::string_view::npos ? fmt::format("'{}'", text) : fmt::format("\"{}\"", text);
}

/// One reason of several, in the two forms in which they are listed.
struct Cause {
  std::string written;
  std::string text;
};

Cause invalid(std::string_view id, std::string_view why) {
  const std::string pair = fmt::format("('{}', {})", id, python_text(why));
  return {"InvalidResourceException" + pair, pair};
}

Cause no_resources() {
  const std::string text = "'Resources' section is required";
  return {"InvalidTemplateException(" + python_text(text) + ")", text};
}

Cause wrong_type(std::string_view id, std::string_view property) {
  const std::string text = fmt::format("Resource with id [{}] is invalid. Type of property '{}' is invalid.", id, property);
  return {text, text};
}

Error refusal_for(const std::vector<Cause>& causes) {
  std::string list;
  std::string texts;
  for (const Cause& cause : causes) {
    list += (list.empty() ? "" : ", ") + cause.written;
    texts += " " + cause.text;
  }
  return Error{"[" + list + "]" + texts};
}

std::optional<Cause> refusal_of_resource(const tmpl::Template& source, const tmpl::Resource& resource) {
  if (!resource.type.starts_with("AWS::Serverless::")) return std::nullopt;
  if (!tmpl::is_logical_id(resource.logical_id)) return invalid(resource.logical_id, "Logical ids must be alphanumeric.");
  const Node* written = resource.node->find("Properties");
  if (written != nullptr && !written->is_map())
    return invalid(resource.logical_id, "Properties of a resource must be an object.");
  const Node* content = written == nullptr ? nullptr : written->find("ContentUri");
  const bool no_content = content == nullptr || content->is_null();
  if (resource.type == "AWS::Serverless::LayerVersion" && no_content)
    return invalid(resource.logical_id, "Missing required property 'ContentUri'.");
  if (resource.type == "AWS::Serverless::Function") {
    const std::optional<std::string> fault = fault_of_routes(source, resource);
    return fault ? std::optional(invalid(resource.logical_id, *fault)) : std::nullopt;
  }
  if (resource.type != "AWS::Serverless::Application") return std::nullopt;
  const Node* location = written == nullptr ? nullptr : written->find("Location");
  if (location == nullptr) return invalid(resource.logical_id, "Resource is missing the required [Location] property.");
  if (location->is_null()) return invalid(resource.logical_id, "Missing required property 'Location'.");
  if (!location->is_string() && !location->is_map()) return wrong_type(resource.logical_id, "Location");
  return std::nullopt;
}

/// An entry of Resources that is no resource, in Python's words where SAM CLI has none.
std::optional<Error> refusal_of_entry(const Node& entry) {
  if (entry.is_null()) return Error{"'NoneType' object has no attribute 'get'"};
  if (entry.is_list()) return Error{"'list' object has no attribute 'get'"};
  if (entry.is_string() || as_intrinsic(entry)) return Error{"'str' object has no attribute 'get'"};
  if (entry.kind == Node::Kind::Bool) return Error{"'bool' object has no attribute 'get'"};
  if (entry.kind == Node::Kind::Int) return Error{"'int' object has no attribute 'get'"};
  if (entry.kind == Node::Kind::Double) return Error{"'float' object has no attribute 'get'"};
  const Node* type = entry.find("Type");
  if (type != nullptr && type->is_list()) return Error{"unhashable type: 'list'"};
  if (type != nullptr && type->is_map()) return Error{"unhashable type: 'collections.OrderedDict'"};
  const Node* condition = entry.find("Condition");
  const bool written = condition != nullptr && !condition->is_null() &&
                       !(condition->text.empty() && condition->items.empty() && condition->members.empty());
  if (written && !condition->is_string())
    return Error{
        "[InvalidTemplateException('Every Condition member must be a string.')] Every Condition member must be a string."};
  return std::nullopt;
}

/// The words between backticks, in order.
std::vector<std::string_view> names_in(std::string_view message) {
  std::vector<std::string_view> names;
  const std::vector<std::string_view> parts = split(message, '`');
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) names.push_back(parts[i]);
  return names;
}

/// Of the findings those that SAM CLI has before it builds: of properties, not of what they mean.
std::optional<Cause> refusal_of_finding(std::string_view message) {
  const std::vector<std::string_view> names = names_in(message);
  const auto says = [&](std::string_view words) { return message.find(words) != std::string_view::npos; };
  if (message.starts_with("`Globals` section: ")) {
    const std::string why = replace_all(std::string(message.substr(std::string_view("`Globals` section: ").size())), "`", "'");
    const std::string pair = fmt::format("('Globals', {})", python_text(why));
    return Cause{"InvalidGlobalsSectionException" + pair, pair};
  }
  if (message.starts_with("section `Resources` is ")) return no_resources();
  if (!message.starts_with("resource `") || names.size() < 2) return std::nullopt;
  if (says("` has `Properties` that are ")) return invalid(names[0], "Properties of a resource must be an object.");
  if (message.starts_with("resource `" + std::string(names[0]) + "`, event ")) return std::nullopt;
  if (says("` is not a property of AWS::"))
    return invalid(names[0], fmt::format("property {} not defined for resource of type {}", names[1],
                                         message.substr(message.find("AWS::"))));
  if (says(": required property `") && message.ends_with(" is missing"))
    return invalid(names[0], fmt::format("Missing required property '{}'.", names[1]));
  if (says("`PackageType` must be `Zip` or `Image`")) return wrong_type(names[0], "PackageType");
  if (says(": property `") && says("` must be ")) return wrong_type(names[0], names[1]);
  return std::nullopt;
}

Error without_handler(std::string_view id) { return Error{fmt::format("Could not find handler for function: {}", id)}; }

bool lacks_handler(const tmpl::Template& source, const tmpl::Resource& resource) {
  if (resource.type != "AWS::Serverless::Function") return false;
  const tmpl::Effective properties(source, resource);
  const Node* package = properties.find("PackageType");
  const Node* handler = properties.find("Handler");
  const bool is_image = package != nullptr && package->as_string() == "Image";
  return !is_image && (handler == nullptr || handler->is_null() || handler->as_string() == "");
}

/// A nested template that is not there.
std::optional<Error> refusal_of_nested(std::string_view message) {
  const bool gone =
      message.find("cannot be loaded: cannot read `") != std::string_view::npos || message.ends_with("is not a file");
  const std::vector<std::string_view> names = names_in(message);
  if (!gone || names.size() < 2) return std::nullopt;
  return Error{"Template file not found at " + fs::absolute(names[1]).lexically_normal().string()};
}

}  // namespace

std::optional<Error> refusal_of_template(const project::Project& project) {
  for (const project::Stack* stack : project::all_stacks(project)) {
    if (stack->source.resources().empty()) return refusal_for({no_resources()});
    for (const Member& entry : stack->source.section("Resources")->members)
      if (auto refusal = refusal_of_entry(entry.value)) return refusal;
    std::vector<Cause> causes;
    for (const tmpl::Resource& resource : stack->source.resources())
      if (auto cause = refusal_of_resource(stack->source, resource)) causes.push_back(*std::move(cause));
    if (!causes.empty()) return refusal_for(causes);
  }
  return std::nullopt;
}

std::optional<Error> refusal_of_findings(const Diagnostics& findings) {
  for (const Diagnostic& finding : findings.items()) {
    if (finding.id == "E0001" || finding.id == "E1001" || finding.id == "E3012")
      if (auto cause = refusal_of_finding(finding.message)) return refusal_for({*std::move(cause)});
    if (finding.id == "CX0002")
      if (auto refusal = refusal_of_nested(finding.message)) return refusal;
  }
  return std::nullopt;
}

std::optional<Error> refusal_of_handlers(const project::Project& project) {
  for (const project::Stack* stack : project::all_stacks(project))
    for (const tmpl::Resource& resource : stack->source.resources())
      if (lacks_handler(stack->source, resource)) return without_handler(resource.logical_id);
  return std::nullopt;
}

std::optional<Error> refusal_of_function(const Described& function) {
  if (function.is_layer()) return std::nullopt;
  const std::string& id = function.artifact().logical_id;
  if (!function.has("Handler")) return without_handler(id);
  if (function.has("Architectures") && function.texts("Architectures").size() != 1)
    return Error{fmt::format("Function {} property Architectures should be a list of length 1", id)};
  return std::nullopt;
}

bool is_retired(std::string_view runtime) { return std::ranges::find(kRetired, runtime) != kRetired.end(); }

std::optional<Error> refusal_of_runtime(std::string_view runtime) {
  const auto is_among = [&](const auto& names) { return std::ranges::find(names, runtime) != names.end(); };
  if (facts::find_runtime(runtime) != nullptr && !is_retired(runtime) && !is_among(kUnknown) && !is_among(kBuiltOnly))
    return std::nullopt;
  return Error{
      fmt::format("Unsupported Lambda runtime: {}. For a list of supported runtimes, please visit "
                  "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
                  runtime)};
}

std::string farewell(std::string_view runtime) {
  return fmt::format(
      "Building functions with {} is no longer supported by AWS SAM CLI, please update to a newer supported runtime. For more "
      "information please check AWS Lambda Runtime Support Policy: "
      "https://docs.aws.amazon.com/lambda/latest/dg/runtime-support-policy.html",
      runtime);
}

std::optional<Error> refusal_of_definition(const Definition& definition, const fs::path& base) {
  const std::string& method = definition.method;
  for (const std::string& name : {method, definition.runtime})
    if (is_retired(name)) return Error{fmt::format("Building functions with {} is no longer supported", name)};
  const auto is_unknown = [](const std::string& name) {
    return facts::find_runtime(name) == nullptr || std::ranges::find(kUnknown, name) != kUnknown.end();
  };
  const bool named = !definition.runtime.empty();  // by a function, whatever it is built with
  if (named && is_unknown(definition.runtime)) return Error{fmt::format("'{}' runtime is not supported", definition.runtime)};
  if (!named && method.starts_with("python") && method != "python-uv" && is_unknown(method))
    return Error{fmt::format("'{}' runtime is not supported", method)};
  const auto has_one = [](const fs::path& folder) {
    return std::ranges::any_of(kJavaManifests, [&](std::string_view name) { return file_exists(folder / name); });
  };
  if (method.starts_with("java") && !has_one(definition.code) && !has_one(base))
    return Error{
        fmt::format("Unable to find a supported build workflow for runtime '{}'. Reason: None of the supported "
                    "manifests '['build.gradle', 'build.gradle.kts', 'pom.xml']' were found in the following paths "
                    "'['{}', '{}']'",
                    method, definition.code.string(), base.string())};
  return std::nullopt;
}

}  // namespace cxsam::build
