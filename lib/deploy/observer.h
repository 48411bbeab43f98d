// Who is told how a deployment goes on: a view.
#pragma once

#include <string>
#include <string_view>

#include "aws/services/cloudformation.h"
#include "base/result.h"

namespace cxsam::deploy {

struct Plan;

/// Calls come in this order. Those that a view does not care for it leaves out.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  /// The artifacts are uploaded, the stack's name is looked up next. (Uploads are told by `UploadOptions::observe`.)
  virtual void begins(const Plan&) {}
  /// The stack is what a creation that failed has left, and nothing but deleting it helps. True: delete it.
  virtual Task<Result<bool>> may_replace(const aws::Stack&) { co_return false; }
  virtual void waits_for_change_set() {}
  virtual void has_change_set(const aws::ChangeSet&) {}
  /// False leaves it at that. Error: there was no answer.
  virtual Task<Result<bool>> may_execute(const aws::ChangeSet&) { co_return true; }
  /// The change set is executed now.
  virtual void executes() {}
  virtual void happened(const aws::StackEvent&) {}
  /// There will be no more events.
  virtual void events_end() {}
  /// Something that a person may want to know meanwhile, for standard error.
  virtual void notes(std::string_view) {}
};

}  // namespace cxsam::deploy
