#include "system/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "base/draft.h"
#include "base/text.h"

namespace cxsam::system {
namespace {

struct FreeArchive {
  void operator()(::archive* archive) const { ::archive_write_free(archive); }
};
struct FreeEntry {
  void operator()(::archive_entry* entry) const { ::archive_entry_free(entry); }
};
using Archive = std::unique_ptr<::archive, FreeArchive>;
using Entry = std::unique_ptr<::archive_entry, FreeEntry>;

/// libarchive marks a name as UTF-8 only in a locale whose charset that is; without the mark, unzipping garbles it.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) outer_ = ::uselocale(locale_);
  }
  ~Utf8Locale() {
    if (locale_ == nullptr) return;
    ::uselocale(outer_);
    ::freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_;
  locale_t outer_ = nullptr;
};

tl::unexpected<Error> cannot_write(::archive* archive, const std::filesystem::path& path) {
  const int code = ::archive_errno(archive);
  const char* why = ::archive_error_string(archive);
  if (code > 0) return fail("cannot write `" + path.string() + "`: " + errno_text(code));
  return fail("cannot write `" + path.string() + "`: " + (why != nullptr ? why : "unknown reason"));
}

/// The modification time stays unset: the writer then takes 1980-01-01, the first that zip knows, in every time zone.
Entry make_entry(const TreeEntry& source) {
  Entry entry(::archive_entry_new());
  const bool executable = (source.mode & 0111U) != 0;
  switch (source.kind) {
    case TreeEntry::Kind::Folder:
      ::archive_entry_set_pathname(entry.get(), (source.path + "/").c_str());
      ::archive_entry_set_filetype(entry.get(), AE_IFDIR);
      ::archive_entry_set_perm(entry.get(), 0755);
      ::archive_entry_set_size(entry.get(), 0);
      break;
    case TreeEntry::Kind::Link:
      ::archive_entry_set_pathname(entry.get(), source.path.c_str());
      ::archive_entry_set_filetype(entry.get(), AE_IFLNK);
      ::archive_entry_set_perm(entry.get(), 0755);
      ::archive_entry_set_symlink(entry.get(), source.target.c_str());
      ::archive_entry_set_size(entry.get(), 0);
      break;
    case TreeEntry::Kind::File:
      ::archive_entry_set_pathname(entry.get(), source.path.c_str());
      ::archive_entry_set_filetype(entry.get(), AE_IFREG);
      ::archive_entry_set_perm(entry.get(), executable ? 0755 : 0644);
      break;
  }
  return entry;
}

bool write_header(::archive* archive, ::archive_entry* entry) {
  const std::string_view name = ::archive_entry_pathname(entry);
  const bool is_ascii = std::ranges::all_of(name, [](unsigned char c) { return c < 0x80; });
  std::optional<Utf8Locale> locale;
  if (!is_ascii && !find_invalid_utf8(name)) locale.emplace();
  return ::archive_write_header(archive, entry) >= ARCHIVE_WARN;
}

/// Returns the file's size. It is taken when the file is open: the walk may be older than the last save.
Result<std::uint64_t> add_file(::archive* archive, ::archive_entry* entry, const std::filesystem::path& path,
                               const std::filesystem::path& output) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!file.valid() || ::fstat(file.get(), &info) != 0)
    return fail("cannot read `" + path.string() + "`: " + errno_text(errno));
  ::archive_entry_set_size(entry, info.st_size);
  if (!write_header(archive, entry)) return cannot_write(archive, output);

  std::array<char, 131072> buffer;
  std::uint64_t size = 0;
  while (true) {
    const ssize_t got = ::read(file.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail("cannot read `" + path.string() + "`: " + errno_text(errno));
    if (got == 0) break;
    if (::archive_write_data(archive, buffer.data(), static_cast<std::size_t>(got)) < 0) return cannot_write(archive, output);
    size += static_cast<std::uint64_t>(got);
  }
  if (size != static_cast<std::uint64_t>(info.st_size)) return fail("`" + path.string() + "` changed while it was zipped");
  return size;
}

}  // namespace

Result<ZipSize> write_zip(const std::filesystem::path& root, std::span<const TreeEntry> entries,
                          const std::filesystem::path& output) {
  Result<Draft> draft = Draft::beside(output);
  if (!draft) return fail(draft.error());
  const Archive archive(::archive_write_new());
  const bool opened = ::archive_write_set_format_zip(archive.get()) == ARCHIVE_OK &&
                      ::archive_write_set_bytes_in_last_block(archive.get(), 1) == ARCHIVE_OK &&
                      ::archive_write_open_fd(archive.get(), draft->descriptor()) == ARCHIVE_OK;
  if (!opened) return cannot_write(archive.get(), output);

  ZipSize size;
  for (const TreeEntry& source : entries) {
    const Entry entry = make_entry(source);
    if (source.kind != TreeEntry::Kind::File) {
      if (!write_header(archive.get(), entry.get())) return cannot_write(archive.get(), output);
      continue;
    }
    const Result<std::uint64_t> added = add_file(archive.get(), entry.get(), root / source.path, output);
    if (!added) return fail(added.error());
    size.unzipped += *added;
  }
  if (::archive_write_close(archive.get()) != ARCHIVE_OK) return cannot_write(archive.get(), output);

  struct stat info {};
  if (::fstat(draft->descriptor(), &info) != 0) return fail("cannot write `" + output.string() + "`: " + errno_text(errno));
  if (Result<void> kept = draft->keep(); !kept) return fail(kept.error());
  size.zipped = static_cast<std::uint64_t>(info.st_size);
  return size;
}

}  // namespace cxsam::system
