// Code signing: AWS Signer makes a signed copy of an archive in the bucket, which the template then names.
// Source: AWS Signer API reference, "StartSigningJob"; SAM CLI, "sam package", `--signing-profiles`.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "package/upload.h"

namespace cxsam::package {

/// Uploads the archives of resources with a profile, has each signed and waits for that. Gives the keys of the signed copies by
/// those of the archives; `tell` gets what a person is told. Errors: the bucket keeps no versions, a job failed.
Task<Result<std::map<std::string, std::string>>> sign(aws::Client& client, std::span<const Upload> uploads,
                                                      const SigningProfiles& profiles, const UploadOptions& options,
                                                      std::function<void(std::string_view)> tell);

}  // namespace cxsam::package
