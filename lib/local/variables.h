// The environment variables of a function's own: template, shell and `--env-vars`, in SAM CLI's precedence.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "application/application.h"
#include "base/result.h"
#include "local/credentials.h"

namespace cxsam::local {

/// The file of `--env-vars`: {"FunctionId or name": {"NAME": value}, "Parameters": {"NAME": value}}, values as text; or
/// assignments NAME=value for all functions.
using VariableOverrides = std::map<std::string, std::map<std::string, std::string>, std::less<>>;

/// `shell`: what assignments may refer to. Errors: unreadable, neither JSON nor assignments, JSON of another shape.
Result<VariableOverrides> read_overrides(const std::filesystem::path& path, const Variables& shell);
Result<VariableOverrides> parse_overrides(std::string_view text, const Variables& shell);

/// Only names that the template declares are passed. The function's own entry of the file (by its full path, its logical id,
/// its name, another name of it: the first of these that there is) > `Parameters` of the file > the shell's value > the
/// template's. AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_* of the shell come along.
std::map<std::string, std::string> own_variables(const application::Function& function, const VariableOverrides& overrides,
                                                 const Variables& shell);

/// Entries of the file that are for no function.
std::vector<std::string> unused_entries(const VariableOverrides& overrides, const application::Application& application);

}  // namespace cxsam::local
