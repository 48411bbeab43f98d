// That a stack is one for development is asked once for each template and
// stack.
#pragma once

#include <filesystem>
#include <string>

#include "cli/command.h"

namespace cxsam::cli::sync_command {

/// True when it may be synchronised, which is remembered where SAM CLI
/// remembers it (~/.aws-sam/metadata.json). Who has said so before is only
/// reminded. Error: no answer.
Result<bool> ask_consent(Context& context, const std::filesystem::path& template_path, const std::string& stack);

}  // namespace cxsam::cli::sync_command
