// What a deployment is asked for.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "package/upload.h"
#include "template/parameters.h"

namespace cxsam::deploy {

/// What becomes of a stack whose resources cannot be made. Source: AWS CloudFormation API reference, "ExecuteChangeSet".
enum class OnFailure : std::uint8_t {
  Rollback,
  Delete,    // a new stack is deleted, an older one goes back to what it was
  DoNothing  // what was made stays
};

/// Where artifacts and the template are uploaded. Without a bucket there is nothing to upload, and the template goes with the
/// request.
struct Storage {
  package::UploadOptions upload = {};  // `bucket` "" = none
  std::string prefix = {};
  package::SigningProfiles signing = {};
  std::map<std::string, std::string> signed_keys = {};  // see package::Bucket
};

struct Settings {
  std::string stack;
  tmpl::ParameterOverrides parameters = {};
  std::vector<std::pair<std::string, std::string>> tags = {};
  std::vector<std::string> capabilities = {};
  std::vector<std::string> notification_arns = {};
  std::string role_arn = {};
  Storage storage = {};
  bool json = false;     // write the template as JSON
  bool express = false;  // CloudFormation's mode that does not wait until resources are stable
  bool execute = true;   // false stops at the change set
  OnFailure on_failure = OnFailure::Rollback;
  bool tidy = true;  // remove change sets that come to nothing, and stacks that were only made for one
  std::chrono::nanoseconds pause = std::chrono::seconds{5};  // between two looks at events, once it takes longer
  std::chrono::minutes longest{60};
  std::string_view program = "cxsam";  // what sentences call it
};

}  // namespace cxsam::deploy
