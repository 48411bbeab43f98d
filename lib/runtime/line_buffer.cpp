#include "runtime/line_buffer.h"

namespace cxsam::runtime {
namespace {

constexpr std::size_t kMaxLine = std::size_t{64} << 10U;

}  // namespace

void LineBuffer::feed(std::string_view bytes) {
  const std::size_t end = bytes.rfind('\n');
  if (end == std::string_view::npos) {
    partial_.append(bytes);
  } else if (partial_.empty()) {
    write_(bytes.substr(0, end + 1));
    partial_.assign(bytes.substr(end + 1));
  } else {
    partial_.append(bytes.substr(0, end + 1));
    write_(partial_);
    partial_.assign(bytes.substr(end + 1));
  }
  if (partial_.size() > kMaxLine) {
    write_(partial_);
    partial_.clear();
  }
}

void LineBuffer::flush() {
  if (partial_.empty()) return;
  partial_ += '\n';
  write_(partial_);
  partial_.clear();
}

}  // namespace cxsam::runtime
