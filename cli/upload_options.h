// What commands that upload share: options, the view of an upload, the managed bucket.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aws/client.h"
#include "cli/options.h"
#include "package/upload.h"

namespace cxsam::cli {

inline constexpr OptionSpec kS3Bucket{.name = "s3-bucket", .value_name = "BUCKET", .help = "Upload to this bucket."};
inline constexpr OptionSpec kResolveS3{
    .name = "resolve-s3",
    .kind = OptionKind::Flag,
    .help =
        "Upload to the bucket that SAM CLI keeps in your account (stack aws-sam-cli-managed-default), which is made when it is "
        "missing.",
    .negatable = true};

inline constexpr OptionSpec kS3Prefix{
    .name = "s3-prefix", .value_name = "PREFIX", .help = "What keys begin with, as a folder."};
inline constexpr OptionSpec kKmsKeyId{
    .name = "kms-key-id", .value_name = "KEY", .help = "Encrypt with this KMS key in place of S3's own."};
inline constexpr OptionSpec kForceUpload{
    .name = "force-upload", .kind = OptionKind::Flag, .help = "Upload also what the bucket holds already."};
inline constexpr OptionSpec kMetadata{
    .name = "metadata",
    .value_name = "KEY=VALUE,...",
    .help = "Metadata of the uploaded objects: Key=Value pairs with commas between, or a JSON object of texts."};
inline constexpr OptionSpec kNoProgressbar{
    .name = "no-progressbar", .kind = OptionKind::Flag, .help = "Do not tell how far uploads are."};
inline constexpr OptionSpec kUseJson{
    .name = "use-json", .kind = OptionKind::Flag, .help = "Write the packaged template as JSON."};

inline constexpr OptionSpec kSigningProfiles{
    .name = "signing-profiles",
    .kind = OptionKind::List,
    .value_name = "NAME=PROFILE[:OWNER]...",
    .help = "Have AWS Signer sign the code of these functions and layers. The bucket must keep versions.",
    .several_words = true,
    .assignments = true};

inline constexpr std::string_view kNoImages = "functions in container images are not built or pushed";
inline constexpr OptionSpec kImageRepository{.name = "image-repository", .hidden = true, .no_effect = kNoImages};
inline constexpr OptionSpec kImageRepositories{
    .name = "image-repositories", .kind = OptionKind::List, .hidden = true, .no_effect = kNoImages};
inline constexpr OptionSpec kResolveImageRepos{
    .name = "resolve-image-repos", .kind = OptionKind::Flag, .hidden = true, .no_effect = kNoImages};

/// Of kS3Bucket and the options below kS3Prefix. What is uploaded is told on standard error. Error: `--metadata` is no
/// metadata.
Result<package::UploadOptions> read_upload_options(Context& context);

/// kS3Prefix, "" for none. A slash at its end is left out; SAM CLI makes folders without a name of it, and so does `sam` here.
std::string read_s3_prefix(const Context& context);

/// `Hello=Profile`, `Hello=Profile:123456789012`, several in one word, or {"Hello": {"profile_name": ...}}. The error is SAM
/// CLI's.
Result<package::SigningProfiles> read_signing_profiles(const config::Values& options);

/// What is wrong with `--metadata` or the options that name repositories of images, if something is.
std::optional<Error> fault_of_uploads(const config::Values& options);

/// The name of the managed bucket. It is told on standard output with how to do without, unless `quiet`.
Task<Result<std::string>> resolve_bucket(Context& context, aws::Client& client, bool quiet = false);

}  // namespace cxsam::cli
