// Which function a name means, and which version of it answers.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/function_parts.h"
#include "invoke/invoke.h"
#include "lambda/async_calls.h"
#include "lambda/function_name.h"

namespace cxsam::lambda {

/// A function that was found under a name.
struct Target {
  const application::Function* function = nullptr;
  std::shared_ptr<invoke::Invoker> invoker;  // null when nothing on this machine can run it
  std::string version;                       // that answers: "$LATEST", "1"
  std::string arn;                           // as it is called: with the qualifier that was given
  AsyncRules async;                          // for events
};

/// The functions of one version of an application, by all their names.
class Directory {
 public:
  /// `application` outlives it. `only`: the functions that may be called, by any of their names; all when it is empty.
  Directory(const application::Application& application, application::PartsOfFunctions parts, invoke::Invokers invokers,
            const std::vector<std::string>& only = {});

  /// By name, logical id, full path ("Stack/Function"), construct, or the last part of its ARN.
  [[nodiscard]] const application::Function* find(std::string_view name) const;

  /// Nothing for a function or a qualifier that the template does not have. Where an alias shifts traffic, chance decides which
  /// version answers.
  [[nodiscard]] std::optional<Target> find(const FunctionName& name, Random& random) const;

  /// In template order.
  [[nodiscard]] const std::vector<const application::Function*>& functions() const { return functions_; }

 private:
  const application::Application& application_;
  application::PartsOfFunctions parts_;
  invoke::Invokers invokers_;
  std::vector<const application::Function*> functions_;
};

/// "Hello" of "arn:aws:lambda:us-east-1:123456789012:function:Hello".
std::string_view name_in_arn(std::string_view arn);

}  // namespace cxsam::lambda
