// SAM's policy templates, ready to be filled in: each one that a template uses is read once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "transform/maker.h"

namespace cxsam::transform {

struct PolicyTemplate {
  std::vector<std::string_view> parameters;  // all required
  Node statements;                           // a list
};

class PolicyTemplates {
 public:
  /// Null when there is no such template. Holds as long as this object.
  const PolicyTemplate* find(const std::string& name);

 private:
  std::unordered_map<std::string, std::optional<PolicyTemplate>> known_;
};

/// The statements with what `given`, a map, has in place of each `{"Ref": parameter}`.
Node filled_in(const Node& statements, const Node& given, const Maker& make);

}  // namespace cxsam::transform
