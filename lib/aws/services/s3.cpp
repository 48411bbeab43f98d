#include "aws/services/s3.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include <fmt/format.h>

#include "aws/endpoint.h"
#include "aws/failure.h"
#include "aws/parallel.h"
#include "base/hash.h"
#include "base/percent.h"
#include "loop/off_thread.h"
#include "system/checksum.h"

namespace cxsam::aws {
namespace {

namespace fs = std::filesystem;
using system::HttpAnswer;
using system::HttpRequest;

constexpr std::uint64_t kPart = std::uint64_t{8} << 20U;
constexpr std::uint64_t kMostParts = 10'000;
constexpr std::size_t kPartsAtOnce = 4;

/// The bytes of a CRC-32, most significant first, in base64.
std::string checksum_text(std::string_view data) {
  const std::uint32_t sum = system::crc32(data);
  const std::array<char, 4> bytes{static_cast<char>(sum >> 24U), static_cast<char>(sum >> 16U), static_cast<char>(sum >> 8U),
                                  static_cast<char>(sum)};
  return base64_encode({bytes.data(), bytes.size()});
}

void add_options(HttpRequest& request, const PutOptions& options) {
  if (options.kms_key.empty()) {
    request.headers.push_back({"x-amz-server-side-encryption", "AES256"});
  } else {
    request.headers.push_back({"x-amz-server-side-encryption", "aws:kms"});
    request.headers.push_back({"x-amz-server-side-encryption-aws-kms-key-id", options.kms_key});
  }
  for (const auto& [name, value] : options.metadata) request.headers.push_back({"x-amz-meta-" + name, value});
}

AwsError of_file(const fs::path& file) { return {.code = "", .message = "cannot read `" + file.string() + "`"}; }

/// Error: the file is shorter than it was.
Answer<std::string> read_piece(const fs::path& file, std::uint64_t offset, std::uint64_t size) {
  std::string data(size, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(offset));
  if (!stream.read(data.data(), static_cast<std::streamsize>(size))) return tl::unexpected(of_file(file));
  return data;
}

}  // namespace

/// One upload in parts.
struct S3::Upload {
  std::string bucket;
  std::string key;
  fs::path file;
  std::uint64_t size;
  std::uint64_t part_size;
  PutOptions options;
  Progress progress;
  std::string id = {};

