// What `sam local start-api` sees of APIs: the resources that were written, and not only what the transform makes of them.
#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include "project/project.h"

namespace cxsam::local {

/// Of APIs that SAM makes for events.
bool is_implicit(const application::Api& api);

/// The order of the template; what SAM makes comes behind what is written, its REST API first.
struct SamPlace {
  bool implicit, implicit_http;
  FileId file;
  std::uint32_t begin;
  auto operator<=>(const SamPlace&) const = default;
};
SamPlace place_among_sam(const application::Api& api);

/// AWS::Serverless::Api, AWS::Serverless::HttpApi, or one that SAM makes.
bool is_of_sam(const project::Project& project, const application::Api& api);

/// What the template or its `Globals` say of an API of SAM. Nothing also where it is no API of SAM.
std::optional<Node> setting_of(const project::Project& project, const application::Api& api, std::string_view name);

}  // namespace cxsam::local
