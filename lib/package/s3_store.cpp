#include "package/s3_store.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/file.h"
#include "base/file_digest.h"
#include "base/hash.h"
#include "package/map_forms.h"
#include "system/tree.h"

namespace cxsam::package {
namespace {

namespace fs = std::filesystem;
using artifacts::Artifact;

/// A file with the digest of its content as the key.
Result<Upload> upload_of_file(const fs::path& source, Upload::Form form, const Use& use) {
  const Result<system::TreeEntry> entry = system::look_at_file(source);
  if (!entry) return fail(entry.error());
  const Result<std::string> digest = md5_hex_of_file(source);
  if (!digest) return fail(digest.error());
  return Upload{.key = *digest, .form = form, .source = source, .entries = {*entry}, .use = use};
}

/// What a link leads to counts as what stands there.
Result<std::string> digest_of(const fs::path& root, const system::TreeEntry& entry) {
  const bool dangling = entry.kind == system::TreeEntry::Kind::Link && !fs::is_regular_file(root / entry.path);
  return dangling ? md5_hex(entry.target) : md5_hex_of_file(root / entry.path);
}

}  // namespace

Result<Stored> S3Store::add_folder(const fs::path& source, std::span<const std::string_view> excluded_names, const Use& use) {
  const Result<std::vector<system::TreeEntry>> entries = system::walk_tree(source, excluded_names);
  if (!entries) return fail(entries.error());
  std::string listed;
  std::uint64_t bytes = 0;
  for (const system::TreeEntry& entry : *entries) {
    if (entry.kind == system::TreeEntry::Kind::Folder) continue;
    const Result<std::string> digest = digest_of(source, entry);
    if (!digest) return fail(digest.error());
    listed += entry.path + *digest;
    bytes += entry.size;
  }
  Upload upload{.key = md5_hex(listed), .form = Upload::Form::Folder, .source = source, .use = use};
  upload.excluded.assign(excluded_names.begin(), excluded_names.end());
  upload.entries = *entries;
  return add(std::move(upload), {0, bytes});
}

Result<Stored> S3Store::add_single_file(const fs::path& source, const Use& use) {
  Result<Upload> upload = upload_of_file(source, Upload::Form::SingleFile, use);
  if (!upload) return fail(upload.error());
  upload->key = md5_hex(source.filename().string() + upload->key);
  const std::uint64_t size = upload->entries.front().size;
  return add(*std::move(upload), {0, size});
}

Result<Stored> S3Store::add_as_it_is(const fs::path& source, const Use& use) {
  Result<Upload> upload = upload_of_file(source, Upload::Form::File, use);
  if (!upload) return fail(upload.error());
  const std::uint64_t size = upload->entries.front().size;
  return add(*std::move(upload), {size, 0});
}

Result<Stored> S3Store::add_text(std::string_view text, std::string_view extension, const Use& use) {
  Upload upload{.key = md5_hex(text) + std::string(extension), .form = Upload::Form::Text, .source = "", .use = use};
  upload.text = text;
  return add(std::move(upload), {text.size(), 0});
}

Stored S3Store::add(Upload upload, system::ZipSize size) {
  const bool archive = upload.form != Upload::Form::Text && !upload.key.ends_with(".zip");
  if (archive && bucket_.signing.contains(upload.use.id)) upload.key += ".zip";
  if (!bucket_.prefix.empty()) upload.key = bucket_.prefix + "/" + upload.key;
  Stored stored{upload.key, size};
  if (std::ranges::find(uploads_, upload.key, &Upload::key) == uploads_.end()) uploads_.push_back(std::move(upload));
  return stored;
}

Node S3Store::value(const Artifact& artifact, const std::string& packed, const fs::path&) const {
  const auto signed_copy = bucket_.signed_keys.find(packed);
  const std::string& place = signed_copy == bucket_.signed_keys.end() ? packed : signed_copy->second;
  Node origin;
  origin.span = artifact.where;
  if (artifact.kind == artifacts::Kind::NestedTemplate) return make_string(bucket_.url(place), origin);
  if (std::optional<Node> map = map_form(artifact, {bucket_.name, place})) return *std::move(map);
  return make_string("s3://" + bucket_.name + "/" + place, origin);
}

}  // namespace cxsam::package
