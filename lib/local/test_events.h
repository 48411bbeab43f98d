// Test events by name, as Lambda's console has them: files of the project's folder events/.
// Source: AWS Lambda developer guide, "Testing Lambda functions in the console", "Creating shareable test events".
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::local {

/// Whose events are looked for. A schema `_Name-schema` is of the function with that name or logical id.
struct EventOwner {
  std::string_view name, logical_id;
};

/// JSON: the text of `events/<name>.json`, else the example `name` of a document in the form of the EventBridge schema registry
/// (OpenAPI 3, `components.examples`), the function's own (`events/_<function>-schema.json`) before others. Nothing where there
/// is none. Errors: a file cannot be read, or documents of other functions have the name more than once.
Result<std::optional<std::string>> find_test_event(std::string_view name, std::span<const std::filesystem::path> folders,
                                                   const EventOwner& owner);

/// The names that find_test_event() knows, sorted.
std::vector<std::string> test_event_names(std::span<const std::filesystem::path> folders);

}  // namespace cxsam::local
