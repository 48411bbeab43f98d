// Functions on Lambda Managed Instances. Only what runs them asks for it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "template/resolver.h"

namespace cxsam::application {

/// How many invocations one process takes at once, by the full path of the function.
using MaxConcurrencies = std::map<std::string, std::uint32_t, std::less<>>;

/// Adds those of one stack.
void read_max_concurrencies(const tmpl::Resolver& resolver, std::string_view stack_path, MaxConcurrencies& concurrencies);

}  // namespace cxsam::application
