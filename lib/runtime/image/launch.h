// How a function that is a container image is started, and what it sees.
#pragma once

#include <string_view>
#include <vector>

#include "runtime/image/image.h"
#include "runtime/language.h"
#include "runtime/sandbox_steps.h"

namespace cxsam::runtime {

/// `spec.code` is the root of its file system. Errors: nothing to start, or nothing of that name in the image.
/// Source: AWS Lambda developer guide, "Create a Lambda function using a container image": container image settings.
Result<Launch> launch_image(const FunctionSpec& spec, const ImageConfig& config);

/// What comes after ground_steps(): the image as the root, read-only but for /tmp, with /proc, /dev and the names of the
/// machine. `hosts`: see SandboxSpec.
std::vector<SandboxStep> image_steps(const std::filesystem::path& root, std::uint32_t tmp_mb, std::string_view hosts);

/// What images for this machine are for: "amd64" or "arm64".
std::string_view machine_architecture();

}  // namespace cxsam::runtime
