// What this machine allows for functions: namespaces, or less. Found out by trying.
#pragma once

#include <sys/types.h>

#include <string>

#include "base/descriptor.h"
#include "base/result.h"

namespace cxsam::runtime {

struct Isolation {
  bool namespaces = false;      // PID and mount namespaces
  bool user_namespace = false;  // needed for them when not root
  bool overlay = false;         // several layers as one overlay
  bool process_limit = false;   // a PID namespace has a limit of its own
  std::string missing;          // why there are no namespaces
};

/// Tries a sandbox in a child process while this one does something else: about a millisecond of its own, most of it for the
/// end of the sandbox, for which finish() does not wait.
class IsolationProbe {
 public:
  /// Begins. On the main thread only.
  IsolationProbe();
  IsolationProbe(const IsolationProbe&) = delete;
  IsolationProbe& operator=(const IsolationProbe&) = delete;
  /// Waits until the child has ended.
  ~IsolationProbe() { reap(); }

  Isolation finish();

 private:
  void begin(bool user_namespace);
  Result<bool> overlay_of_child();
  void reap();

  pid_t child_ = 0;
  bool user_namespace_ = false;
  Descriptor answer_;
  std::string why_not_;  // there is no child
};

/// The whole of it.
inline Isolation probe_isolation() { return IsolationProbe().finish(); }

}  // namespace cxsam::runtime
