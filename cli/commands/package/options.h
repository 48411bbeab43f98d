// The options of `package`.
#pragma once

#include <array>

#include "cli/options.h"

namespace cxsam::cli::package_command {

inline constexpr std::array kMain{
    OptionSpec{.name = "s3-bucket", .value_name = "BUCKET", .help = "Upload to this bucket."},
    OptionSpec{.name = "resolve-s3",
               .kind = OptionKind::Flag,
               .help =
                   "Upload to the bucket that SAM CLI keeps in your account (stack aws-sam-cli-managed-default), which is made "
                   "when it is missing.",
               .negatable = true},
    OptionSpec{
        .name = "output-dir",
        .kind = OptionKind::Path,
        .value_name = "FOLDER",
        .help = "Upload nothing: put the archives here. The same content is put there once, under a name made of its digest."},
    kTemplateFile,
    OptionSpec{.name = "output-template-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "The template that names what was packaged. Without it: standard output, or template.yaml in the output "
                       "folder."},
    kParameterOverrides,
    OptionSpec{.name = "use-json", .kind = OptionKind::Flag, .help = "Write that template as JSON."},
};

inline constexpr std::array kUpload{
    OptionSpec{.name = "s3-prefix", .value_name = "PREFIX", .help = "What keys begin with, as a folder."},
    OptionSpec{.name = "kms-key-id", .value_name = "KEY", .help = "Encrypt with this KMS key in place of S3's own."},
    OptionSpec{.name = "force-upload", .kind = OptionKind::Flag, .help = "Upload also what the bucket holds already."},
    OptionSpec{.name = "metadata",
               .value_name = "KEY=VALUE,...",
               .help = "Metadata of the uploaded objects: Key=Value pairs with commas between, or a JSON object of texts."},
    OptionSpec{.name = "no-progressbar", .kind = OptionKind::Flag, .help = "Do not tell how far uploads are."},
    OptionSpec{.name = "region",
               .value_name = "REGION",
               .help = "The Region of the bucket. Without it: AWS_REGION, or the profile's."},
    OptionSpec{.name = "profile", .value_name = "NAME", .help = "The profile of your AWS credentials file."},
    OptionSpec{.name = "endpoint-url",
               .value_name = "URL",
               .help = "Ask this server in place of AWS, as of LocalStack or MinIO. AWS_ENDPOINT_URL does the same."},
};

inline constexpr std::string_view kNoImages = "functions in container images are not built or pushed";

inline constexpr std::array kWithoutEffect{
    OptionSpec{.name = "image-repository", .hidden = true, .no_effect = kNoImages},
    OptionSpec{.name = "image-repositories", .kind = OptionKind::List, .hidden = true, .no_effect = kNoImages},
    OptionSpec{.name = "resolve-image-repos", .kind = OptionKind::Flag, .hidden = true, .no_effect = kNoImages},
    OptionSpec{.name = "signing-profiles",
               .kind = OptionKind::List,
               .help = "Signing is not possible yet.",
               .several_words = true,
               .hidden = true},
    OptionSpec{.name = "language-extensions",
               .kind = OptionKind::Flag,
               .negatable = true,
               .hidden = true,
               .no_effect = kNoLanguageExtensions},
};

inline constexpr std::array kGroups{OptionGroup{"Packaging", kMain}, OptionGroup{"Upload", kUpload},
                                    OptionGroup{"Configuration", kConfigOptions},
                                    OptionGroup{"Without effect", kWithoutEffect}};

}  // namespace cxsam::cli::package_command
