#include "lint/subjects/service_end.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_service_end(context, "maintenance", "belongs to a service in maintenance", findings);
}

}  // namespace

extern const Rule rule_W3697_service_maintained{
    .id = "W3697",
    .summary = "resources are of services that are developed",
    .why = "The service is in maintenance: accounts that are new to it may be refused, and nothing is added.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
