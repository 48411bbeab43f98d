#include "runtime/api/event_fields.h"

#include <string_view>

#include "base/text.h"

namespace cxsam::runtime {
namespace {

/// A field cannot hold line ends; JSON reads the same without them.
std::string in_one_line(const std::string& json) { return replace_all(replace_all(json, "\r", ""), "\n", " "); }

}  // namespace

std::string event_fields(const Event& event) {
  std::string fields;
  const auto add = [&fields](std::string_view name, std::string_view value) {
    if (!value.empty()) fields.append(name).append(": ").append(value).append("\r\n");
  };
  add("Lambda-Runtime-Aws-Request-Id", event.request_id);
  add("Lambda-Runtime-Deadline-Ms", std::to_string(event.deadline_ms));
  add("Lambda-Runtime-Invoked-Function-Arn", event.function_arn);
  add("Lambda-Runtime-Trace-Id", event.trace_id);
  add("Lambda-Runtime-Client-Context", in_one_line(event.client_context));
  add("Lambda-Runtime-Cognito-Identity", in_one_line(event.cognito_identity));
  add("Lambda-Runtime-Aws-Tenant-Id", event.tenant_id);
  return fields;
}

}  // namespace cxsam::runtime
