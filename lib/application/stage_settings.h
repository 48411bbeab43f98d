// What Stage resources say of throttling, caches, canaries and access logs.
// Sources: CloudFormation user guide, "AWS::ApiGateway::Stage", "AWS::ApiGateway::Deployment", "AWS::ApiGatewayV2::Stage".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "application/live_resources.h"
#include "application/stage.h"

namespace cxsam::application {

/// Of a REST API's stage, when its name and variables are there; `properties` are those of a Stage, or a Deployment's
/// StageDescription.
void read_stage_settings(const Node& properties, Stage& stage);

/// Of an HTTP API's stage.
void read_http_stage_settings(const Node& properties, Stage& stage);

/// `RateLimit` and `BurstLimit`, or under which names a resource has them. Where one is missing, or below zero, the account's
/// counts: 10,000 requests a second, 5,000 at once. Nothing where both are missing.
std::optional<Throttle> throttle_of(const Node* rate, const Node* burst);

/// Of an integration, as "method.request.querystring.page"; "integration.request..." means the same one.
std::vector<std::string> cache_parameters_of(const Node* list);

/// A number, also where it is quoted.
std::optional<double> number_of(const Node* node);

}  // namespace cxsam::application
