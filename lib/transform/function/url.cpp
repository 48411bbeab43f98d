#include "transform/function/url.h"

#include <algorithm>
#include <array>

#include "transform/properties.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array kCors{
    Property{"AllowCredentials", kBool}, Property{"AllowHeaders", kList},  Property{"AllowMethods", kList},
    Property{"AllowOrigins", kList},     Property{"ExposeHeaders", kList}, Property{"MaxAge", kNumber},
};

/// False after an error.
bool check_settings(Scope& scope, const Node& config) {
  const Node* kind = value_at(&config, "AuthType");
  if (!kind || !(as_intrinsic(*kind) || kind->as_string() == "NONE" || kind->as_string() == "AWS_IAM")) {
    scope.error(kind ? kind : &config, "`AuthType` of a function URL must be `AWS_IAM` or `NONE`");
    return false;
  }
  const Node* cors = value_at(&config, "Cors");
  if (!is_given(cors) || as_intrinsic(*cors)) return true;
  if (!cors->is_map()) {
    scope.error(cors, "`Cors` of a function URL must be a map");
    return false;
  }
  if (!check_part(scope, *cors, kCors, "`Cors` of a function URL")) return false;
  const auto no_value = std::ranges::find_if(cors->members, [](const Member& setting) {
    return setting.value.is_null() || (setting.value.is_map() && !as_intrinsic(setting.value));
  });
  if (no_value == cors->members.end()) return true;
  const Property& row = *std::ranges::find(kCors, no_value->key, &Property::name);
  scope.error(no_value->key_span, cors->expansion,
              "`" + no_value->key + "` in `Cors` of a function URL must be " + describe(row.accepts),
              "remove it, or give it a value");
  return false;
}

}  // namespace

void add_function_url(Scope& scope, const Node& target) {
  const Node* config = scope.property("FunctionUrlConfig");
  if (!config || config->members.empty()) return;
  if (!as_intrinsic(*config) && !check_settings(scope, *config)) return;
  const Maker make(config->span, scope.work.expand(config->span, "FunctionUrlConfig", scope.make.origin().expansion));
  const Node* kind = config->find("AuthType");
  const Node* cors = config->find("Cors");
  scope.add(scope.id + "Url", "AWS::Lambda::Url",
            make.map("TargetFunctionArn", target, "AuthType", kind, "Cors", is_given(cors) ? cors : nullptr, "InvokeMode",
                     value_at(config, "InvokeMode")));
  if (!kind || kind->as_string() != "NONE") return;
  scope.add(
      scope.id + "UrlPublicPermissions", "AWS::Lambda::Permission",
      make.map("Action", "lambda:InvokeFunctionUrl", "FunctionName", target, "Principal", "*", "FunctionUrlAuthType", kind));
  scope.add(
      scope.id + "URLInvokeAllowPublicAccess", "AWS::Lambda::Permission",
      make.map("Action", "lambda:InvokeFunction", "FunctionName", target, "Principal", "*", "InvokedViaFunctionUrl", true));
}

}  // namespace cxsam::transform
