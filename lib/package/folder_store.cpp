#include "package/folder_store.h"

#include <unistd.h>

#include <string>

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "system/copy.h"
#include "system/tree.h"

namespace cxsam::package {

namespace fs = std::filesystem;

Result<Stored> FolderStore::add_folder(const fs::path& source, std::span<const std::string_view> excluded_names, const Use&) {
  const Result<std::vector<system::TreeEntry>> entries = system::walk_tree(source, excluded_names);
  if (!entries) return fail(entries.error());
  return add_zip(source, *entries);
}

Result<Stored> FolderStore::add_single_file(const fs::path& source, const Use&) {
  const Result<system::TreeEntry> entry = system::look_at_file(source);
  if (!entry) return fail(entry.error());
  return add_zip(source.parent_path(), std::span(&*entry, 1));
}

Result<Stored> FolderStore::add_as_it_is(const fs::path& source, const Use&) {
  if (Result<void> made = make_folder(); !made) return fail(made.error());
  const fs::path draft = folder_ / fmt::format(".draft-{}", ::getpid());
  if (Result<void> copied = system::duplicate_file(source, draft); !copied) return fail(copied.error());
  Result<fs::path> file = keep(draft, source.extension().string());
  if (!file) return fail(file.error());
  std::error_code ignored;
  const std::uint64_t size = fs::file_size(*file, ignored);
  return Stored{file->string(), {size, 0}};
}

Result<Stored> FolderStore::add_text(std::string_view text, std::string_view extension, const Use&) {
  const fs::path draft = folder_ / fmt::format(".draft-{}", ::getpid());
  if (Result<void> written = write_file_atomically(draft, text); !written) return fail(written.error());
  Result<fs::path> file = keep(draft, extension);
  if (!file) return fail(file.error());
  return Stored{file->string(), {text.size(), 0}};
}

Result<Stored> FolderStore::add_zip(const fs::path& root, std::span<const system::TreeEntry> entries) {
  if (Result<void> made = make_folder(); !made) return fail(made.error());
  const fs::path draft = folder_ / fmt::format(".draft-{}.zip", ::getpid());
  const Result<system::ZipSize> size = system::write_zip(root, entries, draft);
  if (!size) return fail(size.error());
  Result<fs::path> file = keep(draft, ".zip");
  if (!file) return fail(file.error());
  return Stored{file->string(), *size};
}

Result<fs::path> FolderStore::keep(const fs::path& draft, std::string_view extension) {
  const Result<std::string> digest = sha256_hex_of_file(draft);
  if (!digest) return fail(digest.error());
  fs::path file = folder_ / (digest->substr(0, 32) + std::string(extension));
  std::error_code error;
  fs::rename(draft, file, error);
  if (error) return fail("cannot write `" + file.string() + "`: " + errno_text(error.value()));
  return file;
}

Node FolderStore::value(const artifacts::Artifact& artifact, const std::string& place, const fs::path& folder) const {
  Node origin;
  origin.span = artifact.where;
  return make_string(fs::path(place).lexically_relative(folder).string(), origin);
}

Result<void> FolderStore::make_folder() const {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) return fail("cannot make the folder `" + folder_.string() + "`: " + errno_text(error.value()));
  return {};
}

}  // namespace cxsam::package
