// The APIs that SAM makes for events which name none. They are written nowhere, and what `Globals` say of their type is all
// that they have.
// Source: AWS SAM developer guide, "Api" and "HttpApi" event sources.
#pragma once

#include <optional>
#include <string_view>

#include "template/template.h"

namespace cxsam::tmpl {

inline constexpr std::string_view kImplicitRestApi = "ServerlessRestApi";
inline constexpr std::string_view kImplicitHttpApi = "ServerlessHttpApi";

/// Of either name.
bool is_implicit_api(std::string_view logical_id);

/// The resource that is written under that name, else the implicit API of that name, without properties of its own: `Effective`
/// has those of `Globals`. Null for any other name. It holds as long as the template.
const Resource* find_with_implicit(const Template& source, std::string_view logical_id);

/// The logical id of the API that an event's routes go to: what `RestApiId` or `ApiId` names, itself or with `Ref`, else the
/// implicit one. Nothing where another function names it, or for an event of another type.
std::optional<std::string_view> api_of_event(const Node& event);

}  // namespace cxsam::tmpl
