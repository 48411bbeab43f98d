// API keys, and what usage plans allow them. Sources: API Gateway developer guide, "Usage plans and API keys for REST APIs";
// CloudFormation user guide, "AWS::ApiGateway::ApiKey", "AWS::ApiGateway::UsagePlan", "AWS::ApiGateway::UsagePlanKey".
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "application/api.h"
#include "application/live_resources.h"

namespace cxsam::application {

/// Requests in a period of UTC days. `offset`: the day on which a week (from Sunday) or a month begins, 0 for the first.
struct Quota {
  enum class Period : std::uint8_t { Day, Week, Month } period = Period::Day;
  std::uint64_t limit = 0;
  std::uint32_t offset = 0;
};

/// What a plan allows each of its keys at one stage.
struct UsagePlan {
  std::string id;
  std::optional<Throttle> throttle;
  std::optional<Quota> quota;
  std::map<std::string, Throttle, std::less<>> methods;  // "GET /items"
};

struct ApiKey {
  std::string id;
  std::string value;
  bool enabled = false;
  bool made_up = false;  // the template gives no value; AWS would choose one
};

/// A key that may be used at a stage.
struct KeyUse {
  ApiKey key;
  std::shared_ptr<const UsagePlan> plan;
};

/// Of one API.
struct KeyRing {
  std::map<std::pair<std::string, std::string>, KeyUse> uses;  // by stage and value

  [[nodiscard]] const KeyUse* find(const std::string& stage, std::string_view value) const;
};

/// Null for an API that no plan speaks of.
std::shared_ptr<const KeyRing> read_key_ring(const LiveResource& rest_api, const LiveResources& resources,
                                             Diagnostics& diagnostics);

/// Quotas of usage plans whose period is none.
void tell_unknown_periods(const LiveResources& resources, Diagnostics& diagnostics);

}  // namespace cxsam::application
