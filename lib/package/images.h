// Functions in container images, which are neither built nor pushed here.
#pragma once

#include <string_view>

#include "diagnostic/diagnostic.h"
#include "template/template.h"

namespace cxsam::package {

/// "123456789012.dkr.ecr.eu-west-1.amazonaws.com/name": what Lambda can load an image from.
/// Source: Amazon ECR user guide, "Amazon ECR private registry".
bool is_image_in_registry(std::string_view uri);

/// An error for each function whose image is one of this machine.
void check_images(const tmpl::Template& source, Diagnostics& diagnostics);

}  // namespace cxsam::package
