// The options of `init`.
#pragma once

#include <array>

#include "cli/options.h"

namespace cxsam::cli::init_command {

inline constexpr std::array kProjectOptions{
    OptionSpec{.name = "name", .aliases = "-n", .value_name = "NAME", .help = "The project, and the folder that is made."},
    OptionSpec{.name = "runtime",
               .aliases = "-r",
               .value_name = "RUNTIME",
               .help = "The Lambda runtime, such as python3.13, nodejs22.x or provided.al2023."},
    OptionSpec{.name = "app-template",
               .value_name = "BLUEPRINT",
               .help = "What to start from: hello-world, env-greeting, hello-world-typescript, hello-world-gradle, "
                       "hello-world-go, hello-world-rust."},
    OptionSpec{.name = "output-dir",
               .aliases = "-o",
               .kind = OptionKind::Path,
               .value_name = "FOLDER",
               .default_value = ".",
               .help = "Where the project's folder is made."},
    OptionSpec{.name = "architecture",
               .aliases = "-a",
               .kind = OptionKind::Choice,
               .default_value = "x86_64",
               .choices = "arm64,x86_64",
               .help = "The processor that the functions are for."},
    OptionSpec{
        .name = "dependency-manager",
        .aliases = "-d",
        .value_name = "NAME",
        .help = "Which tool builds or installs dependencies: pip, npm, bundler, maven, cli-package, mod (Go), cargo (Rust) or "
                "makefile. The runtime and the blueprint decide without it."},
    OptionSpec{.name = "package-type",
               .aliases = "-p",
               .kind = OptionKind::Choice,
               .value_name = "TYPE",
               .default_value = "Zip",
               .choices = "Zip,Image",
               .help = "How functions are packed. Only Zip can be made."},
    OptionSpec{.name = "extra-context",
               .value_name = "JSON",
               .help = "Values for the blueprint's placeholders, as a JSON object: {\"project_name\": \"shop\"}."},
};

inline constexpr std::array kFeatureOptions{
    OptionSpec{.name = "tracing", .kind = OptionKind::Flag, .help = "Turn on AWS X-Ray tracing.", .negatable = true},
    OptionSpec{.name = "application-insights",
               .kind = OptionKind::Flag,
               .help = "Add CloudWatch Application Insights.",
               .negatable = true},
    OptionSpec{.name = "structured-logging", .kind = OptionKind::Flag, .help = "Let functions log in JSON.", .negatable = true},
};

inline constexpr std::array kAskingOptions{
    OptionSpec{
        .name = "no-interactive", .kind = OptionKind::Flag, .help = "Ask nothing: what is needed and missing is an error."},
    OptionSpec{.name = "no-input", .kind = OptionKind::Flag, .help = "As --no-interactive."},
};

inline constexpr std::array kRefusedOptions{
    OptionSpec{.name = "location",
               .aliases = "-l",
               .value_name = "URL",
               .help = "A template from elsewhere. Not possible yet.",
               .hidden = true},
    OptionSpec{.name = "base-image",
               .aliases = "-i",
               .value_name = "IMAGE",
               .help = "The image to build on. Not possible: see --package-type.",
               .hidden = true},
};

inline constexpr std::array kGroups{OptionGroup{"Project", kProjectOptions}, OptionGroup{"What it contains", kFeatureOptions},
                                    OptionGroup{"Questions", kAskingOptions}, OptionGroup{"Not possible yet", kRefusedOptions},
                                    OptionGroup{"Configuration", kConfigOptions}};

}  // namespace cxsam::cli::init_command
