#include "base/freed_memory.h"

#include <malloc.h>

#include <cstddef>

namespace cxsam {
namespace {

constexpr std::size_t kMuch = std::size_t{4} << 20U;

}  // namespace

// Thresholds that have malloc give large pieces back at once would slow down each event of that size.
void give_back_freed_memory() {
  if (mallinfo2().fordblks >= kMuch) malloc_trim(0);
}

}  // namespace cxsam
