#include "facts/environment.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace cxsam::facts {
namespace {

constexpr std::array<std::string_view, 18> kReserved{
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
};
static_assert(std::ranges::is_sorted(kReserved));

}  // namespace

bool is_reserved_variable(std::string_view name) { return std::ranges::binary_search(kReserved, name); }

bool is_variable_name(std::string_view name) {
  if (name.size() < 2 || !is_letter(name.front())) return false;
  return std::ranges::all_of(name, [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace cxsam::facts
