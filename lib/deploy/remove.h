// Deleting a stack and what was uploaded for it.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/failures.h"
#include "deploy/stored.h"

namespace cxsam::deploy {

struct RemoveOptions {
  std::string stack;
  std::vector<std::string> retain = {};  // resources that stay; only a stack in DELETE_FAILED takes this
  bool express = false;
  std::chrono::nanoseconds pause = std::chrono::seconds{5};
  std::chrono::minutes longest{60};
};

struct NotRemoved {
  Error error;
  std::vector<FailedResource> resources = {};
};

/// Deletes the stack and waits until it is gone. One that could not be deleted is tried once more, since what was in the way
/// may be gone then.
Task<tl::expected<void, NotRemoved>> remove_stack(aws::Client& client, RemoveOptions options);

struct RemovedObject {
  std::string key;
  bool was_there = true;
};

/// Deletes the objects that were uploaded for a stack, several at once; `tell` hears of each. Those below the prefix too where
/// there is one, the template's where not. Error: one that could not be deleted.
Task<Result<void>> remove_objects(aws::Client& client, const Stored& stored, std::function<void(const RemovedObject&)> tell);

}  // namespace cxsam::deploy
