#include "system/memory_zip.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "base/file.h"
#include "system/checksum.h"
#include "system/tree.h"
#include "system/zip_end.h"

namespace cxsam::system {
namespace {

namespace fs = std::filesystem;

// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", 4.3 and 4.4.
constexpr std::uint32_t kLocal = 0x04034b50, kCentral = 0x02014b50;
constexpr std::uint16_t kVersion = 20, kMadeByUnix = 3 << 8U | kVersion, kDeflated = 8, kDate = 0x21, kUtf8 = 0x800;
constexpr std::uint32_t kRegularFile = 0100000, kReadable = 0444, kPermissions = 0777;
constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();

struct Entry {
  fs::path file;
  std::string name;
  std::uint32_t mode = 0;
};

Result<std::string> deflated(const std::string& data) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return fail("zlib cannot be used");
  std::string out(deflateBound(&stream, data.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) return fail("zlib cannot compress");
  return out;
}

/// What the local header and the directory say of a file alike.
std::string description(const Entry& entry, const std::string& data, const std::string& packed) {
  const bool ascii = std::ranges::all_of(entry.name, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
  std::string out;
  put_number(out, kVersion, 2);
  put_number(out, ascii ? 0 : kUtf8, 2);
  put_number(out, kDeflated, 2);
  put_number(out, 0, 2);
  put_number(out, kDate, 2);
  put_number(out, crc32(data), 4);
  put_number(out, packed.size(), 4);
  put_number(out, data.size(), 4);
  put_number(out, entry.name.size(), 2);
  put_number(out, 0, 2);
  return out;
}

Result<std::string> zip(const std::vector<Entry>& entries) {
  std::string out, directory;
  for (const Entry& entry : entries) {
    const Result<std::string> data = read_file(entry.file);
    if (!data) return fail(data.error());
    const Result<std::string> packed = deflated(*data);
    if (!packed) return fail(packed.error());
    const std::string said = description(entry, *data, *packed);
    put_number(directory, kCentral, 4);
    put_number(directory, kMadeByUnix, 2);
    directory += said;
    put_number(directory, 0, 6);  // no comment, the first disk, no text
    put_number(directory, std::uint64_t{kRegularFile | kReadable | (entry.mode & kPermissions)} << 16U, 4);
    put_number(directory, out.size(), 4);
    directory += entry.name;
    put_number(out, kLocal, 4);
    out += said + entry.name + *packed;
    if (out.size() + directory.size() > kMost) return fail("the code is larger than a zip archive can be");
  }
  const std::size_t begin = out.size();
  out += directory;
  out += zip_end({.members = entries.size(), .begin = begin, .bytes = directory.size()});
  return out;
}

/// "lib/util.py" comes after all files of the folder that "lib" stands in.
bool stands_before(const Entry& a, const Entry& b) {
  const auto shared = static_cast<std::size_t>(std::ranges::mismatch(a.name, b.name).in1 - a.name.begin());
  const std::size_t slash = std::string_view(a.name).substr(0, shared).rfind('/');
  const std::size_t from = slash == std::string::npos ? 0 : slash + 1;
  const bool a_is_file = a.name.find('/', from) == std::string::npos, b_is_file = b.name.find('/', from) == std::string::npos;
  if (a_is_file != b_is_file) return a_is_file;
  return a.name < b.name;
}

}  // namespace

Result<std::string> zip_folder(const fs::path& folder, std::span<const std::string_view> excluded) {
  const Result<std::vector<TreeEntry>> tree = walk_tree(folder, excluded);
  if (!tree) return fail(tree.error());
  std::vector<Entry> entries;
  for (const TreeEntry& each : *tree) {
    std::error_code error;
    if (!fs::is_regular_file(folder / each.path, error)) continue;
    const auto mode = static_cast<std::uint32_t>(fs::status(folder / each.path, error).permissions());
    entries.push_back({folder / each.path, each.path, mode});
  }
  std::ranges::sort(entries, stands_before);
  return zip(entries);
}

Result<std::string> zip_file(const fs::path& file) {
  std::error_code error;
  const auto mode = static_cast<std::uint32_t>(fs::status(file, error).permissions());
  return zip({{file, file.filename().string(), mode}});
}

}  // namespace cxsam::system
