// The options of `sync`.
#pragma once

#include <array>

#include "cli/aws_options.h"
#include "cli/build_options.h"
#include "cli/stack_options.h"
#include "cli/upload_options.h"

namespace cxsam::cli::sync_command {

inline constexpr std::array kMain{
    OptionSpec{.name = "stack-name", .value_name = "NAME", .help = "The stack that is made or changed: one for development."},
    kTemplateFile,
    OptionSpec{.name = "code",
               .kind = OptionKind::Flag,
               .help = "Only code and definitions of what is deployed already, straight to the services."},
    OptionSpec{.name = "watch",
               .kind = OptionKind::Flag,
               .help = "Go on with each change of code or template, until Ctrl-C.",
               .negatable = true},
    OptionSpec{.name = "resource-id",
               .kind = OptionKind::List,
               .value_name = "LOGICAL_ID",
               .help = "With --code: this resource (`Child/Hello` in a nested stack). May be given several times."},
    OptionSpec{.name = "resource",
               .kind = OptionKind::List,
               .value_name = "TYPE",
               .help = "With --code: all resources of this type, as AWS::Serverless::Function. May be given several times."},
    OptionSpec{.name = "skip-deploy-sync",
               .kind = OptionKind::Flag,
               .default_value = "true",
               .help = "Leave CloudFormation out where only code has changed since it was last asked (as without the option); "
                       "`--no-...` asks it in any case.",
               .negatable = true},
    OptionSpec{.name = "watch-exclude",
               .kind = OptionKind::List,
               .value_name = "LOGICAL_ID=PATTERN",
               .help = "With --watch: files of a resource that do not count, as Hello=*.log. May be given several times.",
               .assignments = true},
    OptionSpec{.name = "dependency-layer",
               .kind = OptionKind::Flag,
               .default_value = "true",
               .help =
                   "What Python and Node.js functions depend on goes into layers of a nested stack, so that a change of code "
                   "uploads the code alone; `--no-...` brings functions whole.",
               .negatable = true},
    kParameterOverrides,
    OptionSpec{.name = "capabilities",
               .kind = OptionKind::List,
               .value_name = "NAME...",
               .help = "What the template may do; without it CAPABILITY_NAMED_IAM and CAPABILITY_AUTO_EXPAND.",
               .several_words = true},
    kTags,
    OptionSpec{.name = "express",
               .kind = OptionKind::Flag,
               .default_value = "true",
               .help = "CloudFormation's express mode: do not wait until resources are stable.",
               .negatable = true},
    kRoleArn,
    kNotificationArns,
};

inline constexpr std::array kBuild{kBaseDir, kBuildInSource};

inline constexpr std::array kUpload{kS3Bucket, kS3Prefix, kKmsKeyId, kMetadata};

inline constexpr std::array kWithoutEffect{
    kImageRepository, kImageRepositories, kUseContainer, kBuildImage, kContainerEnvVarFile, kLanguageExtensions,
};

inline constexpr std::array kGroups{OptionGroup{"Sync", kMain},
                                    OptionGroup{"Build", kBuild},
                                    OptionGroup{"Upload", kUpload},
                                    OptionGroup{"AWS", kAwsOptions},
                                    OptionGroup{"Configuration", kConfigOptions},
                                    OptionGroup{"Without effect", kWithoutEffect}};

}  // namespace cxsam::cli::sync_command
