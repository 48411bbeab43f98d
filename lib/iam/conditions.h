// What is known of a request, by condition keys.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::iam {

/// Keys count in any case: `aws:SourceIp` is `aws:sourceip`. Values are texts; times are ISO 8601 or seconds since 1970.
class Conditions {
 public:
  void set(std::string_view key, std::string value);
  void set(std::string_view key, std::vector<std::string> values);

  /// Null when nothing is known.
  [[nodiscard]] const std::vector<std::string>* find(std::string_view key) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

}  // namespace cxsam::iam
