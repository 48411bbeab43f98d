#include "system/unzip.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.h"
#include "base/file.h"
#include "base/text.h"
#include "system/zip_directory.h"

namespace cxsam::system {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 30U;
constexpr std::uint32_t kStored = 0;
constexpr std::uint32_t kDeflated = 8;

bool leads_out(std::string_view name) {
  if (name.empty() || name.starts_with('/')) return true;
  const std::vector<std::string_view> parts = split(name, '/');
  return std::ranges::find(parts, "..") != parts.end();
}

bool is_link(const ZipMember& member) { return S_ISLNK(member.mode); }
bool is_folder(const ZipMember& member) { return member.name.ends_with('/') || S_ISDIR(member.mode); }

Result<std::string> inflated(std::string_view bytes, const ZipMember& member) {
  std::string text(member.unzipped, '\0');
  z_stream stream{};
  if (::inflateInit2(&stream, -MAX_WBITS) != Z_OK) return fail("out of memory");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const int status = ::inflate(&stream, Z_FINISH);
  const bool whole = status == Z_STREAM_END && stream.avail_out == 0;
  ::inflateEnd(&stream);
  if (!whole) return fail("its member `" + member.name + "` is damaged");
  return text;
}

Result<std::string> read_member(std::string_view archive, const ZipMember& member) {
  if (member.encrypted) return fail("its member `" + member.name + "` is encrypted");
  if (member.method != kStored && member.method != kDeflated)
    return fail("its member `" + member.name + "` is packed in a way that Lambda does not know");
  const Result<std::uint64_t> begin = content_of(archive, member);
  if (!begin) return fail(begin.error());
  const std::string_view bytes = archive.substr(*begin, member.zipped);
  Result<std::string> text = member.method == kStored ? Result<std::string>(bytes) : inflated(bytes, member);
  if (!text) return text;
  const auto* first = reinterpret_cast<const Bytef*>(text->data());
  if (::crc32(0, first, static_cast<uInt>(text->size())) != member.checksum)
    return fail("its member `" + member.name + "` is damaged");
  return text;
}

tl::unexpected<Error> cannot_make(const fs::path& place, int code) {
  return fail("cannot make `" + place.string() + "`: " + errno_text(code));
}

Result<void> make_folder(const fs::path& place) {
  std::error_code error;
  fs::create_directories(place, error);
  if (error) return cannot_make(place, error.value());
  return {};
}

Result<void> write_whole(const fs::path& place, std::string_view text, std::uint32_t mode) {
  ::unlink(place.c_str());
  const Descriptor file(::open(place.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file.valid()) return cannot_make(place, errno);
  while (!text.empty()) {
    const ssize_t written = ::write(file.get(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return cannot_make(place, errno);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fchmod(file.get(), mode == 0 ? 0644 : (mode & 0777U) | 0400U) != 0) return cannot_make(place, errno);
  return {};
}

/// Whether the folder lies where its name says: no link of the archive leads elsewhere on the way to it.
bool is_below(const fs::path& folder, const fs::path& top) {
  std::error_code error;
  const fs::path real = fs::canonical(folder, error);
  if (error) return false;
  const fs::path real_top = fs::canonical(top, error);
  return !error && std::ranges::mismatch(real_top, real).in1 == real_top.end();
}

Result<void> make_link(const fs::path& place, const std::string& target) {
  ::unlink(place.c_str());
  if (::symlink(target.c_str(), place.c_str()) != 0) return cannot_make(place, errno);
  return {};
}

Result<void> unpack(std::string_view archive, const std::vector<ZipMember>& members, const fs::path& target) {
  // Links come last, so that nothing is written through one.
  for (const bool links : {false, true}) {
    for (const ZipMember& member : members) {
      if (is_link(member) != links) continue;
      const fs::path place = target / member.name;
      const fs::path folder = is_folder(member) ? place : place.parent_path();
      if (Result<void> made = make_folder(folder); !made) return made;
      if (links && !is_below(folder, target)) return fail("its member `" + member.name + "` leads out of the archive");
      if (is_folder(member)) continue;
      const Result<std::string> text = read_member(archive, member);
      if (!text) return fail(text.error());
      if (Result<void> done = links ? make_link(place, *text) : write_whole(place, *text, member.mode); !done) return done;
    }
  }
  return {};
}

Result<std::vector<ZipMember>> members_of(std::string_view archive) {
  const std::string_view tail = archive.substr(archive.size() - std::min<std::size_t>(archive.size(), kZipTailBytes));
  const Result<ZipDirectoryPlace> place = find_zip_directory(tail, archive.size());
  if (!place) return fail(place.error());
  std::vector<ZipMember> members = read_zip_directory(archive.substr(place->offset, place->bytes));
  std::uint64_t bytes = 0;
  for (const ZipMember& member : members) {
    if (leads_out(member.name)) return fail("its member `" + member.name + "` leads out of the archive");
    if (member.unzipped > kMaxBytes - bytes) return fail("it holds more than 1 GiB, and Lambda takes 250 MB");
    bytes += member.unzipped;
  }
  return members;
}

}  // namespace

bool is_zip(const fs::path& file) {
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 4> magic{};
  if (!opened.valid() || ::read(opened.get(), magic.data(), magic.size()) != static_cast<ssize_t>(magic.size())) return false;
  const std::string_view start(magic.data(), magic.size());
  return start == "PK\x03\x04" || start == "PK\x05\x06";  // a member, or the end of an archive that is empty
}

bool is_archive(const fs::path& file) {
  const std::string ending = to_lower(file.extension().string());
  return ending == ".zip" || ending == ".jar" || ending == ".war" || is_zip(file);
}

Result<void> unpack_zip(const fs::path& file, const fs::path& target) {
  const auto cannot = [&file](const Error& why) { return fail("cannot unpack `" + file.string() + "`: " + why.message); };
  if (file_exists(file) && !is_zip(file)) return cannot(Error{"it is no zip archive"});
  const Result<std::string> archive = read_file(file);
  if (!archive) return fail(archive.error());
  const Result<std::vector<ZipMember>> members = members_of(*archive);
  if (!members) return cannot(members.error());
  if (Result<void> made = make_folder(target); !made) return made;
  if (Result<void> done = unpack(*archive, *members, target); !done) return cannot(done.error());
  return {};
}

}  // namespace cxsam::system
