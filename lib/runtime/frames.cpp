#include "runtime/frames.h"

#include <bit>
#include <cstring>

namespace cxsam::runtime {
namespace {

static_assert(std::endian::native == std::endian::little, "frames are written as they lie in memory");

constexpr std::size_t kHeadBytes = 5;  // size and kind
// Of a buffer that is empty: what usual frames need. A large one is needed seldom, and there is a reader for each instance.
constexpr std::size_t kKeptBytes = std::size_t{256} << 10U;

void append_size(std::string& bytes, std::size_t size) {
  const auto number = static_cast<std::uint32_t>(size);
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::uint32_t read_size(std::string_view bytes) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return number;
}

}  // namespace

std::string encode_frame(FrameKind kind, std::initializer_list<std::string_view> strings, std::string_view tail) {
  std::size_t size = 1 + tail.size();
  for (const std::string_view text : strings) size += sizeof(std::uint32_t) + text.size();
  std::string bytes;
  bytes.reserve(sizeof(std::uint32_t) + size);
  append_size(bytes, size);
  bytes.push_back(static_cast<char>(kind));
  for (const std::string_view text : strings) {
    append_size(bytes, text.size());
    bytes.append(text);
  }
  bytes.append(tail);
  return bytes;
}

void FrameReader::feed(std::string_view bytes) {
  if (broken_) return;
  if (start_ > 0) {
    bytes_.erase(0, start_);
    start_ = 0;
  }
  bytes_.append(bytes);
}

std::optional<Frame> FrameReader::next() {
  const std::string_view rest = std::string_view(bytes_).substr(start_);
  if (broken_ || rest.size() < kHeadBytes) return std::nullopt;
  const std::uint32_t size = read_size(rest);
  if (size == 0 || size > kMaxFrameBytes) {
    broken_ = true;
    return std::nullopt;
  }
  if (rest.size() - sizeof(std::uint32_t) < size) return std::nullopt;
  Frame frame{static_cast<FrameKind>(rest[4]), std::string(rest.substr(kHeadBytes, size - 1))};
  start_ += sizeof(std::uint32_t) + size;
  if (start_ == bytes_.size() && bytes_.capacity() > kKeptBytes) reset();
  return frame;
}

void FrameReader::reset() {
  std::string().swap(bytes_);  // an assignment keeps the memory
  start_ = 0;
  broken_ = false;
}

std::optional<std::string_view> take_string(std::string_view& body) {
  if (body.size() < sizeof(std::uint32_t)) return std::nullopt;
  const std::uint32_t size = read_size(body);
  if (body.size() - sizeof(std::uint32_t) < size) return std::nullopt;
  const std::string_view text = body.substr(sizeof(std::uint32_t), size);
  body.remove_prefix(sizeof(std::uint32_t) + size);
  return text;
}

}  // namespace cxsam::runtime
