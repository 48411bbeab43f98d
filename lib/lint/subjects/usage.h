// What a template declares and never uses: shared by the rules for parameters, mappings and conditions.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {

/// Reports every key of a section that is not in `used`. Silent where a macro or an include may be the user.
void check_unused(const CheckContext& context, std::string_view section, std::string_view noun,
                  const std::set<std::string, std::less<>>& used, Findings& findings);

/// The names that references of these kinds go to, in the whole template.
std::set<std::string, std::less<>> referenced(const CheckContext& context, std::initializer_list<tmpl::Reference::Kind> kinds);

}  // namespace cxsam::lint
