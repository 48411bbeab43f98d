// The options of `deploy`.
#pragma once

#include <array>

#include "cli/aws_options.h"
#include "cli/stack_options.h"
#include "cli/upload_options.h"

namespace cxsam::cli::deploy_command {

inline constexpr std::array kMain{
    OptionSpec{.name = "stack-name", .value_name = "NAME", .help = "The stack that is made or updated."},
    OptionSpec{.name = "guided",
               .aliases = "-g",
               .kind = OptionKind::Flag,
               .help = "Ask for what is needed, and keep the answers in samconfig.toml."},
    kTemplateFile,
    kParameterOverrides,
    OptionSpec{
        .name = "capabilities",
        .kind = OptionKind::List,
        .value_name = "NAME...",
        .help = "What the template may do: CAPABILITY_IAM (make roles), CAPABILITY_NAMED_IAM, CAPABILITY_AUTO_EXPAND (macros "
                "and nested stacks).",
        .several_words = true},
    kTags,
    OptionSpec{.name = "confirm-changeset",
               .kind = OptionKind::Flag,
               .help =
                   "Show what CloudFormation would change, and ask. On a terminal cxsam asks by itself where the stack's name "
                   "says that it is used in production.",
               .negatable = true},
    OptionSpec{.name = "no-execute-changeset",
               .kind = OptionKind::Flag,
               .help = "Only make the change set, for somebody to look at and execute."},
    OptionSpec{.name = "fail-on-empty-changeset",
               .kind = OptionKind::Flag,
               .default_value = "true",
               .help = "Exit with 1 where there is nothing to change (as without the option); `--no-...` makes it 0.",
               .negatable = true},
    OptionSpec{.name = "output",
               .kind = OptionKind::Choice,
               .default_value = "text",
               .choices = "text,json",
               .help = "json: one object a line on standard output for each change, event and result."},
    OptionSpec{.name = "validate",
               .kind = OptionKind::Flag,
               .default_value = "true",
               .help = "Check the template first, as `validate` does; errors keep it from being deployed.",
               .negatable = true,
               .only_here = true},
};

inline constexpr std::array kFailure{
    OptionSpec{
        .name = "on-failure",
        .kind = OptionKind::Choice,
        .value_name = "WHAT",
        .choices = "ROLLBACK,DELETE,DO_NOTHING",
        .help = "What becomes of a stack that cannot be made: it goes back to what it was (ROLLBACK, as without the option), a "
                "new one is deleted (DELETE), or what was made stays (DO_NOTHING)."},
    OptionSpec{.name = "disable-rollback",
               .kind = OptionKind::Flag,
               .help = "Keep what was made when a resource fails.",
               .negatable = true},
    OptionSpec{.name = "replace-failed",
               .kind = OptionKind::Flag,
               .help = "Delete what a first creation that failed has left (ROLLBACK_COMPLETE), and create anew.",
               .only_here = true},
    OptionSpec{.name = "max-wait-duration",
               .kind = OptionKind::Number,
               .value_name = "MINUTES",
               .default_value = "60",
               .help = "How long to wait for CloudFormation."},
    OptionSpec{.name = "express",
               .kind = OptionKind::Flag,
               .help = "CloudFormation's express mode: do not wait until resources are stable.",
               .negatable = true},
    kRoleArn,
    kNotificationArns,
};

inline constexpr std::array kUpload{kS3Bucket, kResolveS3,     kS3Prefix,        kKmsKeyId, kForceUpload,
                                    kMetadata, kNoProgressbar, kSigningProfiles, kUseJson};

inline constexpr std::array kWithoutEffect{
    kImageRepository,
    kImageRepositories,
    kResolveImageRepos,
    kLanguageExtensions,
};

inline constexpr std::array kGroups{OptionGroup{"Deployment", kMain},
                                    OptionGroup{"Failure and waiting", kFailure},
                                    OptionGroup{"Upload", kUpload},
                                    OptionGroup{"AWS", kAwsOptions},
                                    OptionGroup{"Configuration", kConfigOptions},
                                    OptionGroup{"Without effect", kWithoutEffect}};

}  // namespace cxsam::cli::deploy_command
