// The Lambda functions of a template as the user wrote them, with Globals merged in.
#pragma once

#include <string_view>
#include <vector>

#include "document/node.h"
#include "template/effective.h"
#include "template/template.h"

namespace cxsam::lint {

/// `AWS::Serverless::Function` or `AWS::Lambda::Function`. Points into the template.
class LambdaFunction {
 public:
  LambdaFunction(const tmpl::Template& source, const tmpl::Resource& resource, tmpl::SharedKey key)
      : resource_(&resource), transformed_(source.is_serverless()), effective_(source, resource, key) {}

  [[nodiscard]] const tmpl::Resource& resource() const { return *resource_; }
  [[nodiscard]] std::string_view logical_id() const { return resource_->logical_id; }
  [[nodiscard]] bool is_serverless() const;

  /// The property as it counts, with its key, or null. CloudFormation knows no Globals where SAM is not named.
  [[nodiscard]] const Member* property(std::string_view name) const {
    return transformed_ ? effective_.member(name) : own_property(name);
  }
  /// What the function itself says, or null.
  [[nodiscard]] const Member* own_property(std::string_view name) const;

 private:
  const tmpl::Resource* resource_;
  bool transformed_;  // the template names the SAM transform
  tmpl::Effective effective_;
};

std::vector<LambdaFunction> find_functions(const tmpl::Template& source, tmpl::SharedKey key);

}  // namespace cxsam::lint
