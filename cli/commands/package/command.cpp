// `package`: archives for AWS and the template that names them. Source: SAM CLI, "sam package".
#include "cli/command.h"

#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/load_project.h"
#include "cli/options.h"
#include "cli/paths.h"
#include "package/limits.h"
#include "package/package.h"

namespace cxsam::cli {
namespace package_command {
namespace {

namespace fs = std::filesystem;

constexpr std::array kMain{
    OptionSpec{.name = "output-dir",
               .kind = OptionKind::Path,
               .value_name = "FOLDER",
               .help = "Where the archives are put. The same content is put there once, under a name made of its digest."},
    kTemplateFile,
    OptionSpec{.name = "output-template-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "The template that names the archives. Without it: template.yaml in the output folder."},
    kParameterOverrides,
    OptionSpec{.name = "use-json", .kind = OptionKind::Flag, .help = "Write that template as JSON."},
};

constexpr std::string_view kNoBar = "there is no progress bar";

constexpr std::array kUpload{
    OptionSpec{.name = "s3-bucket", .help = "Uploading is not possible yet.", .hidden = true},
    OptionSpec{.name = "resolve-s3",
               .kind = OptionKind::Flag,
               .help = "Uploading is not possible yet.",
               .negatable = true,
               .hidden = true},
    OptionSpec{.name = "image-repository", .help = "Uploading is not possible yet.", .hidden = true},
    OptionSpec{
        .name = "image-repositories", .kind = OptionKind::List, .help = "Uploading is not possible yet.", .hidden = true},
    OptionSpec{
        .name = "resolve-image-repos", .kind = OptionKind::Flag, .help = "Uploading is not possible yet.", .hidden = true},
    OptionSpec{.name = "signing-profiles",
               .kind = OptionKind::List,
               .help = "Signing is not possible yet.",
               .several_words = true,
               .hidden = true},
};

constexpr std::string_view kNoUpload = "it belongs to the upload, which is not possible yet";

constexpr std::array kWithoutEffect{
    OptionSpec{.name = "s3-prefix", .hidden = true, .no_effect = kNoUpload},
    OptionSpec{.name = "kms-key-id", .hidden = true, .no_effect = kNoUpload},
    OptionSpec{.name = "force-upload", .kind = OptionKind::Flag, .hidden = true, .no_effect = kNoUpload},
    OptionSpec{.name = "metadata", .hidden = true, .no_effect = kNoUpload},
    OptionSpec{.name = "no-progressbar", .kind = OptionKind::Flag, .hidden = true, .no_effect = kNoBar},
    OptionSpec{.name = "language-extensions",
               .kind = OptionKind::Flag,
               .negatable = true,
               .hidden = true,
               .no_effect = kNoLanguageExtensions},
    OptionSpec{.name = "profile", .hidden = true, .no_effect = "packaging asks nothing of AWS"},
    OptionSpec{.name = "region", .hidden = true, .no_effect = "packaging asks nothing of AWS"},
};

constexpr std::array kGroups{OptionGroup{"Packaging", kMain}, OptionGroup{"Configuration", kConfigOptions},
                             OptionGroup{"Upload", kUpload}, OptionGroup{"Without effect", kWithoutEffect}};

/// What would need an upload, in words.
std::optional<Error> refuse(const config::Values& options) {
  for (const OptionSpec& option : kUpload) {
    // A samconfig.toml made for SAM CLI says `resolve_s3 = true`; only what is typed asks for an upload.
    if (options.origin(option.name) != config::Origin::CommandLine) continue;
    return Error{fmt::format("`--{}` needs AWS: `package` does not upload or sign yet", option.name)}
        .hint("`--output-dir FOLDER` writes the archives and a template to this machine")
        .hint("`aws cloudformation package --template-file FOLDER/template.yaml --s3-bucket BUCKET` uploads them from there");
  }
  if (options.has("output-dir")) return std::nullopt;
  return Error{"`package` needs `--output-dir`: it does not upload yet"}.hint("cxsam package --output-dir dist");
}

void show(Context& context, const std::vector<package::Packed>& packed, const std::string& output_template) {
  for (const package::Packed& each : packed) {
    std::string size = package::size_text(each.size.zipped);
    if (each.size.unzipped > 0) size += ", " + package::size_text(each.size.unzipped) + " unzipped";
    context.terminal.err(fmt::format("{}: {} ({})\n", join(each.ids, ", "), shown(each.file), size));
  }
  context.terminal.out(
      fmt::format("\nSuccessfully packaged artifacts and wrote output template to file {}.\n", output_template));
}

int run(Context& context) {
  if (const std::optional<Error> error = refuse(context.options)) return report(context.terminal, *error);
  const Result<project::Project> project = load_for_code(context, true);
  if (!project) return report(context.terminal, project.error());

  package::Options options;
  options.output_folder = absolute(*context.options.text("output-dir"));
  options.json = context.options.flag("use-json");
  const std::string usual =
      (fs::path(*context.options.text("output-dir")) / (options.json ? "template.json" : "template.yaml")).string();
  const std::string output_template = context.options.text_or("output-template-file", usual);
  options.output_template = absolute(output_template);
  options.limits = *facts::find_limits("current");

  Diagnostics diagnostics;
  const Result<std::vector<package::Packed>> packed = package::package(*project, options, diagnostics);
  show_findings(context, *project->sources, diagnostics);
  if (!packed) return report(context.terminal, packed.error());
  if (diagnostics.has_errors())
    return report(context.terminal, Error{"nothing was packaged: " + plural(diagnostics.count(Severity::Error), "problem")});
  show(context, *packed, output_template);
  return kDone;
}

}  // namespace
}  // namespace package_command

extern const Command command_package;
const Command command_package{
    .name = "package",
    .summary = "Zip functions and layers for AWS",
    .description =
        "Writes one zip archive for each function and layer, and a template that names them by relative paths. An archive has "
        "the same bytes on any day and on any machine, so what has not changed keeps its name. The built template "
        ".aws-sam/build/template.yaml is taken when there is one, else the folders are packaged as they are.\n\n"
        "Functions that are larger than Lambda takes are errors; nothing is sent to AWS.",
    .examples =
        "cxsam package --output-dir dist\n"
        "cxsam package --output-dir dist --output-template-file packaged.yaml",
    .groups = package_command::kGroups,
    .run = package_command::run,
    .area = "Build and hand over",
};

}  // namespace cxsam::cli
