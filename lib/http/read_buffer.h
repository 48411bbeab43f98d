// Bytes that have come and are not yet taken.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace cxsam::http {

class ReadBuffer {
 public:
  [[nodiscard]] std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
  [[nodiscard]] bool empty() const { return begin_ == end_; }
  void consume(std::size_t count) { begin_ += count; }
  void clear() { begin_ = end_ = 0; }

  /// Space for at least `count` more bytes. What is there moves, so views of it end.
  std::span<char> prepare(std::size_t count) {
    if (empty()) clear();
    if (capacity_ - end_ < count) make_space(count);
    return {bytes_.get() + end_, capacity_ - end_};
  }
  void commit(std::size_t count) { end_ += count; }

  /// Gives the memory back when it is empty: a connection may be quiet for hours.
  void rest() {
    if (!empty()) return;
    bytes_.reset();
    capacity_ = begin_ = end_ = 0;
  }

 private:
  void make_space(std::size_t count) {
    const std::size_t size = end_ - begin_;
    if (capacity_ < size + count) {
      const std::size_t capacity = std::max(size + count, capacity_ * 2);
      auto larger = std::make_unique_for_overwrite<char[]>(capacity);
      if (size > 0) std::memcpy(larger.get(), bytes_.get() + begin_, size);
      bytes_ = std::move(larger);
      capacity_ = capacity;
    } else if (size > 0) {
      std::memmove(bytes_.get(), bytes_.get() + begin_, size);
    }
    begin_ = 0;
    end_ = size;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace cxsam::http