  [[nodiscard]] std::uint64_t parts() const { return (size + part_size - 1) / part_size; }
};

Task<Answer<HttpAnswer>> S3::send(std::string bucket, std::string key, std::string query, HttpRequest request) {
  // Without a Region S3 is asked in its oldest one, and says where the bucket is.
  const Result<std::string> known = region_of(client_.settings()) ? need_region(client_.settings()) : "us-east-1";
  if (!known) co_return tl::unexpected(AwsError{.code = "", .message = known.error().message, .hints = known.error().hints});
  std::string& region = regions_.try_emplace(bucket, *known).first->second;
  const Endpoint endpoint = endpoint_of(*facts::find_service("s3"), region, client_.settings());
  // A certificate for *.s3.amazonaws.com is none for a name with dots, and other servers know no bucket by its host.
  const bool by_host = endpoint.is_aws && bucket.find('.') == std::string::npos;
  const std::string path = "/" + percent_encode(key, "/");
  const std::string below_bucket = "/" + bucket + (key.empty() ? "" : path);
  request.url = (by_host ? path : below_bucket) + (query.empty() ? "" : "?" + query);
  Call call{.service = "s3", .region = region, .request = std::move(request), .host_prefix = by_host ? bucket + "." : ""};
  Answer<HttpAnswer> answer = co_await client_.send(call);
  if (answer || answer.error().region.empty() || answer.error().region == call.region) co_return answer;
  regions_[bucket] = call.region = answer.error().region;
  co_return co_await client_.send(std::move(call));
}

Task<bool> S3::has(std::string bucket, std::string key) {
  HttpRequest request{.method = "HEAD"};
  const Answer<HttpAnswer> answer = co_await send(std::move(bucket), std::move(key), "", std::move(request));
  co_return answer.has_value();
}

Task<std::string> S3::version(std::string bucket, std::string key) {
  HttpRequest request{.method = "GET"};
  const Answer<HttpAnswer> answer = co_await send(std::move(bucket), std::move(key), "tagging", std::move(request));
  const std::string* id = answer ? system::find_header(answer->headers, "x-amz-version-id") : nullptr;
  co_return id == nullptr ? "" : *id;
}

Task<Answer<std::vector<std::string>>> S3::list(std::string bucket, std::string prefix) {
  std::vector<std::string> keys;
  std::string token;
  do {
    std::string query = "list-type=2&prefix=" + percent_encode(prefix) + "&encoding-type=url";
    if (!token.empty()) query += "&continuation-token=" + percent_encode(token);
    HttpRequest request{.method = "GET"};
    const Answer<HttpAnswer> answer = co_await send(bucket, "", std::move(query), std::move(request));
    if (!answer) co_return tl::unexpected(answer.error());
    const Result<XmlElement> page = parse_xml(answer->body);
    if (!page) co_return tl::unexpected(AwsError{.code = "", .message = page.error().message, .status = answer->status});
    for (const XmlElement& child : page->children)
      if (child.name == "Contents") keys.push_back(query_decode(child.text_of("Key")));
    token = page->text_of("NextContinuationToken");
  } while (!token.empty());
  co_return keys;
}

Task<Answer<void>> S3::remove(std::string bucket, std::string key) {
  HttpRequest request{.method = "DELETE"};
  const Answer<HttpAnswer> answer = co_await send(std::move(bucket), std::move(key), "", std::move(request));
  if (!answer && answer.error().status != 404) co_return tl::unexpected(answer.error());
  co_return Answer<void>();
}

Task<tl::expected<void, S3::Failure>> S3::put(std::string bucket, std::string key, fs::path file, PutOptions options,
                                              Progress progress) {
  std::error_code error;
  const std::uint64_t size = fs::file_size(file, error);
  if (error) co_return tl::unexpected(Failure{of_file(file), "PutObject"});
  if (size >= kPart) {
    const std::uint64_t part_size = std::max(kPart, size / kMostParts + 1);
    Upload upload{bucket, key, std::move(file), size, part_size, std::move(options), std::move(progress)};
    co_return co_await put_parts(std::move(upload));
  }
  Answer<std::string> data = co_await off_thread([&] { return read_piece(file, 0, size); });
  if (!data) co_return tl::unexpected(Failure{data.error(), "PutObject"});
  HttpRequest request{.method = "PUT"};
  add_options(request, options);
  request.headers.push_back({"x-amz-checksum-crc32", checksum_text(*data)});
  request.body = *std::move(data);
  const Answer<HttpAnswer> answer = co_await send(bucket, key, "", std::move(request));
  if (!answer) co_return tl::unexpected(Failure{answer.error(), "PutObject"});
  progress(size, size);
  co_return tl::expected<void, Failure>();
}

Task<tl::expected<std::string, AwsError>> S3::put_part(const Upload& upload, std::uint64_t number) {
  const std::uint64_t offset = (number - 1) * upload.part_size;
  const std::uint64_t size = std::min(upload.part_size, upload.size - offset);
  Answer<std::string> data = co_await off_thread([&] { return read_piece(upload.file, offset, size); });
  if (!data) co_return tl::unexpected(data.error());
  const std::string checksum = checksum_text(*data);
  HttpRequest request{.method = "PUT"};
  request.headers.push_back({"x-amz-checksum-crc32", checksum});
  request.body = *std::move(data);
  std::string query = fmt::format("partNumber={}&uploadId={}", number, percent_encode(upload.id));
  const Answer<HttpAnswer> answer = co_await send(upload.bucket, upload.key, std::move(query), std::move(request));
  if (!answer) co_return tl::unexpected(answer.error());
  const std::string* etag = system::find_header(answer->headers, "etag");
  if (etag == nullptr) co_return tl::unexpected(AwsError{.code = "", .message = "the answer to UploadPart has no ETag"});
  co_return fmt::format("<Part><PartNumber>{}</PartNumber><ETag>{}</ETag><ChecksumCRC32>{}</ChecksumCRC32></Part>", number,
                        escape_xml(*etag), checksum);
}

Task<tl::expected<void, S3::Failure>> S3::put_parts(Upload upload) {
  HttpRequest begin{.method = "POST"};
  add_options(begin, upload.options);
  begin.headers.push_back({"x-amz-checksum-algorithm", "CRC32"});
  const Answer<HttpAnswer> begun = co_await send(upload.bucket, upload.key, "uploads", std::move(begin));
  if (!begun) co_return tl::unexpected(Failure{begun.error(), "CreateMultipartUpload"});
  const Result<XmlElement> answer = parse_xml(begun->body);
  upload.id = answer ? answer->text_of("UploadId") : "";
  if (upload.id.empty())
    co_return tl::unexpected(
        Failure{{.code = "", .message = "the answer to CreateMultipartUpload has no UploadId"}, "CreateMultipartUpload"});

  std::vector<std::string> done(upload.parts());
  std::optional<AwsError> failed;
  std::uint64_t sent = 0;
  const auto one = [&](std::size_t i) -> Task<void> {
    if (failed) co_return;
    tl::expected<std::string, AwsError> part = co_await put_part(upload, i + 1);
    if (!part) {
      failed = part.error();
      co_return;
    }
    done[i] = *std::move(part);
    sent += std::min(upload.part_size, upload.size - i * upload.part_size);
    upload.progress(sent, upload.size);
  };
  co_await for_each_index(client_.world(), done.size(), kPartsAtOnce, one);

  const std::string_view operation = failed ? "UploadPart" : "CompleteMultipartUpload";
  if (!failed) failed = co_await put_together(upload, done);
  if (!failed) co_return tl::expected<void, Failure>();
  const std::string id = "uploadId=" + percent_encode(upload.id);
  HttpRequest abort{.method = "DELETE"};
  const Answer<HttpAnswer> aborted = co_await send(upload.bucket, upload.key, id, std::move(abort));
  if (!aborted)
    failed->hints.emplace_back("parts of `" + upload.key + "` are left in the bucket; a lifecycle rule can remove them");
  co_return tl::unexpected(Failure{*std::move(failed), std::string(operation)});
}

Task<std::optional<AwsError>> S3::put_together(const Upload& upload, const std::vector<std::string>& parts) {
  HttpRequest end{.method = "POST", .headers = {{"Content-Type", "application/xml"}}};
  end.body = "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
  for (const std::string& part : parts) end.body += part;
  end.body += "</CompleteMultipartUpload>";
  const std::string id = "uploadId=" + percent_encode(upload.id);
  const Answer<HttpAnswer> ended = co_await send(upload.bucket, upload.key, id, std::move(end));
  // S3 begins its answer before it has put the parts together, so that an error may come with status 200.
  if (ended && ended->body.find("<Error>") == std::string::npos) co_return std::nullopt;
  AwsError error = ended ? read_error(*ended) : ended.error();
  // An earlier attempt may have been heard, and only its answer lost.
  if (error.code != "NoSuchUpload" || !was_repeated(error)) co_return error;
  const bool is_there = co_await has(upload.bucket, upload.key);
  co_return is_there ? std::nullopt : std::optional(std::move(error));
}

std::string object_url(const Settings& settings, const std::string& bucket, const std::string& key) {
  const Endpoint endpoint = endpoint_of(*facts::find_service("s3"), region_of(settings).value_or("us-east-1"), settings);
  return endpoint.url + "/" + bucket + "/" + percent_encode(key, "/");
}

}  // namespace cxsam::aws
