// Files of environment variables, one assignment a line (.env). Source: python-dotenv, "File format", which SAM CLI reads them
// by.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "local/credentials.h"

namespace cxsam::local {

/// `export NAME=value # comment`: quotes of both kinds, over several lines; `${NAME}` and `${NAME:-default}` are what the file
/// has said before, or `shell` says. A name alone is empty. Errors: a line that is no assignment, by its number.
Result<std::map<std::string, std::string>> parse_env_file(std::string_view text, const Variables& shell);

}  // namespace cxsam::local
