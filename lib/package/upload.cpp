#include "package/upload.h"

#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "aws/parallel.h"
#include "base/file.h"
#include "base/hash.h"
#include "loop/off_thread.h"
#include "loop/random.h"
#include "system/archive.h"
#include "system/tree.h"

namespace cxsam::package {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kAtOnce = 6;

/// Where archives lie until they are sent.
class Drafts {
 public:
  explicit Drafts(Random& random) : folder_(fs::temp_directory_path() / ("cxsam-package-" + make_uuid(random))) {}
  Drafts(const Drafts&) = delete;
  Drafts& operator=(const Drafts&) = delete;
  ~Drafts() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  [[nodiscard]] Result<fs::path> path(std::size_t index) const {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) return fail("cannot make the folder `" + folder_.string() + "`: " + error.message());
    return folder_ / std::to_string(index);
  }

 private:
  fs::path folder_;
};

/// Whether what lies there is still what the key was made of.
bool is_unchanged(const Upload& upload) {
  if (upload.form == Upload::Form::Text) return true;
  if (upload.form == Upload::Form::Folder) {
    const auto entries = system::walk_tree(upload.source, upload.excluded);
    return entries && *entries == upload.entries;
  }
  const auto entry = system::look_at_file(upload.source);
  return entry && *entry == upload.entries.front();
}

Error changed_meanwhile(const Upload& upload) {
  return Error{"`" + upload.source.string() + "` changed while it was packaged"}.hint(
      "package it again when nothing writes to it");
}

/// The file that is sent.
Result<fs::path> prepare(const Upload& upload, const Drafts& drafts, std::size_t index) {
  if (upload.form == Upload::Form::File)
    return is_unchanged(upload) ? Result<fs::path>(upload.source) : fail(changed_meanwhile(upload));
  Result<fs::path> draft = drafts.path(index);
  if (!draft) return draft;
  if (upload.form == Upload::Form::Text) {
    const Result<void> written = write_file_atomically(*draft, upload.text);
    return written ? draft : fail(written.error());
  }
  const fs::path root = upload.form == Upload::Form::Folder ? upload.source : upload.source.parent_path();
  const auto zipped = system::write_zip(root, upload.entries, *draft);
  if (!is_unchanged(upload)) return fail(changed_meanwhile(upload));
  return zipped ? draft : fail(zipped.error());
}

Error why_refused(const aws::S3::Failure& failure, const std::string& bucket) {
  Error why = aws::to_error(failure.error, failure.operation);
  if (failure.error.code != "NoSuchBucket") return why;
  why.message = "\nS3 Bucket does not exist.";  // SAM CLI's words
  return std::move(why).hint(
      fmt::format("`aws s3 mb s3://{}` makes it; `--resolve-s3` uses a bucket of your own account", bucket));
}

Error not_uploaded(const Upload& upload, Error why) {
  if (upload.use.id.empty())
    return Error{"Unable to upload the template.\n" + why.message, std::move(why.context), std::move(why.hints)};
  return Error{fmt::format("Unable to upload artifact {} referenced by {} parameter of {} resource.\n{}", upload.use.path,
                           upload.use.property, upload.use.id, why.message),
               std::move(why.context), std::move(why.hints)};
}

}  // namespace

Task<Result<void>> upload(aws::Client& client, std::span<const Upload> uploads, const UploadOptions& options) {
  aws::S3 s3(client);
  const Drafts drafts(client.world().random);
  std::optional<Error> failed;
  const auto one = [&](std::size_t i) -> Task<void> {
    if (failed) co_return;
    const Upload& each = uploads[i];
    if (!options.force) {
      const bool there = co_await s3.has(options.bucket, each.key);
      if (there) options.observe({UploadEvent::Kind::Skipped, each.key});
      if (there) co_return;
    }
    const Result<fs::path> file = co_await off_thread([&] { return prepare(each, drafts, i); });
    if (!file) {
      failed = not_uploaded(each, file.error());
      co_return;
    }
    const aws::Progress progress = [&](std::uint64_t done, std::uint64_t total) {
      options.observe({done == total ? UploadEvent::Kind::Sent : UploadEvent::Kind::Sending, each.key, done, total});
    };
    const auto sent = co_await s3.put(options.bucket, each.key, *file, options.put, progress);
    if (!sent && !failed) failed = not_uploaded(each, why_refused(sent.error(), options.bucket));
    if (each.form == Upload::Form::File) {
      if (!sent || is_unchanged(each)) co_return;
      (void)co_await s3.remove(options.bucket, each.key);  // its content is not what its key says
      failed = not_uploaded(each, changed_meanwhile(each));
      co_return;
    }
    std::error_code ignored;
    fs::remove(*file, ignored);
  };
  if (uploads.empty()) co_return Result<void>();
  co_await one(0);  // alone: it shows whether the bucket takes anything
  const auto rest = [&](std::size_t i) { return one(i + 1); };
  if (!failed) co_await aws::for_each_index(client.world(), uploads.size() - 1, kAtOnce, rest);
  if (failed) co_return fail(*std::move(failed));
  co_return Result<void>();
}

}  // namespace cxsam::package
