#include "transform/function/url.h"

namespace cxsam::transform {

void add_function_url(Scope& scope, const Node& target) {
  const Node* config = scope.property("FunctionUrlConfig");
  if (!config) return;
  const Maker make(config->span, scope.work.expand(config->span, "FunctionUrlConfig", scope.make.origin().expansion));
  const Node* authorization = config->find("AuthType");
  const auto kind = scope.work.text(authorization);
  if (!authorization || (kind && kind != "NONE" && kind != "AWS_IAM")) {
    scope.error(authorization ? authorization : config, "`AuthType` of a function URL must be `AWS_IAM` or `NONE`");
    return;
  }
  scope.add(scope.id + "Url", "AWS::Lambda::Url",
            make.map("TargetFunctionArn", target, "AuthType", authorization, "Cors", config->find("Cors"), "InvokeMode",
                     config->find("InvokeMode")));
  if (kind != "NONE") return;
  scope.add(scope.id + "UrlPublicPermissions", "AWS::Lambda::Permission",
            make.map("Action", "lambda:InvokeFunctionUrl", "FunctionName", target, "Principal", "*", "FunctionUrlAuthType",
                     authorization));
  scope.add(
      scope.id + "URLInvokeAllowPublicAccess", "AWS::Lambda::Permission",
      make.map("Action", "lambda:InvokeFunction", "FunctionName", target, "Principal", "*", "InvokedViaFunctionUrl", true));
}

}  // namespace cxsam::transform
