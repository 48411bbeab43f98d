#include "deploy/remove.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "aws/parallel.h"
#include "aws/services/s3.h"
#include "deploy/watch.h"
#include "json/json.h"

namespace cxsam::deploy {
namespace {

constexpr std::size_t kAtOnce = 6;

tl::unexpected<NotRemoved> not_removed(const std::string& stack, const Error& why) {
  return tl::unexpected(
      NotRemoved{Error{fmt::format("Failed to delete the stack: {}, msg: {}", stack, why.message), {}, why.hints}});
}

Error delete_failed(const std::string& stack, const std::string& reason) {
  return Error{
      fmt::format("Stack {} could not be deleted as it encountered DELETE_FAILED, msg: ex: Waiter StackDeleteComplete "
                  "failed: Waiter encountered a terminal failure state: For expression \"Stacks[].StackStatus\" we "
                  "matched expected path: \"DELETE_FAILED\" at least once, status: {}",
                  stack, reason)};
}

Json request_of(const RemoveOptions& options) {
  Json request{{"StackName", options.stack}, {"RetainResources", options.retain}};
  if (options.express) request["DeploymentConfig"] = {{"Mode", "EXPRESS"}};
  return request;
}

/// A key, if it is one that may be deleted.
void add_key(std::vector<std::string>& keys, std::string key) {
  if (is_made_of_content(key) && std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
}

}  // namespace

Task<tl::expected<void, NotRemoved>> remove_stack(aws::Client& client, RemoveOptions options) {
  const Json request = request_of(options);
  std::optional<aws::Stack> left;
  Events events(client, options.stack);
  co_await events.begin_now();
  std::vector<aws::StackEvent> seen;
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto asked = co_await client.query("cloudformation", "DeleteStack", request);
    if (!asked) co_return not_removed(options.stack, aws::to_error(asked.error(), "DeleteStack"));
    Watching watching{options.stack, options.pause, client.world().clock.after(options.longest)};
    const Result<std::optional<aws::Stack>> stack = co_await wait_for_stack(client, std::move(watching));
    if (!stack) co_return not_removed(options.stack, stack.error());
    left = *stack;
    if (!left || left->status == "DELETE_COMPLETE") co_return tl::expected<void, NotRemoved>();
  }
  const auto happened = co_await events.next();
  if (happened) seen = *happened;
  std::vector<FailedResource> resources = co_await find_failures(client, std::move(seen));
  co_return tl::unexpected(NotRemoved{delete_failed(options.stack, left->reason), std::move(resources)});
}

Task<Result<void>> remove_objects(aws::Client& client, const Stored& stored, std::function<void(const RemovedObject&)> tell) {
  aws::S3 s3(client);
  std::vector<std::string> keys = stored.keys;
  if (stored.prefix.empty()) {
    if (!stored.template_key.empty()) add_key(keys, stored.template_key);
  } else {
    const aws::Answer<std::vector<std::string>> listed = co_await s3.list(stored.bucket, stored.prefix + "/");
    if (!listed) co_return fail(aws::to_error(listed.error(), "ListObjectsV2"));
    for (const std::string& key : *listed) add_key(keys, key);
  }
  std::optional<Error> failed;
  const auto one = [&](std::size_t i) -> Task<void> {
    if (failed) co_return;
    const bool there = co_await s3.has(stored.bucket, keys[i]);
    if (there) {
      const aws::Answer<void> gone = co_await s3.remove(stored.bucket, keys[i]);
      if (!gone) failed = aws::to_error(gone.error(), "DeleteObject");
      if (!gone) co_return;
    }
    tell({keys[i], there});
  };
  co_await aws::for_each_index(client.world(), keys.size(), kAtOnce, one);
  if (failed) co_return fail(*std::move(failed));
  co_return Result<void>();
}

}  // namespace cxsam::deploy
