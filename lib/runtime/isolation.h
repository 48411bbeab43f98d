// What this machine allows for functions: namespaces, or less.
#pragma once

#include <string>

namespace cxsam::runtime {

struct Isolation {
  bool namespaces = false;      // PID and mount namespaces
  bool user_namespace = false;  // needed for them when not root
  bool process_limit = false;   // a PID namespace has a limit of its own
  std::string missing;          // why there are no namespaces

  bool operator==(const Isolation&) const = default;
};

/// Namespaces, as this user would get them; whether they can be had shows when they are tried.
Isolation full_isolation(bool user_namespace);

/// Several layers can be one overlay. Found out by trying, in a child that borrows this process's memory while it waits: a
/// millisecond. On the main thread only.
bool try_overlay(const Isolation& isolation);

}  // namespace cxsam::runtime
