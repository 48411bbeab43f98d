// Code that the AWS CDK has put among its assets, in a bucket. `cdk synth` writes into `Metadata` which folder of cdk.out that
// is; an application of the CDK that is run by itself does not.
// Source: AWS CDK developer guide, "Bootstrap your environment" (names of buckets), and the parameters of its first version.
#pragma once

#include <string_view>

#include "document/node.h"

namespace cxsam::artifacts {

/// Whether `Code` of a function or `Content` of a layer is an asset of the CDK.
bool is_asset_of_cdk(const Node& code);

/// What to do where `Metadata` does not say which.
inline constexpr std::string_view kSynthesize =
    "`cdk synth` notes that in the template (`aws:asset:path`), unless it is told not to";

}  // namespace cxsam::artifacts
