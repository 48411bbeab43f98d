// The page of a rule: what its examples are. The pages are run as tests, so that what is explained is true.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::lint {

/// The page of tests/lint/ without its heading: prose, and examples set in by four blanks; "" for a rule without one.
std::string rule_page(std::string_view id);

}  // namespace cxsam::lint
