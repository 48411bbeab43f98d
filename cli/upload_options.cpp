#include "cli/upload_options.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/upload_metadata.h"
#include "config/precedence.h"
#include "json/json.h"
#include "package/images.h"
#include "package/managed_bucket.h"

namespace cxsam::cli {
namespace {

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

/// SAM CLI writes `Hello="Profile"` into samconfig.toml.
std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

Error no_signing_profile(std::string_view word) {
  return Error{
      fmt::format("Invalid value for '--signing-profiles': ('{}',) is not a valid code sign config, it should look like this "
                  "'MyFunction=SigningProfile'",
                  word)};
}

Error no_profile_and_owner() {
  return Error{
      "Invalid value for '--signing-profiles': Signer profile option has invalid format, it should look like this "
      "MyFunction=MySigningProfile or MyFunction=MySigningProfile:MySigningProfileOwner"};
}

}  // namespace

Result<package::UploadOptions> read_upload_options(Context& context) {
  const config::Values& values = context.options;
  package::UploadOptions upload;
  upload.bucket = values.text_or("s3-bucket", "");
  upload.force = values.flag("force-upload");
  upload.put.kms_key = values.text_or("kms-key-id", "");
  if (const auto metadata = values.text("metadata")) {
    auto pairs = read_metadata(*metadata);
    if (!pairs) return fail(std::move(pairs).error());
    upload.put.metadata = *std::move(pairs);
  }
  upload.observe = [&context, quiet = values.flag("no-progressbar")](const package::UploadEvent& event) {
    if (!quiet || event.kind == package::UploadEvent::Kind::Skipped) tell(context.terminal, event);
  };
  return upload;
}

std::string read_s3_prefix(const Context& context) {
  std::string prefix = context.options.text_or("s3-prefix", "");
  while (!context.as_sam && prefix.ends_with('/')) prefix.pop_back();
  return prefix;
}

Result<package::SigningProfiles> read_signing_profiles(const config::Values& options) {
  package::SigningProfiles profiles;
  for (const std::string& word : options.list("signing-profiles")) {
    if (word.starts_with('{')) {
      const Result<Json> json = parse_json(word);
      if (!json || !json->is_object()) return fail(no_signing_profile(word));
      for (const auto& [name, each] : json->items()) {
        if (!each.is_object()) return fail(no_signing_profile(word));
        profiles[name] = {each.value("profile_name", ""), each.value("profile_owner", "")};
      }
      continue;
    }
    for (const std::string& piece : config::split_words(word)) {
      const std::vector<std::string_view> sides = split(piece, '=');
      if (sides.size() != 2 || sides[0].empty() || sides[1].empty()) return fail(no_signing_profile(piece));
      const std::string_view value = unquoted(sides[1]);
      if (value.starts_with(':') || std::ranges::count(value, ':') > 1) return fail(no_profile_and_owner());
      const std::size_t colon = value.find(':');
      const std::string owner(colon == std::string_view::npos ? "" : value.substr(colon + 1));
      profiles[std::string(unquoted(sides[0]))] = {std::string(value.substr(0, colon)), owner};
    }
  }
  return profiles;
}

std::optional<Error> fault_of_uploads(const config::Values& options) {
  if (const auto metadata = options.text("metadata"))
    if (const auto pairs = read_metadata(*metadata); !pairs) return pairs.error();
  constexpr std::string_view kInvalid = "Invalid value for '--image-repositories': --image-repositories ";
  const std::vector<std::string> named = options.list("image-repositories");
  for (const std::string& word : named) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos)
      return Error{fmt::format("{}is not a valid format, it needs to be of the form function_logical_id=ECR_URI", kInvalid)};
    if (!package::is_image_in_registry(word.substr(equals + 1)))
      return Error{fmt::format("{}needs to have valid ECR URI as value", kInvalid)};
  }
  const auto repository = options.text("image-repository");
  if (repository && !package::is_image_in_registry(*repository))
    return Error{fmt::format("Invalid value for '--image-repository': Invalid Image Repository ECR URI: {}", *repository)};
  const int given = (repository ? 1 : 0) + (named.empty() ? 0 : 1) + (options.flag("resolve-image-repos") ? 1 : 0);
  if (given < 2) return std::nullopt;
  return Error{
      "Only one of the following can be provided: '--image-repositories', '--image-repository', '--resolve-image-repos'. Do "
      "you have multiple specified in the command or in a configuration file?"};
}

Task<Result<std::string>> resolve_bucket(Context& context, aws::Client& client, bool quiet) {
  const auto tell_it = [&context, quiet](std::string_view text) {
    if (!quiet) context.terminal.out(text);
  };
  Result<std::string> bucket = co_await package::managed_bucket(client, tell_it);
  if (bucket) tell_it(fmt::format("\n\tManaged S3 bucket: {}\n{}", *bucket, kResolvedHint));
  co_return bucket;
}

}  // namespace cxsam::cli
