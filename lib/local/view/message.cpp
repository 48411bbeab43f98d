#include "local/view/message.h"

#include <algorithm>
#include <iterator>

namespace cxsam::local {

Description joined(Description first, Description second) {
  std::ranges::move(second.remarks, std::back_inserter(first.remarks));
  std::ranges::move(second.mountings, std::back_inserter(first.mountings));
  return first;
}

}  // namespace cxsam::local
