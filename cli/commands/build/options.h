// What `build` can be told. Source: SAM CLI, "sam build" options.
#pragma once

#include <array>

#include "cli/build_options.h"

namespace cxsam::cli::build_command {

inline constexpr std::array kWhat{
    kTemplateFile,
    kParameterOverrides,
    kBaseDir,
    OptionSpec{
        .name = "manifest",
        .aliases = "-m",
        .kind = OptionKind::Path,
        .value_name = "FILE",
        .help = "The file that lists dependencies, instead of the requirements.txt, package.json or Gemfile beside the code."},
    OptionSpec{.name = "exclude",
               .aliases = "-x",
               .kind = OptionKind::List,
               .value_name = "LOGICAL_ID",
               .help = "A function or layer that is not built. May be given several times."},
    kRegion,
};

inline constexpr std::array kHow{
    OptionSpec{.name = "build-dir",
               .aliases = "-b",
               .kind = OptionKind::Path,
               .value_name = "FOLDER",
               .default_value = ".aws-sam/build",
               .help = "Where the built code and the template are put."},
    OptionSpec{.name = "cached",
               .aliases = "-c",
               .kind = OptionKind::Flag,
               .help = "Only what has changed is built in any case; --cached adds SAM CLI's messages about it, --no-cached "
                       "builds everything again.",
               .negatable = true},
    OptionSpec{.name = "parallel", .aliases = "-p", .kind = OptionKind::Flag, .help = "Build two functions at a time."},
    kBuildInSource,
    OptionSpec{
        .name = "watch", .kind = OptionKind::Flag, .help = "Build again after each change, until Ctrl-C.", .only_here = true},
};

inline constexpr std::array kShow{
    OptionSpec{.name = "verbose",
               .aliases = "-v",
               .kind = OptionKind::Flag,
               .help = "Show what pip, npm, make and other tools print as they work; without it only what a failing one says.",
               .only_here = true},
    OptionSpec{
        .name = "explain", .kind = OptionKind::Flag, .help = "Say why each function was built again.", .only_here = true},
    OptionSpec{.name = "output",
               .kind = OptionKind::Choice,
               .default_value = "text",
               .choices = "text,json",
               .help = "The form of the result on standard output."},
};

inline constexpr std::string_view kOneFolder = "what is kept between builds stands in the build folder itself";

/// Options of `sam build` that have no part here.
inline constexpr std::array kWithoutEffect{
    OptionSpec{.name = "cache-dir", .aliases = "-cd", .kind = OptionKind::Path, .hidden = true, .no_effect = kOneFolder},
    kUseContainer,
    OptionSpec{.name = "use-buildkit", .kind = OptionKind::Flag, .negatable = true, .hidden = true, .no_effect = kBuiltHere},
    OptionSpec{.name = "container-env-var", .aliases = "-e", .kind = OptionKind::List, .hidden = true, .no_effect = kBuiltHere},
    kContainerEnvVarFile,
    kBuildImage,
    OptionSpec{.name = "skip-pull-image", .kind = OptionKind::Flag, .hidden = true, .no_effect = kBuiltHere},
    OptionSpec{.name = "docker-network", .hidden = true, .no_effect = kBuiltHere},
    OptionSpec{.name = "mount-with",
               .aliases = "-mw",
               .kind = OptionKind::Choice,
               .choices = "READ,WRITE",
               .hidden = true,
               .no_effect = kBuiltHere},
    OptionSpec{.name = "mount-symlinks", .kind = OptionKind::Flag, .negatable = true, .hidden = true, .no_effect = kBuiltHere},
    kHookName,
    OptionSpec{.name = "terraform-project-root-path",
               .kind = OptionKind::Path,
               .value_name = "FOLDER",
               .help = "Refused: cxsam does not read Terraform projects.",
               .hidden = true},
    OptionSpec{.name = "skip-prepare-infra",
               .aliases = "--prepare-infra",
               .kind = OptionKind::Flag,
               .hidden = true,
               .no_effect = kNoTerraform},
    kLanguageExtensions,
    OptionSpec{.name = "profile", .hidden = true, .no_effect = "building asks nothing of AWS"},
};

inline constexpr std::array kGroups{OptionGroup{"What is built", kWhat}, OptionGroup{"How", kHow},
                                    OptionGroup{"What is shown", kShow}, OptionGroup{"Configuration", kConfigOptions},
                                    OptionGroup{"Without effect", kWithoutEffect}};

}  // namespace cxsam::cli::build_command
