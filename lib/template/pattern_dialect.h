// Java's and Python's regular expressions in the spelling that PCRE2 understands.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam::tmpl {

/// Rewrites what the dialects write in different ways: a dash behind a range or a set (`[a-z-.]`), `\Z`, `\u0041`, and
/// classes such as `\p{Alnum}`. An error for PCRE2's own commands (`(*VERB)`), which the others do not have.
/// Sources: java.util.regex.Pattern; the documentation of Python's `re`; pcre2pattern(3).
Result<std::string> to_pcre(std::string_view expression);

}  // namespace cxsam::tmpl
