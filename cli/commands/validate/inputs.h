// What the words of the command line mean: files, folders, standard input.
#pragma once

#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "lint/validate.h"

namespace cxsam::cli::validate {

/// Files in the order given, those of a folder sorted, each once. Without any word: the template of this folder.
Result<std::vector<lint::Input>> find_inputs(const Context& context);

}  // namespace cxsam::cli::validate
