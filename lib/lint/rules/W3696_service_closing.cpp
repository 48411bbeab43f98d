#include "lint/subjects/service_end.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_service_end(context, "sunset", "belongs to a service that ends", findings);
}

}  // namespace

extern const Rule rule_W3696_service_closing{
    .id = "W3696",
    .summary = "resources are of services that will stay",
    .why = "AWS has said when the service ends.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
