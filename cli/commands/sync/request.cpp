#include "cli/commands/sync/request.h"

#include <filesystem>

#include "cli/paths.h"
#include "cli/template_options.h"
#include "cli/upload_options.h"

namespace cxsam::cli::sync_command {

Result<sync::Request> read_request(Context& context) {
  const config::Values& values = context.options;
  Result<TemplateChoice> choice = read_template_choice(values);
  if (!choice) return fail(std::move(choice).error());
  const auto path = project::find_template(std::filesystem::current_path(), choice->file, false);
  if (!path) return fail(path.error());
  sync::Request request{.project = {.template_path = cli::absolute(*path),
                                    .parameters = std::move(choice->parameters),
                                    .environment = choice->environment,
                                    .need = project::Need::Code},
                        .stack = values.text_or("stack-name", ""),
                        .choice = {},
                        .build = {},
                        .state_file = cli::absolute(".aws-sam/sync.toml"),
                        .bucket = {values.text_or("s3-bucket", ""), read_s3_prefix(context), values.text_or("kms-key-id", "")}};
  if (values.flag("code")) request.choice = {values.list("resource-id"), values.list("resource")};
  const std::filesystem::path folder = request.project.template_path.parent_path();
  request.build.plan.base_folder = cli::absolute(values.text_or("base-dir", folder.string()));
  request.dependency_layers = values.flag("dependency-layer");
  // Functions without their dependencies are nothing for local commands, which look in the usual folder.
  request.build.build_folder = cli::absolute(request.dependency_layers ? ".aws-sam/auto-dependency-layer" : ".aws-sam/build");
  request.build.make.in_source = values.flag("build-in-source");
  request.build.make.sam_errors = context.as_sam;
  request.build.plan.as_sam = context.as_sam;
  request.build.parallel = true;
  return request;
}

}  // namespace cxsam::cli::sync_command
