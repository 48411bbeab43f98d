// Functions that keep their tenants apart: each call of one names its tenant, and of no other function. Source: AWS Lambda
// developer guide, "Tenant isolation"; what Lambda and SAM CLI answer.
#pragma once

#include <cstddef>
#include <string_view>

#include "application/application.h"

namespace cxsam::application {

/// As AWS writes it.
inline constexpr std::string_view kTenantPattern = R"([a-zA-Z0-9\._:\/=+\-@ ]+)";
inline constexpr std::size_t kLongestTenant = 256;
/// Whether each character is one of the pattern's.
bool matches_tenant_pattern(std::string_view tenant);
/// What is wrong with a tenant's id, to stand behind its option's name; "" when nothing is.
std::string_view tenant_id_fault(std::string_view tenant);

/// What is wrong with a call for this tenant, "" for none; "" when nothing is.
std::string_view tenant_fault(const Function& function, std::string_view tenant);

}  // namespace cxsam::application
