// Test events of functions that are shared in an account: examples in OpenAPI documents of the EventBridge schema registry.
// Source: AWS Lambda developer guide, "Creating shareable test events"; SAM CLI, "sam remote test-event".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws/client.h"
#include "base/result.h"

namespace cxsam::cloud {

inline constexpr std::string_view kTestEventRegistry = "lambda-testevent-schemas";

struct TestEvent {
  std::string text;             // JSON
  std::string invocation_type;  // "RequestResponse", "Event"; "" = not said
};

/// The names; nothing where there is no registry or no event of the function. `function` is the deployed function's name.
Task<Result<std::optional<std::vector<std::string>>>> list_test_events(aws::Client& client, std::string function);

/// Error: there is none of that name.
Task<Result<TestEvent>> get_test_event(aws::Client& client, std::string function, std::string name);

/// Makes the registry and the function's document where they are missing. Error: there is one of that name, without `force`.
Task<Result<void>> put_test_event(aws::Client& client, std::string function, std::string name, TestEvent event, bool force);

/// The document goes with its last event. Error: there is none of that name.
Task<Result<void>> delete_test_event(aws::Client& client, std::string function, std::string name);

/// What is said where no event is kept.
std::string no_registry_text();

}  // namespace cxsam::cloud
