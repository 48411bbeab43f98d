#include "lint/subjects/service_end.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_service_end(context, "shutdown", "belongs to a service that is shut down", findings);
}

}  // namespace

extern const Rule rule_E3710_service_shut_down{
    .id = "E3710",
    .summary = "resources are of services that exist",
    .why = "The service is shut down; nothing can be made any more.",
    .check = check,
};

}  // namespace cxsam::lint
