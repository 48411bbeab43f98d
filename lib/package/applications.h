// Applications of the AWS Serverless Application Repository that a template is made of.
#pragma once

#include <functional>
#include <string_view>

#include "aws/client.h"
#include "base/result.h"
#include "project/project.h"

namespace cxsam::package {

/// Has the repository make the template of each application that the project names by its id and version. Nothing needs them,
/// as CloudFormation asks for its own; SAM CLI does so, and fails where one cannot be had. `tell` gets a line for each. Error:
/// the first that is refused. Source: AWS SAR API reference, CreateCloudFormationTemplate.
Task<Result<void>> ask_for_applications(aws::Client& client, const project::Project& project,
                                        std::function<void(std::string_view)> tell);

}  // namespace cxsam::package
