// The options of `cxsam transform`, and what they mean for the library.
#pragma once

#include <array>

#include "base/result.h"
#include "cli/options.h"
#include "template/language_extensions.h"
#include "transform/transform.h"

namespace cxsam::cli {

inline constexpr std::array kTransformOptions{
    kTemplateFile,
    OptionSpec{.name = "output",
               .aliases = "-o",
               .kind = OptionKind::Choice,
               .default_value = "json",
               .choices = "json,yaml",
               .help = "The form of the result."},
    OptionSpec{.name = "source-map",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Also write, in JSON, where in your template each part of the result comes from: file, line, column and "
                       "what it was expanded by, for every JSON pointer."},
};

inline constexpr std::array kTransformValueOptions{
    kParameterOverrides,
    OptionSpec{.name = "parameters",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Values for the template's parameters, in JSON: a map of names to values, or CloudFormation's list of "
                       "{ParameterKey, ParameterValue}."},
    kRegion,
    OptionSpec{.name = "require-s3",
               .kind = OptionKind::Flag,
               .help = "Refuse local paths, as AWS does: code and definitions must be in S3."},
    OptionSpec{.name = "language-extensions",
               .kind = OptionKind::Flag,
               .help = "Expand AWS::LanguageExtensions as SAM CLI does on your machine: every function that is known is "
                       "replaced, and an Fn::Sub by its text, in which unknown names stay as they are written. Without it only "
                       "what the extensions define is replaced, and the result can be deployed.",
               .hidden = true},
    OptionSpec{.name = "managed-policies",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Managed policies of your account, in JSON: a map of names to ARNs. AWS's own are known."},
};

/// What AWS's service decides for an account or at a time; tests say it here.
inline constexpr std::array kTransformServiceOptions{
    OptionSpec{.name = "passthrough-metadata",
               .kind = OptionKind::Flag,
               .help = "Copy the Metadata of a SAM resource to every resource that is generated for it.",
               .hidden = true},
    OptionSpec{.name = "enable-all-feature-toggles",
               .kind = OptionKind::Flag,
               .help = "Behave as where AWS has turned on everything that it turns on account by account.",
               .hidden = true},
    OptionSpec{.name = "now",
               .value_name = "SECONDS",
               .help =
                   "The time to work with, in seconds since 1970: what `AlwaysDeploy` makes deployment ids of. Fractions of a "
                   "second do not count.",
               .hidden = true},
    OptionSpec{.name = "sar-stub",
               .kind = OptionKind::Flag,
               .help =
                   "Refuse local paths, and answer for the Serverless Application Repository as a stub: every application has "
                   "one fixed template URL, but for those named `no-access`, `non-existent`, `invalid-semver`, `expired` and "
                   "`preparing-never-ready`, which are refused.",
               .hidden = true},
};

inline constexpr std::array kTransformGroups{
    OptionGroup{"Template", kTransformOptions}, OptionGroup{"What it is transformed for", kTransformValueOptions},
    OptionGroup{"In place of the service", kTransformServiceOptions}, OptionGroup{"Configuration", kConfigOptions}};

/// Which expansion of AWS::LanguageExtensions is asked for.
tmpl::ExtensionStyle extension_style(const config::Values& values);

/// Reads the files that the options name.
Result<transform::TransformOptions> read_transform_options(const config::Values& values);

}  // namespace cxsam::cli
