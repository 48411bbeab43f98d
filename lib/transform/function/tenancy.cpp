#include "transform/function/tenancy.h"

#include "transform/shape.h"

namespace cxsam::transform {

/// Tenants are told apart by a header of the request, which only APIs pass on.
void check_tenancy(Scope& scope) {
  if (!is_given(scope.property("TenancyConfig"))) return;
  for (const std::string_view name : {"FunctionUrlConfig", "ProvisionedConcurrencyConfig", "SnapStart"}) {
    const Node* value = scope.property(name);
    if (is_given(value))
      scope.error(value, "`" + std::string(name) + "` cannot be used with `TenancyConfig`", "remove one of them");
  }
  const Node* events = scope.property("Events");
  if (!events || as_intrinsic(*events)) return;
  for (const Member& event : events->members) {
    const Node* type = value_at(&event.value, "Type");
    if (!type || type->as_string() == "Api" || type->as_string() == "HttpApi") continue;
    scope.error(type, "event `" + event.key + "`: `" + type->text + "` events cannot be used with `TenancyConfig`",
                "only `Api` and `HttpApi` events name a tenant");
  }
}

}  // namespace cxsam::transform
