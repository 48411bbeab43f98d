// Options that several commands share, so that they read and work the same everywhere.
#pragma once

#include <array>

#include "cli/command.h"

namespace cxsam::cli {

inline constexpr OptionSpec kTemplateFile{
    .name = "template-file",
    .aliases = "--template -t",
    .kind = OptionKind::Path,
    .value_name = "FILE",
    .environment = "SAM_TEMPLATE_FILE",
    .help = "The SAM or CloudFormation template. Without it: template.yaml, template.yml or template.json."};

inline constexpr OptionSpec kParameterOverrides{
    .name = "parameter-overrides",
    .kind = OptionKind::List,
    .value_name = "KEY=VALUE...",
    .help = "Values for the template's parameters: Key=Value, ParameterKey=Key,ParameterValue=Value or file://values.yaml.",
    .several_words = true,
    .assignments = true};

inline constexpr OptionSpec kRegion{.name = "region",
                                    .value_name = "REGION",
                                    .environment = "AWS_REGION AWS_DEFAULT_REGION",
                                    .help = "The AWS Region that the template is read for."};

inline constexpr OptionSpec kProfile{
    .name = "profile", .value_name = "NAME", .environment = "AWS_PROFILE", .help = "The profile of your AWS credentials file."};

/// For a command where SAM CLI does not have the option.
constexpr OptionSpec only_here(OptionSpec option) {
  option.only_here = true;
  return option;
}

/// Every command that reads samconfig.toml has these.
inline constexpr std::array kConfigOptions{
    OptionSpec{.name = "config-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .default_value = "samconfig.toml",
               .help = "The file with your defaults for options."},
    OptionSpec{.name = "config-env",
               .value_name = "NAME",
               .default_value = "default",
               .help = "The environment (table) of the configuration file to use."},
    OptionSpec{
        .name = "debug", .kind = OptionKind::Flag, .environment = "SAM_DEBUG", .help = "Say more of what is being done."},
    OptionSpec{.name = "save-params",
               .kind = OptionKind::Flag,
               .help = "Keep the options of this command line as defaults in the configuration file."},
    OptionSpec{.name = "beta-features",
               .kind = OptionKind::Flag,
               .negatable = true,
               .hidden = true,
               .no_effect = "cxsam has no beta features"},
};

inline constexpr OptionSpec kLanguageExtensions{.name = "language-extensions",
                                                .kind = OptionKind::Flag,
                                                .negatable = true,
                                                .hidden = true,
                                                .no_effect = "templates that name AWS::LanguageExtensions are always expanded"};

inline constexpr std::string_view kNoTerraform = "cxsam does not read Terraform projects";

inline constexpr OptionSpec kHookName{.name = "hook-name",
                                      .value_name = "NAME",
                                      .help = "Refused: cxsam prepares no applications of other tools, such as Terraform.",
                                      .hidden = true};
inline constexpr std::string_view kNoContainers =
    "functions run as processes of this machine, so containers and images have no part";

}  // namespace cxsam::cli
