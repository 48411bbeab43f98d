#include "application/tenants.h"

#include <algorithm>

namespace cxsam::application {

bool matches_tenant_pattern(std::string_view tenant) {
  return !tenant.empty() && std::ranges::all_of(tenant, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._:/=+-@ ").find(c) != std::string_view::npos;
  });
}

std::string_view tenant_id_fault(std::string_view tenant) {
  if (tenant.empty() || tenant.size() > kLongestTenant) return "must be between 1 and 256 characters";
  if (matches_tenant_pattern(tenant)) return "";
  return "contains invalid characters. Allowed characters are a-z, A-Z, numbers, spaces, and the characters _ . : / = + - @";
}

std::string_view tenant_fault(const Function& function, std::string_view tenant) {
  if (function.tenant_isolation && tenant.empty())
    return "The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try again.";
  if (!function.tenant_isolation && !tenant.empty())
    return "The invoked function is not enabled with tenancy configuration. Remove the tenant ID from your request and try "
           "again.";
  return "";
}

}  // namespace cxsam::application
