// Functions that keep their tenants apart: each call of one names its tenant, and of no other function. Source: AWS Lambda
// developer guide, "Tenant isolation"; what Lambda and SAM CLI answer.
#pragma once

#include <string_view>

#include "application/application.h"

namespace cxsam::application {

/// What is wrong with a call for this tenant, "" for none; "" when nothing is.
std::string_view tenant_fault(const Function& function, std::string_view tenant);

}  // namespace cxsam::application
