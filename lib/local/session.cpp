#include "local/session.h"

#include <string>

namespace cxsam::local {
namespace {

Task<void> stop_backwards(const Parts& parts, std::size_t count) {
  while (count > 0) {
    --count;
    co_await parts[count]->stop();
  }
}

}  // namespace

Result<Commit> prepare(const Parts& parts, const std::shared_ptr<const Version>& version) {
  std::vector<Commit> commits;
  for (const auto& part : parts) {
    auto commit = part->prepare(version);
    if (!commit) return fail(std::move(commit.error()));
    commits.push_back(std::move(*commit));
  }
  return [commits = std::move(commits)] {
    for (const Commit& commit : commits) commit();
  };
}

Task<Result<void>> start(const Parts& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Result<void> started = co_await parts[i]->start();
    if (started) continue;
    co_await stop_backwards(parts, i);
    co_return started;
  }
  co_return Result<void>();
}

Description describe(const Parts& parts) {
  Description all;
  for (const auto& part : parts) all = joined(std::move(all), part->describe());
  return all;
}

Task<void> stop(const Parts& parts) { return stop_backwards(parts, parts.size()); }

}  // namespace cxsam::local
