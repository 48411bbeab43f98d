#include "application/tenants.h"

namespace cxsam::application {

std::string_view tenant_fault(const Function& function, std::string_view tenant) {
  if (function.tenant_isolation && tenant.empty())
    return "The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try again.";
  if (!function.tenant_isolation && !tenant.empty())
    return "The invoked function is not enabled with tenancy configuration. Remove the tenant ID from your request and try "
           "again.";
  return "";
}

}  // namespace cxsam::application
