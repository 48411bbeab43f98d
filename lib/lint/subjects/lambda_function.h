// The Lambda functions of a template as the user wrote them, with Globals merged in.
#pragma once

#include <string_view>
#include <vector>

#include "document/node.h"
#include "template/template.h"

namespace cxsam::lint {

/// `AWS::Serverless::Function` or `AWS::Lambda::Function`. Points into the template.
/// Source: AWS SAM developer guide, "Globals section of the AWS SAM template".
class LambdaFunction {
 public:
  LambdaFunction(const tmpl::Resource& resource, const Node* globals) : resource_(&resource), globals_(globals) {}

  [[nodiscard]] const tmpl::Resource& resource() const { return *resource_; }
  [[nodiscard]] std::string_view logical_id() const { return resource_->logical_id; }
  [[nodiscard]] bool is_serverless() const;

  /// The property with its key: the function's own, else the one of Globals unless IgnoreGlobals leaves it out; or null.
  /// Maps that both have are not merged here.
  [[nodiscard]] const Member* property(std::string_view name) const;
  /// A property of Globals that reaches this function, or null.
  [[nodiscard]] const Member* global_property(std::string_view name) const;
  [[nodiscard]] const Member* own_property(std::string_view name) const;

 private:
  const tmpl::Resource* resource_;
  const Node* globals_;  // Globals.Function, or null
};

std::vector<LambdaFunction> find_functions(const tmpl::Template& source);

}  // namespace cxsam::lint
