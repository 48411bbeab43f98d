#include <array>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "aws/services/s3.h"
#include "base/file.h"
#include "base/hash.h"
#include "json/json.h"
#include "loop/off_thread.h"
#include "loop/random.h"
#include "sync/flow.h"
#include "system/memory_zip.h"
#include "system/unzip.h"

namespace cxsam::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostInRequest = std::size_t{50} << 20U;  // AWS Lambda developer guide, "Lambda quotas"
constexpr std::array<std::string_view, 2> kExcluded{".aws-sam", ".git"};

Result<std::string> read_archive(const fs::path& source) {
  std::error_code ignored;
  if (fs::is_directory(source, ignored)) return system::zip_folder(source, kExcluded);
  return system::is_archive(source) ? read_file(source) : system::zip_file(source);
}

/// A file that goes when it is not needed any more.
struct Draft {
  explicit Draft(Random& random) : path(fs::temp_directory_path() / ("cxsam-sync-" + make_uuid(random) + ".zip")) {}
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    std::error_code ignored;
    fs::remove(path, ignored);
  }
  fs::path path;
};

int digit_of(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

}  // namespace

Task<Result<std::string>> archive_of(fs::path source) {
  co_return co_await off_thread([&] { return read_archive(source); });
}

std::string key_of(std::string_view flow, const Unit& unit) {
  std::error_code ignored;
  const bool folder = std::filesystem::is_directory(unit.source, ignored);
  return fmt::format("{}{}:{}", flow, unit.built ? "" : folder ? "SkipBuildDirectory" : "SkipBuildZipFile", unit.id);
}

Task<Result<Json>> code_of(const Flow& flow, const std::string& archive) {
  if (archive.size() < kMostInRequest) co_return Json{{"ZipFile", base64_encode(archive)}};
  const Bucket& bucket = flow.sync.bucket;
  if (bucket.name.empty())
    co_return fail(Error{
        fmt::format("the archive of {} has {} MB, more than Lambda takes in a request", flow.unit.id, archive.size() >> 20U)}
                       .hint("`--s3-bucket BUCKET` or `--resolve-s3` uploads it first"));
  std::string key = (bucket.prefix.empty() ? "" : bucket.prefix + "/") + md5_hex(archive);
  const Draft draft(flow.client.world().random);
  const Result<void> written = co_await off_thread([&] { return write_file_atomically(draft.path, archive); });
  if (!written) co_return fail(written.error());
  aws::S3 s3(flow.client);
  aws::PutOptions options{.kms_key = bucket.kms_key};
  aws::Progress nobody = [](std::uint64_t, std::uint64_t) {};
  const auto sent = co_await s3.put(bucket.name, key, draft.path, std::move(options), std::move(nobody));
  if (!sent) co_return fail(aws::to_error(sent.error().error, sent.error().operation));
  co_return Json{{"S3Bucket", bucket.name}, {"S3Key", std::move(key)}};
}

std::string lambda_digest(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(digit_of(hex[i]) * 16 + digit_of(hex[i + 1]));
  return base64_encode(bytes);
}

}  // namespace cxsam::sync
