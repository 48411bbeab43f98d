// What belongs to a function and is a resource of its own: versions, aliases, URLs, settings of asynchronous calls.
// Sources: CloudFormation user guide, "AWS::Lambda::Version", "AWS::Lambda::Alias", "AWS::Lambda::Url",
// "AWS::Lambda::EventInvokeConfig".
#include "application/function_parts.h"

#include <algorithm>
#include <charconv>

#include "application/live_resources.h"

namespace cxsam::application {
namespace {

/// "Hello:live" of "arn:aws:lambda:us-east-1:123456789012:function:Hello:live".
std::string_view behind_function(std::string_view arn) {
  constexpr std::string_view kMark = "function:";
  const std::size_t at = arn.find(kMark);
  return at == std::string_view::npos ? arn : arn.substr(at + kMark.size());
}

/// The functions of one stack, and what belongs to them.
struct Reading {
  std::vector<const Function*> functions;
  PartsOfFunctions& parts;

  /// Null for a function that is not in the stack.
  [[nodiscard]] FunctionParts* find(std::string_view text) const {
    const Function* function = find_named(functions, text);
    return function == nullptr ? nullptr : &parts[function->full_path()];
  }
};

/// "live" of "...:function:Hello:live".
std::string qualifier_in(std::string_view text) {
  const std::string_view name = behind_function(text);
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? "" : std::string(name.substr(colon + 1));
}

/// A share between 0 and 1.
std::optional<double> share_of(const Node* node) {
  const std::string text = text_of(node);
  double share = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), share);
  if (error != std::errc() || end != text.data() + text.size() || share < 0 || share > 1) return std::nullopt;
  return share;
}

std::optional<std::uint32_t> number_at(const Node& properties, std::initializer_list<std::string_view> path) {
  const Node* node = properties.at_path(path);
  const auto number = node == nullptr ? std::nullopt : node->as_int();
  if (!number || *number < 0 || *number > INT32_MAX) return std::nullopt;
  return static_cast<std::uint32_t>(*number);
}

void read_version(const LiveResource& resource, const Reading& reading) {
  FunctionParts* parts = reading.find(resource.text("FunctionName"));
  if (parts == nullptr) return;
  const std::string number = resource.ref.substr(resource.ref.rfind(':') + 1);
  parts->qualifiers.push_back({.name = number, .version = number, .others = {}});
}

void read_alias(const LiveResource& resource, const Reading& reading) {
  FunctionParts* parts = reading.find(resource.text("FunctionName"));
  if (parts == nullptr) return;
  Qualifier alias{.name = resource.text("Name"), .version = resource.text("FunctionVersion"), .others = {}};
  if (alias.version.empty()) alias.version = "$LATEST";
  const Node* weights = resource.properties.at_path({"RoutingConfig", "AdditionalVersionWeights"});
  if (weights != nullptr && weights->is_list()) {
    for (const Node& item : weights->items)
      if (const auto share = share_of(item.find("FunctionWeight")))
        alias.others.push_back({.version = text_of(item.find("FunctionVersion")), .share = *share});
  }
  parts->qualifiers.push_back(std::move(alias));
}

Cors read_cors(const Node& node) {
  const auto texts = [&](std::string_view name) { return texts_of(node.find(name)); };
  return {.allow_origins = texts("AllowOrigins"),
          .allow_methods = texts("AllowMethods"),
          .allow_headers = texts("AllowHeaders"),
          .expose_headers = texts("ExposeHeaders"),
          .max_age_s = number_at(node, {"MaxAge"}),
          .allow_credentials = text_of(node.find("AllowCredentials")) == "true"};
}

void read_url(const LiveResource& resource, const Reading& reading) {
  const std::string target = resource.text("TargetFunctionArn");
  FunctionParts* parts = reading.find(target);
  if (parts == nullptr) return;
  const std::string qualifier = resource.text("Qualifier");
  FunctionUrl url{.logical_id = std::string(resource.id),
                  .qualifier = qualifier.empty() ? qualifier_in(target) : qualifier,
                  .iam = resource.text("AuthType") != "NONE",
                  .streams = resource.text("InvokeMode") == "RESPONSE_STREAM",
                  .cors = {}};
  if (const Node* cors = resource.property("Cors"); cors != nullptr && cors->is_map()) url.cors = read_cors(*cors);
  parts->urls.push_back(std::move(url));
}

void read_event_settings(const LiveResource& resource, const Reading& reading) {
  FunctionParts* parts = reading.find(resource.text("FunctionName"));
  if (parts == nullptr) return;
  AsyncSettings settings;
  if (const auto retries = number_at(resource.properties, {"MaximumRetryAttempts"})) settings.retries = *retries;
  if (const auto age = number_at(resource.properties, {"MaximumEventAgeInSeconds"})) settings.max_age_s = *age;
  settings.on_success = text_of(resource.properties.at_path({"DestinationConfig", "OnSuccess", "Destination"}));
  settings.on_failure = text_of(resource.properties.at_path({"DestinationConfig", "OnFailure", "Destination"}));
  parts->async[resource.text("Qualifier")] = std::move(settings);
}

void read_dead_letters(const LiveResource& resource, const Reading& reading) {
  const std::string target = text_of(resource.properties.at_path({"DeadLetterConfig", "TargetArn"}));
  FunctionParts* parts = target.empty() ? nullptr : reading.find(resource.ref);
  if (parts != nullptr) parts->dead_letters = target;
}

}  // namespace

const Function* find_named(const std::vector<const Function*>& functions, std::string_view text) {
  const std::string_view whole = behind_function(text);
  for (const std::string_view name : {whole, whole.substr(0, whole.find(':'))}) {
    const auto found = std::ranges::find_if(
        functions, [&](const Function* each) { return each->name == name || behind_function(each->arn) == name; });
    if (found != functions.end()) return *found;
  }
  return nullptr;
}

void read_function_parts(const tmpl::Resolver& resolver, std::string_view stack_path, const Application& application,
                         PartsOfFunctions& parts) {
  Reading reading{.functions = {}, .parts = parts};
  for (const Function& function : application.functions)
    if (function.stack_path == stack_path) reading.functions.push_back(&function);
  const LiveResources resources(resolver);
  for (const LiveResource& resource : resources.all()) {
    if (resource.type == "AWS::Lambda::Function") read_dead_letters(resource, reading);
    if (resource.type == "AWS::Lambda::Version") read_version(resource, reading);
    if (resource.type == "AWS::Lambda::Alias") read_alias(resource, reading);
    if (resource.type == "AWS::Lambda::Url") read_url(resource, reading);
    if (resource.type == "AWS::Lambda::EventInvokeConfig") read_event_settings(resource, reading);
  }
}

}  // namespace cxsam::application
