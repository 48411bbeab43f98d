// What this machine allows: namespaces for the functions, or less. Found out once, by trying.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam::runtime {

struct Isolation {
  bool namespaces = false;      // PID and mount namespaces
  bool user_namespace = false;  // needed for them when not root
  bool overlay = false;         // several layers as one overlay
  std::string missing;          // why there are no namespaces
};

/// Tries a sandbox in a child process; about a millisecond.
Isolation probe_isolation();

/// Shared by all functions of one cxsam: isolation, a scratch folder, notes that are said once.
class Host {
 public:
  /// `say` gets whole lines for a person.
  explicit Host(std::function<void(std::string_view)> say) : say_(std::move(say)) {}
  Host(std::function<void(std::string_view)> say, Isolation isolation);
  /// Removes the scratch folder.
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  /// Probes when first asked, and says once what is weaker when there are no namespaces.
  const Isolation& isolation();
  /// A private folder that goes with the Host.
  Result<std::filesystem::path> scratch();
  /// Says a line, once.
  void note(const std::string& line);

 private:
  std::function<void(std::string_view)> say_;
  bool probed_ = false;
  Isolation isolation_;
  std::filesystem::path scratch_;
  std::set<std::string> said_;
};

}  // namespace cxsam::runtime
