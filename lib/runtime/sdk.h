// What Lambda's runtimes bring along and machines need not have: boto3 for Python, @aws-sdk/* for Node.js, the runtime
// interface client for Java. Source: AWS Lambda developer guide, "Runtime-included SDK versions" of the Python and Node.js
// pages, "Building Lambda functions with Java".
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::runtime {

/// Where install_sdk() puts the packages of a family ("python", "nodejs", "java"): functions find them last. For Node.js they
/// are in the folder's node_modules, for Java jars in its lib.
std::filesystem::path sdk_folder(std::string_view family);

/// The packages that are fetched when none are named. Lambda has hundreds of @aws-sdk/client-*: these are the common ones.
std::vector<std::string> usual_sdk_packages(std::string_view family);

/// Fetches packages with pip, npm or Maven; those that are there already are brought up to date. `say` takes whole lines.
/// Errors: no pip, npm or Maven, and what they say.
Result<void> install_sdk(std::string_view family, const std::vector<std::string>& packages,
                         const std::function<void(std::string_view)>& say);

}  // namespace cxsam::runtime
