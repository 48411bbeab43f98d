#include "application/key_ring.h"

#include "application/stage_settings.h"
#include "application/words.h"
#include "base/hash.h"
#include "facts/routes.h"

namespace cxsam::application {
namespace {

constexpr std::size_t kKeyLength = 40;

std::optional<Quota> quota_of(const Node* node) {
  const Node* limit = node == nullptr ? nullptr : node->find("Limit");
  if (limit == nullptr || limit->as_int().value_or(-1) < 0) return std::nullopt;
  Quota quota{.limit = static_cast<std::uint64_t>(*limit->as_int())};
  const std::string period = text_of(node->find("Period"));
  if (period == "WEEK") quota.period = Quota::Period::Week;
  if (period == "MONTH") quota.period = Quota::Period::Month;
  if (const Node* offset = node->find("Offset"); offset != nullptr && offset->as_int().value_or(-1) >= 0)
    quota.offset = static_cast<std::uint32_t>(*offset->as_int());
  return quota;
}

/// "GET /items" of a plan's "/items/GET".
std::string method_key(std::string_view written) {
  const std::size_t slash = written.rfind('/');
  if (slash == std::string_view::npos) return std::string(written);
  const std::string_view path = written.substr(0, slash);
  return facts::capital_method(written.substr(slash + 1)) + " " + (path.empty() ? "/" : std::string(path));
}

UsagePlan plan_of(const LiveResource& resource, const Node& api_stage) {
  const Node* throttle = resource.property("Throttle");
  UsagePlan plan{.id = std::string(resource.id), .throttle = {}, .quota = quota_of(resource.property("Quota")), .methods = {}};
  if (throttle != nullptr) plan.throttle = throttle_of(throttle->find("RateLimit"), throttle->find("BurstLimit"));
  const Node* methods = api_stage.find("Throttle");
  if (methods == nullptr) return plan;
  for (const Member& method : methods->members)
    if (const auto limit = throttle_of(method.value.find("RateLimit"), method.value.find("BurstLimit")))
      plan.methods[method_key(method.key)] = *limit;
  return plan;
}

/// A key without a value gets one that stays the same from start to start.
ApiKey key_of(const LiveResource& resource) {
  ApiKey key{.id = std::string(resource.id), .value = resource.text("Value"), .enabled = resource.text("Enabled") == "true"};
  key.made_up = key.value.empty();
  if (key.made_up) key.value = sha256_hex("API key " + key.id).substr(0, kKeyLength);
  return key;
}

/// AWS has one plan for a key at a stage, and one key for a value.
void say_second(const LiveResource& link, const std::string& stage, const KeyUse& first, const std::string& id,
                Diagnostics& diagnostics) {
  const std::string what = first.key.id == id
                               ? "the key `" + id + "` has the plan `" + first.plan->id + "` at the stage `" + stage + "`"
                               : "the key `" + first.key.id + "` has the value of `" + id + "`";
  diagnostics.warning("", link.where, what + " already, and AWS refuses another: the first one counts");
}

void add_keys(const LiveResource& plan, const std::string& stage, const UsagePlan& allowed, const LiveResources& resources,
              Diagnostics& diagnostics, KeyRing& ring) {
  const auto shared = std::make_shared<const UsagePlan>(allowed);
  for (const LiveResource* link : resources.of_type("AWS::ApiGateway::UsagePlanKey")) {
    if (link->text("UsagePlanId") != plan.ref) continue;
    const LiveResource* resource = resources.find_by_ref("AWS::ApiGateway::ApiKey", link->text("KeyId"));
    if (resource == nullptr) continue;
    ApiKey key = key_of(*resource);
    std::string value = key.value;
    const auto [use, added] = ring.uses.try_emplace({stage, std::move(value)}, KeyUse{.key = std::move(key), .plan = shared});
    if (!added) say_second(*link, stage, use->second, std::string(resource->id), diagnostics);
  }
}

}  // namespace

void tell_unknown_periods(const LiveResources& resources, Diagnostics& diagnostics) {
  for (const LiveResource* plan : resources.of_type("AWS::ApiGateway::UsagePlan")) {
    const std::string period = text_of(plan->properties.at_path({"Quota", "Period"}));
    tell_unknown_word({.property = "Period", .written = period, .counts = "DAY", .where = plan->where},
                      {"DAY", "WEEK", "MONTH"}, diagnostics);
  }
}

const KeyUse* KeyRing::find(const std::string& stage, std::string_view value) const {
  const auto found = uses.find({stage, std::string(value)});
  return found == uses.end() ? nullptr : &found->second;
}

std::shared_ptr<const KeyRing> read_key_ring(const LiveResource& rest_api, const LiveResources& resources,
                                             Diagnostics& diagnostics) {
  KeyRing ring;
  for (const LiveResource* plan : resources.of_type("AWS::ApiGateway::UsagePlan")) {
    const Node* stages = plan->property("ApiStages");
    if (stages == nullptr) continue;
    for (const Node& each : stages->items)
      if (text_of(each.find("ApiId")) == rest_api.ref)
        add_keys(*plan, text_of(each.find("Stage")), plan_of(*plan, each), resources, diagnostics, ring);
  }
  return ring.uses.empty() ? nullptr : std::make_shared<const KeyRing>(std::move(ring));
}

}  // namespace cxsam::application
