#include "system/zip_measure.h"

#include <zlib.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "system/tree.h"
#include "system/zip_directory.h"

namespace cxsam::system {
namespace {

constexpr std::uint64_t kSampleBudget = std::uint64_t{16} << 20U;
constexpr std::uint64_t kLeastSample = 4096;
constexpr std::uint64_t kBytesPerEntry = 100;  // a member's two headers without its name

std::string read_bytes(std::ifstream& stream, std::uint64_t offset, std::uint64_t count) {
  std::string bytes(count, '\0');
  stream.seekg(static_cast<std::streamoff>(offset));
  stream.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  return bytes;
}

std::uint64_t deflated_size(const std::string& bytes) {
  uLongf size = compressBound(bytes.size());
  std::string buffer(size, '\0');
  const int status = compress2(reinterpret_cast<Bytef*>(buffer.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                               bytes.size(), Z_DEFAULT_COMPRESSION);
  return status == Z_OK ? size : bytes.size();
}

std::uint64_t estimated_size(const std::filesystem::path& file, std::uint64_t size, std::uint64_t budget) {
  const std::uint64_t wanted = std::min(size, std::max(budget, kLeastSample));
  std::ifstream stream(file, std::ios::binary);
  const std::string sample = read_bytes(stream, (size - wanted) / 2, wanted);  // the middle: heads are not like the rest
  if (sample.empty()) return size;
  const double ratio = static_cast<double>(deflated_size(sample)) / static_cast<double>(sample.size());
  return static_cast<std::uint64_t>(static_cast<double>(size) * std::min(ratio, 1.0));
}

}  // namespace

Result<ZipSize> measure_zip(const std::filesystem::path& file) {
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream) return fail("cannot read `" + file.string() + "`");
  const std::uint64_t tail_bytes = std::min<std::uint64_t>(size, kZipTailBytes);
  const Result<ZipDirectoryPlace> place = find_zip_directory(read_bytes(stream, size - tail_bytes, tail_bytes), size);
  if (!place) return fail("cannot read `" + file.string() + "`: " + place.error().message);
  ZipSize measured{.zipped = size};
  for (const ZipMember& member : read_zip_directory(read_bytes(stream, place->offset, place->bytes)))
    measured.unzipped += member.unzipped;
  return measured;
}

Result<ZipSize> estimate_zip(const std::filesystem::path& root, std::span<const std::string_view> excluded_names) {
  const Result<std::vector<TreeEntry>> entries = walk_tree(root, excluded_names);
  if (!entries) return fail(entries.error());
  ZipSize total;
  for (const TreeEntry& entry : *entries) total.unzipped += entry.size;
  std::uint64_t left = kSampleBudget;
  for (const TreeEntry& entry : *entries) {
    total.zipped += kBytesPerEntry + 2 * entry.path.size();
    if (entry.kind != TreeEntry::Kind::File || entry.size == 0) continue;
    if (left < kLeastSample) {
      total.zipped += entry.size;
      continue;
    }
    // Each file gets a share of the budget in proportion to its size.
    const double share = static_cast<double>(entry.size) / static_cast<double>(total.unzipped);
    const auto budget = static_cast<std::uint64_t>(static_cast<double>(kSampleBudget) * share);
    total.zipped += estimated_size(root / entry.path, entry.size, budget);
    left -= std::min(left, std::min(entry.size, std::max(budget, kLeastSample)));
  }
  return total;
}

}  // namespace cxsam::system
