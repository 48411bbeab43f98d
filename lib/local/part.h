// One kind of thing that a session runs: functions, APIs.
#pragma once

#include <functional>
#include <memory>

#include "base/result.h"
#include "local/version.h"
#include "local/view/message.h"
#include "loop/task.h"

namespace cxsam::local {

/// The second half of taking a version: it cannot fail, and after it the version counts.
using Commit = std::function<void()>;

struct Part {
  Part() = default;
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  virtual ~Part() = default;

  /// The first half of taking a version: everything that can fail or takes long, and nothing that shows outside. It runs on a
  /// helper thread while the part works, so it reads the version and what never changes, and nothing else. The second half is
  /// called on the loop when all parts are prepared, in the order of the parts, or never.
  virtual Result<Commit> prepare(const std::shared_ptr<const Version>& version) = 0;

  /// Begins to work, with the first version in place.
  virtual Task<Result<void>> start() = 0;

  /// What it offers now.
  [[nodiscard]] virtual Description describe() const = 0;

  /// Takes nothing new, lets what is under way finish for a while, and ends.
  virtual Task<void> stop() = 0;
};

}  // namespace cxsam::local
