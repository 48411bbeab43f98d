#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Whether the host chooses a port for this container.
bool has_dynamic_port(const CheckContext& context, const tmpl::Resource& task, const PlacedValue& balancer) {
  const auto same = [&](std::string_view of_container, const PlacedValue& container, std::string_view of_balancer) {
    for (const PlacedValue& a : values_below(context, container, {of_container}))
      for (const PlacedValue& b : values_below(context, balancer, {of_balancer}))
        if (same_value(*a.node, *b.node) || (a.node->is_scalar() && a.node->text == b.node->text)) return true;
    return false;
  };
  for (const PlacedValue& container : values_at(context, task, {"Properties", "ContainerDefinitions", "*"})) {
    if (!same("Name", container, "ContainerName")) continue;
    for (const PlacedValue& mapping : values_below(context, container, {"PortMappings", "*"}))
      for (const PlacedValue& host : values_below(context, mapping, {"HostPort"}))
        if (host.node->as_int() == 0 && same("ContainerPort", mapping, "ContainerPort")) return true;
  }
  return false;
}

void check_target_group(const CheckContext& context, const tmpl::Resource& group, Findings& findings) {
  for (const PlacedValue& port : values_at(context, group, {"Properties", "HealthCheckPort"}))
    if (port.node->is_scalar() && port.node->text != "traffic-port")
      findings.add(port.place, "the host chooses the port, and health checks ask at `" + port.node->text + "`")
          .hints.emplace_back("write `HealthCheckPort: traffic-port`");
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& service : values_for_rule(context, "E3049"))
    for (const PlacedValue& definition : values_below(context, service, {"TaskDefinition"})) {
      const tmpl::Resource* task = referred_resource(context, *definition.node);
      if (!task) continue;
      for (const PlacedValue& balancer : values_below(context, service, {"LoadBalancers", "*"})) {
        if (!has_dynamic_port(context, *task, balancer)) continue;
        for (const PlacedValue& arn : values_below(context, balancer, {"TargetGroupArn"}))
          if (const tmpl::Resource* group = referred_resource(context, *arn.node))
            check_target_group(context, *group, findings);
      }
    }
}

}  // namespace

extern const Rule rule_E3049_dynamic_port_check{
    .id = "E3049",
    .summary = "health checks follow a port that the host chooses",
    .why = "The load balancer asks at a port where nothing answers, and the tasks are stopped.",
    .check = check,
};

}  // namespace cxsam::lint
