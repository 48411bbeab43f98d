// What a service says when it does not do what it is asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "base/result.h"
#include "system/http_message.h"

namespace cxsam::aws {

struct AwsError {
  std::string code;     // "AccessDenied"; "" when there was no answer
  std::string message;  // the service's words, or why there was no answer
  int status = 0;       // of HTTP; 0 when there was no answer
  std::string request_id = {};
  std::vector<std::string> hints = {};
  bool repeatable = false;    // trying again may help
  std::string region = {};    // of S3: where the bucket is, when it was asked for elsewhere
  std::int64_t attempts = 1;  // how often the request was sent
};

template <class T>
using Answer = tl::expected<T, AwsError>;

/// Reads an error from a body in XML or JSON and from the headers. The code of an answer without either is its status.
AwsError read_error(const system::HttpAnswer& answer);

/// "An error occurred (AccessDenied) when calling the PutObject operation: Access Denied": AWS tools print it so, and scripts
/// look for it.
Error to_error(const AwsError& error, std::string_view operation);

}  // namespace cxsam::aws
