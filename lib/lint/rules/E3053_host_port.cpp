#include <fmt/format.h>

#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& task : values_for_rule(context, "E3053"))
    for (const PlacedValue& mode : values_below(context, task, {"NetworkMode"})) {
      if (mode.text() != "awsvpc") continue;
      for (const PlacedValue& mapping : values_below(context, task, {"ContainerDefinitions", "*", "PortMappings", "*"}))
        for (const PlacedValue& host : values_below(context, mapping, {"HostPort"}))
          for (const PlacedValue& container : values_below(context, mapping, {"ContainerPort"}))
            if (host.node->as_int() && container.node->as_int() && *host.node->as_int() != *container.node->as_int())
              findings.add(host.place, fmt::format("the host's port {} is not the container's port {}", host.node->text,
                                                   container.node->text));
    }
}

}  // namespace

extern const Rule rule_E3053_host_port{
    .id = "E3053",
    .summary = "a container in a network of its own has the host's ports",
    .why = "With `awsvpc` a port of the host that is not the container's is refused.",
    .check = check,
};

}  // namespace cxsam::lint
