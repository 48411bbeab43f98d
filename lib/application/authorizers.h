// Authorizers from their three spellings: resources of REST APIs, of HTTP APIs, and security schemes of OpenAPI documents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "application/application.h"
#include "application/authorizer.h"
#include "application/live_resources.h"

namespace cxsam::application {

/// Those of an API that are resources; functions must have been read.
std::vector<Authorizer> read_authorizers(const LiveResource& resource, const LiveResources& resources,
                                         const Application& application, const Api& api);

/// The name of the authorizer that a route (a method of a REST API) asks for, or what it asks for instead ("AWS_IAM"); "" for
/// none. `type` is the resource type of the API's authorizers.
std::string authorizer_of(const LiveResource& route, std::string_view type, const LiveResources& resources);

/// Those of an API's OpenAPI document.
std::vector<Authorizer> read_schemes(const Node& document, const Application& application, const Api& api);

/// Whether a security scheme is an authorizer, and no API key or a mere description.
bool is_authorizer(const Node& scheme);

/// What a route asks for, until guard_routes() finds out what that is.
void ask_for(Route& route, std::vector<std::string> scopes);

/// Gives each route that names an authorizer its guard. A name that no authorizer has makes one that is not supported.
void guard_routes(const std::vector<Authorizer>& authorizers, Api& api);

/// When all APIs of a stack are there: which guards look at tokens of its own user pools.
void find_own_pools(const LiveResources& resources, std::vector<Api>& apis);

/// What comes before an authorizer's function when its stack is a nested one.
void move_below(std::string_view logical_id, std::shared_ptr<const Authorizer>& guard);

/// When all stacks are together: the function that an authorizer's ARN names.
void connect_guard(std::shared_ptr<const Authorizer>& guard, const Application& application);

}  // namespace cxsam::application
