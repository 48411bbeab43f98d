// `package`: archives for AWS and the template that names them. Source: SAM CLI, "sam package".
#include "cli/command.h"

#include <optional>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "build/sam_refusals.h"
#include "cli/commands/package/options.h"
#include "cli/commands/package/to_bucket.h"
#include "cli/load_project.h"
#include "cli/paths.h"
#include "cli/upload_options.h"
#include "cli/usage.h"
#include "package/folder_store.h"
#include "package/limits.h"
#include "package/package.h"

namespace cxsam::cli {
namespace package_command {
namespace {

namespace fs = std::filesystem;

int show(Context& context, const std::vector<package::Packed>& packed, const std::string& output_template) {
  for (const package::Packed& each : packed) {
    std::string size = package::size_text(each.size.zipped);
    if (each.size.unzipped > 0) size += ", " + package::size_text(each.size.unzipped) + " unzipped";
    context.terminal.err(fmt::format("{}: {} ({})\n", join(each.ids, ", "), shown(each.place), size));
  }
  context.terminal.out(
      fmt::format("\nSuccessfully packaged artifacts and wrote output template to file {}.\n", output_template));
  return kDone;
}

int to_folder(Context& context, const project::Project& project) {
  package::Options options{.output_folder = absolute(*context.options.text("output-dir"))};
  options.json = context.options.flag("use-json");
  const std::string usual =
      (fs::path(*context.options.text("output-dir")) / (options.json ? "template.json" : "template.yaml")).string();
  const std::string output_template = context.options.text_or("output-template-file", usual);
  options.template_folder = absolute(output_template).parent_path();
  options.limits = *facts::find_limits("current");
  package::FolderStore store(options.output_folder);
  const Result<package::Package> made = packed(context, project, options, store);
  if (!made) return report(context.terminal, made.error());
  if (const auto written = write_file_atomically(absolute(output_template), made->text); !written)
    return report(context.terminal, written.error());
  return show(context, made->packed, output_template);
}

std::optional<Error> find_wrong_use(const Context& context) {
  if (const auto profiles = read_signing_profiles(context.options); !profiles) return profiles.error();
  return fault_of_uploads(context.options);
}

int say_bucket_is_missing(Context& context) {
  return usage_error(context,
                     Error{"Missing option '--s3-bucket'"}.hint(
                         "`--resolve-s3` uses a bucket of your own account, `--output-dir FOLDER` writes to this machine"));
}

int run(Context& context) {
  const config::Values& options = context.options;
  // A samconfig.toml made for SAM CLI names a bucket; a folder that is typed wins over it.
  const auto typed = [&](std::string_view name) { return options.origin(name) == config::Origin::CommandLine; };
  const bool bucket = !options.text_or("s3-bucket", "").empty() || options.flag("resolve-s3");
  const bool folder = options.has("output-dir") && (!bucket || typed("output-dir"));
  if (options.has("s3-bucket") && typed("resolve-s3") && options.flag("resolve-s3"))
    return report(context.terminal, Error{"Cannot use both --resolve-s3 and --s3-bucket parameters. Please use only one."});
  if (folder && (typed("s3-bucket") || (typed("resolve-s3") && options.flag("resolve-s3"))))
    return report(context.terminal,
                  Error{"`--output-dir` writes to this machine and `--s3-bucket` uploads: give only one of them"});
  Diagnostics findings;
  const Result<project::Project> project = load_for_code(context, true, findings);
  if (project && !bucket && !folder) return say_bucket_is_missing(context);
  // SAM CLI reads a template for packaging as it does for building.
  auto refusal = context.as_sam ? build::refusal_of_findings(findings) : std::nullopt;
  if (!refusal && !project) return report(context.terminal, project.error());
  if (!refusal && context.as_sam) refusal = build::refusal_of_template(*project);
  if (refusal) return report(context.terminal, *refusal);
  return folder ? to_folder(context, *project) : to_bucket(context, *project);
}

}  // namespace
}  // namespace package_command

extern const Command command_package{
    .name = "package",
    .summary = "Zip functions and layers for AWS, and upload them",
    .description =
        "Uploads one zip archive for each function and layer to a bucket, with every other file that the template names by a "
        "local path, and writes the template that names them there. With `--output-dir` nothing leaves this machine. An "
        "archive has the same bytes on any day and on any machine, and its key is made of its content: what the bucket holds "
        "already is not zipped or sent again. The built template .aws-sam/build/template.yaml is taken when there is one, else "
        "the folders are packaged as they are.\n\n"
        "Functions that are larger than Lambda takes are errors; nothing is uploaded then.",
    .examples =
        "cxsam package --s3-bucket my-bucket --output-template-file packaged.yaml\n"
        "cxsam package --resolve-s3 --s3-prefix shop\n"
        "cxsam package --output-dir dist",
    .groups = package_command::kGroups,
    .run = package_command::run,
    .wrong_use = package_command::find_wrong_use,
    .area = "Build and hand over",
};

}  // namespace cxsam::cli
