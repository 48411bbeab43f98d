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
#include "json/json.h"
#include "loop/run.h"
#include "loop/world.h"
#include "package/images.h"
#include "package/managed_bucket.h"
#include "package/s3_store.h"
#include "package/upload.h"

namespace cxsam::cli::package_command {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// "a=1,b=x y" or {"a": "1"}.
Result<Pairs> read_metadata(std::string_view text) {
  Pairs pairs;
  if (trim(text).starts_with('{')) {
    const Result<Json> json = parse_json(text);
    if (!json || !json->is_object()) return fail("`--metadata` is neither `Key=Value,...` nor a JSON object");
    for (const auto& [name, value] : json->items())
      pairs.emplace_back(name, value.is_string() ? value.get<std::string>() : dump_json(value));
    return pairs;
  }
  for (const std::string_view part : split(text, ',')) {
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0)
      return fail(Error{fmt::format("`{}` in `--metadata` is no `Key=Value`", part)}.hint(
          "cxsam package --metadata team=web,stage=test"));
    pairs.emplace_back(part.substr(0, equals), part.substr(equals + 1));
  }
  return pairs;
}

/// Ends of words as SAM CLI prints them, for scripts that wait for them.
void tell(system::Terminal& terminal, const package::UploadEvent& event) {
  using Kind = package::UploadEvent::Kind;
  if (event.kind == Kind::Skipped)
    return terminal.err(fmt::format("\n\tFile with same data already exists at {}, skipping upload\n", event.key));
  if (event.kind == Kind::Sending && !terminal.err_is_terminal()) return;
  const double share = event.total == 0 ? 100.0 : 100.0 * static_cast<double>(event.done) / static_cast<double>(event.total);
  terminal.err(fmt::format("{}\tUploading to {}  {} / {}  ({:.2f}%){}", terminal.err_is_terminal() ? "\r" : "", event.key,
                           event.done, event.total, share, event.kind == Kind::Sent ? "\n" : ""));
}

constexpr std::string_view kResolvedHint =
    "\tAuto resolution of buckets can be turned off by setting resolve_s3=False\n"
    "\tTo use a specific S3 bucket, set --s3-bucket=<bucket_name>\n"
    "\tAbove settings can be stored in samconfig.toml\n";

Result<package::UploadOptions> read_upload_options(Context& context) {
  const config::Values& values = context.options;
  package::UploadOptions upload;
  upload.bucket = values.text_or("s3-bucket", "");
  upload.force = values.flag("force-upload");
  upload.put.kms_key = values.text_or("kms-key-id", "");
  if (const auto metadata = values.text("metadata")) {
    Result<Pairs> pairs = read_metadata(*metadata);
    if (!pairs) return fail(std::move(pairs).error());
    upload.put.metadata = *std::move(pairs);
  }
  upload.observe = [&context, quiet = values.flag("no-progressbar")](const package::UploadEvent& event) {
    if (!quiet || event.kind == package::UploadEvent::Kind::Skipped) tell(context.terminal, event);
  };
  return upload;
}

int show(Context& context, const std::string& text) {
  const auto file = context.options.text("output-template-file");
  if (!file) {
    context.terminal.out(text);
    return kDone;
  }
  if (const auto written = write_file_atomically(absolute(*file), text); !written)
    return report(context.terminal, written.error());
  context.terminal.out(
      fmt::format("\nSuccessfully packaged artifacts and wrote output template to file {}.\n"
                  "Execute the following command to deploy the packaged template\n"
                  "{} deploy --template-file {} --stack-name <YOUR STACK NAME>\n\n",
                  *file, context.as_sam ? "sam" : "cxsam", absolute(*file).string()));
  return kDone;
}

/// Everything of it happens on one loop: the bucket, the packing, the upload. Gives the template.
Task<Result<std::string>> package_and_upload(Context& context, const project::Project& project, aws::Client& client,
                                             package::UploadOptions upload) {
  if (upload.bucket.empty()) {
    Result<std::string> bucket =
        co_await package::managed_bucket(client, [&](std::string_view text) { context.terminal.out(text); });
    if (!bucket) co_return fail(std::move(bucket).error());
    upload.bucket = *std::move(bucket);
    context.terminal.out(fmt::format("\n\tManaged S3 bucket: {}\n{}", upload.bucket, kResolvedHint));
  }
  package::Bucket bucket{.name = upload.bucket, .prefix = context.options.text_or("s3-prefix", "")};
  while (bucket.prefix.ends_with('/')) bucket.prefix.pop_back();
  bucket.url = [&](const std::string& key) { return aws::object_url(client.settings(), upload.bucket, key); };
  package::S3Store store(bucket);
  package::Options options{.output_folder = {}, .template_folder = {}};
  options.json = context.options.flag("use-json");
  options.resource_ids = true;
  options.limits = *facts::find_limits("current");
  Result<package::Package> made = packed(context, project, options, store);
  if (!made) co_return fail(std::move(made).error());
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

std::string fault_of_signing(const config::Values& options) {
  for (const std::string& word : options.list("signing-profiles")) {
    if (word.find('=') == std::string::npos && !word.starts_with('{'))
      return fmt::format(
          "Invalid value for '--signing-profiles': ('{}',) is not a valid code sign config, it should look like this "
          "'MyFunction=SigningProfile'",
          word);
  }
  return "";
}

std::string fault_of_repository(const config::Values& options) {
  const auto repository = options.text("image-repository");
  if (!repository || package::is_image_in_registry(*repository)) return "";
  return fmt::format("Invalid value for '--image-repository': Invalid Image Repository ECR URI: {}", *repository);
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
