// The options of `package`.
#pragma once

#include <array>

#include "cli/upload_options.h"

namespace cxsam::cli::package_command {

inline constexpr std::array kMain{
    kS3Bucket,
    kResolveS3,
    OptionSpec{
        .name = "output-dir",
        .kind = OptionKind::Path,
        .value_name = "FOLDER",
        .help = "Upload nothing: put the archives here. The same content is put there once, under a name made of its digest.",
        .only_here = true},
    kTemplateFile,
    OptionSpec{.name = "output-template-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "The template that names what was packaged. Without it: standard output, or template.yaml in the output "
                       "folder."},
    only_here(kParameterOverrides),
    kUseJson,
};

inline constexpr std::array kUpload{
    kS3Prefix,
    kKmsKeyId,
    kForceUpload,
    kMetadata,
    kNoProgressbar,
    kSigningProfiles,
    OptionSpec{.name = "region",
               .value_name = "REGION",
               .help = "The Region of the bucket. Without it: AWS_REGION, or the profile's."},
    OptionSpec{.name = "profile", .value_name = "NAME", .help = "The profile of your AWS credentials file."},
    OptionSpec{.name = "endpoint-url",
               .value_name = "URL",
               .help = "Ask this server in place of AWS, as of LocalStack or MinIO. AWS_ENDPOINT_URL does the same.",
               .only_here = true},
};

inline constexpr std::array kWithoutEffect{
    kImageRepository,
    kImageRepositories,
    kResolveImageRepos,
    kLanguageExtensions,
};

inline constexpr std::array kGroups{OptionGroup{"Packaging", kMain}, OptionGroup{"Upload", kUpload},
                                    OptionGroup{"Configuration", kConfigOptions},
                                    OptionGroup{"Without effect", kWithoutEffect}};

}  // namespace cxsam::cli::package_command
