#include "iam/conditions.h"

#include "base/text.h"

namespace cxsam::iam {

void Conditions::set(std::string_view key, std::string value) { set(key, std::vector<std::string>{std::move(value)}); }

void Conditions::set(std::string_view key, std::vector<std::string> values) { values_[to_lower(key)] = std::move(values); }

const std::vector<std::string>* Conditions::find(std::string_view key) const {
  const auto found = values_.find(to_lower(key));
  return found == values_.end() ? nullptr : &found->second;
}

}  // namespace cxsam::iam
