#include "cli/commands/package/to_bucket.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "aws/client.h"
#include "aws/settings.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/aws_options.h"
#include "cli/load_project.h"
#include "cli/paths.h"
#include "cli/upload_options.h"
#include "loop/run.h"
#include "loop/world.h"
#include "package/applications.h"
#include "package/s3_store.h"
#include "package/signing.h"
#include "package/upload.h"

namespace cxsam::cli::package_command {
namespace {

int show(Context& context, const std::string& text) {
  const auto file = context.options.text("output-template-file");
  if (!file) {
    context.terminal.out(text);
    if (context.as_sam || context.options.flag("use-json")) context.terminal.out("\n");
    return kDone;
  }
  if (const auto written = write_file_atomically(absolute(*file), text); !written)
    return report(context.terminal, written.error());
  context.terminal.out(
      fmt::format("\nSuccessfully packaged artifacts and wrote output template to file {}.\n"
                  "Execute the following command to deploy the packaged template\n"
                  "{} deploy --template-file {} --stack-name <YOUR STACK NAME>\n\n",
                  *file, context.program(), absolute(*file).string()));
  return kDone;
}

/// Signed copies have keys that only Signer knows, so that the template is made once more.
Task<Result<std::string>> sign_and_upload(Context& context, const project::Project& project, aws::Client& client,
                                          const package::UploadOptions& upload, const package::Options& options,
                                          package::Bucket bucket, const package::S3Store& unsigned_store) {
  const auto tell_it = [&](std::string_view text) { context.terminal.err(text); };
  auto keys = co_await package::sign(client, unsigned_store.uploads(), bucket.signing, upload, tell_it);
  if (!keys) co_return fail(std::move(keys).error());
  bucket.signed_keys = *std::move(keys);
  package::S3Store store(bucket);
  Diagnostics told_already;
  Result<package::Package> made = package::package(project, options, store, told_already);
  if (!made) co_return fail(std::move(made).error());
  std::vector<package::Upload> rest;
  for (const package::Upload& each : store.uploads())
    if (!bucket.signed_keys.contains(each.key)) rest.push_back(each);
  const Result<void> sent = co_await package::upload(client, rest, upload);
  if (!sent) co_return fail(sent.error());
  co_return std::move(made->text);
}

/// Everything of it happens on one loop: the bucket, the packing, the upload. Gives the template.
Task<Result<std::string>> package_and_upload(Context& context, const project::Project& project, aws::Client& client,
                                             package::UploadOptions upload) {
  if (context.as_sam) {
    const auto tell = [&](std::string_view text) { context.terminal.err(text); };
    const Result<void> asked = co_await package::ask_for_applications(client, project, tell);
    if (!asked) co_return fail(asked.error());
  }
  if (upload.bucket.empty()) {
    Result<std::string> bucket = co_await resolve_bucket(context, client);
    if (!bucket) co_return fail(std::move(bucket).error());
    upload.bucket = *std::move(bucket);
  }
  package::Bucket bucket{.name = upload.bucket, .prefix = read_s3_prefix(context)};
  bucket.url = [&](const std::string& key) { return aws::object_url(client.settings(), upload.bucket, key); };
  bucket.signing = *read_signing_profiles(context.options);
  package::Options options{.output_folder = {}, .template_folder = {}};
  options.json = context.options.flag("use-json");
  options.as_sam = true;
  options.called_sam = context.as_sam;
  options.limits = *facts::find_limits("current");
  package::S3Store store(bucket);
  Result<package::Package> made = packed(context, project, options, store);
  if (!made) co_return fail(std::move(made).error());
  if (!bucket.signing.empty()) co_return co_await sign_and_upload(context, project, client, upload, options, bucket, store);
  const Result<void> sent = co_await package::upload(client, store.uploads(), upload);
  if (!sent) co_return fail(sent.error());
  co_return std::move(made->text);
}

}  // namespace

Result<package::Package> packed(Context& context, const project::Project& project, const package::Options& options,
                                package::Store& store) {
  Diagnostics diagnostics;
  Result<package::Package> made = package::package(project, options, store, diagnostics);
  show_findings(context, *project.sources, diagnostics);
  if (made && diagnostics.has_errors())
    return fail(Error{"nothing was packaged: " + plural(diagnostics.count(Severity::Error), "problem")});
  return made;
}

int to_bucket(Context& context, const project::Project& project) {
  Result<package::UploadOptions> upload = read_upload_options(context);
  if (!upload) return report(context.terminal, upload.error());
  Result<aws::Settings> settings = read_aws_settings(context);
  if (!settings) return report(context.terminal, settings.error());
  SystemWorld system;
  aws::Client client(system.world, *std::move(settings));
  auto text = cxsam::run(system.loop, package_and_upload(context, project, client, *std::move(upload)));
  if (!text) return kInterrupted;
  if (!*text) return report(context.terminal, text->error());
  return show(context, **text);
}

}  // namespace cxsam::cli::package_command
