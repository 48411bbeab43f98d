#include "package/signing.h"

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/services/s3.h"
#include "json/json.h"
#include "loop/random.h"

namespace cxsam::package {
namespace {

constexpr std::chrono::seconds kPause{2};
constexpr std::chrono::minutes kPatience{10};

struct Job {
  aws::Client& client;
  const std::string& bucket;
  const Upload& upload;
  const SigningProfile& profile;
};

Error not_signed(const Upload& upload, const std::string& why) {
  return Error{fmt::format("Unable to upload artifact {} referenced by {} parameter of {} resource.\n{}", upload.use.path,
                           upload.use.property, upload.use.id, why)};
}

Task<aws::Answer<Json>> ask_signer(aws::Client& client, std::string method, std::string path, std::string body) {
  aws::Call call{.service = "signer", .region = "", .request = {.method = std::move(method), .url = std::move(path)}};
  if (!body.empty()) call.request.headers.push_back({"Content-Type", "application/json"});
  call.request.body = std::move(body);
  const aws::Answer<system::HttpAnswer> answer = co_await client.send(std::move(call));
  if (!answer) co_return tl::unexpected(answer.error());
  Result<Json> json = parse_json(answer->body);
  if (!json) co_return tl::unexpected(aws::AwsError{.code = "", .message = json.error().message, .status = answer->status});
  co_return *std::move(json);
}

std::string text_at(const Json& json, const char* pointer) {
  const Json::json_pointer at(pointer);
  return json.contains(at) && json[at].is_string() ? json[at].get<std::string>() : "";
}

/// The name of the job.
Task<Result<std::string>> start(const Job& job) {
  aws::S3 s3(job.client);
  const std::string version = co_await s3.version(job.bucket, job.upload.key);
  if (version.empty())
    co_return fail(
        not_signed(job.upload, fmt::format("the bucket {} keeps no versions, and only versions can be signed", job.bucket))
            .hint(fmt::format("`aws s3api put-bucket-versioning --bucket {} --versioning-configuration Status=Enabled`",
                              job.bucket)));
  const std::string folder = job.upload.key.substr(0, job.upload.key.rfind('/'));  // the whole key where there is no slash
  Json request{{"source", {{"s3", {{"bucketName", job.bucket}, {"key", job.upload.key}, {"version", version}}}}},
               {"destination", {{"s3", {{"bucketName", job.bucket}, {"prefix", folder + "/signed_"}}}}},
               {"profileName", job.profile.name},
               {"clientRequestToken", make_uuid(job.client.world().random)}};
  if (!job.profile.owner.empty()) request["profileOwner"] = job.profile.owner;
  const auto started = co_await ask_signer(job.client, "POST", "/signing-jobs", dump_json(request));
  if (!started) co_return fail(not_signed(job.upload, aws::to_error(started.error(), "StartSigningJob").message));
  co_return text_at(*started, "/jobId");
}

/// The key of the signed archive.
Task<Result<std::string>> wait_for(const Job& job, std::string id) {
  Clock& clock = job.client.world().clock;
  const Clock::TimePoint until = clock.after(kPatience);
  while (clock.now() < until) {
    const auto answer = co_await ask_signer(job.client, "GET", "/signing-jobs/" + id, "");
    if (!answer) co_return fail(not_signed(job.upload, aws::to_error(answer.error(), "DescribeSigningJob").message));
    const std::string status = text_at(*answer, "/status");
    if (status == "Succeeded") co_return text_at(*answer, "/signedObject/s3/key");
    if (status == "Failed")
      co_return fail(
          not_signed(job.upload, fmt::format("the signing job {} failed: {}", id, text_at(*answer, "/statusReason"))));
    co_await clock.sleep_for(kPause);
  }
  co_return fail(not_signed(job.upload, fmt::format("the signing job {} takes too long", id)));
}

}  // namespace

Task<Result<std::map<std::string, std::string>>> sign(aws::Client& client, std::span<const Upload> uploads,
                                                      const SigningProfiles& profiles, const UploadOptions& options,
                                                      std::function<void(std::string_view)> tell) {
  std::map<std::string, std::string> signed_keys;
  for (const Upload& each : uploads) {
    const auto profile = profiles.find(each.use.id);
    if (profile == profiles.end()) continue;
    const std::vector<Upload> one{each};
    const Result<void> sent = co_await upload(client, one, options);
    if (!sent) co_return fail(sent.error());
    const Job job{client, options.bucket, each, profile->second};
    Result<std::string> id = co_await start(job);
    if (!id) co_return fail(std::move(id).error());
    tell(fmt::format("Initiated code signing job {}\n", *id));
    Result<std::string> key = co_await wait_for(job, *id);
    if (!key) co_return fail(std::move(key).error());
    tell(fmt::format("Package has successfully signed into the location {}/{}\n", options.bucket, *key));
    signed_keys[each.key] = *std::move(key);
  }
  co_return signed_keys;
}

}  // namespace cxsam::package
