// What a template says of itself, and of its resources, for those who change it: `com.aws.cloudformation.Context` in Metadata.
// Source: AWS CloudFormation template reference, "Metadata attribute", "Metadata Context schema".
#pragma once

#include <string_view>
#include <vector>

#include "lint/context.h"

namespace cxsam::lint {

inline constexpr std::string_view kContextKey = "com.aws.cloudformation.Context";

struct MetadataContext {
  const Member* member = nullptr;            // the key and what is behind it
  const tmpl::Resource* resource = nullptr;  // null: of the template
};

/// The contexts that are written, the template's first. None in what the CDK has made: its constructs know more than that.
std::vector<MetadataContext> metadata_contexts(const CheckContext& context);

/// The template's own, or null.
const Member* template_context(const CheckContext& context);

/// The resources that stand for a decision of the author's and have none. None in what the CDK has made.
std::vector<const tmpl::Resource*> resources_without_context(const CheckContext& context);

}  // namespace cxsam::lint
