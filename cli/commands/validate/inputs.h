// What the words of the command line mean: files, folders, globs, standard input.
#pragma once

#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "lint/validate.h"

namespace cxsam::cli::validate {

struct Inputs {
  std::vector<lint::Input> files;
  std::vector<std::string> searched;  // folders and globs: something is expected there
};

/// Files in the order given, those of a folder or a glob sorted, each once; without those of `ignore_templates`. Without any
/// word: `templates` of the settings, else the template of this folder.
Result<Inputs> find_inputs(const Context& context, const lint::Settings& settings);

}  // namespace cxsam::cli::validate
