#include "invoke/invoke.h"

#include <utility>

namespace cxsam::invoke {

Task<void> BufferedResponse::head(std::string type) {
  content_type = std::move(type);
  co_return;
}

Task<void> BufferedResponse::write(std::string bytes) {
  if (body.empty()) {
    body = std::move(bytes);
  } else {
    body += bytes;
  }
  co_return;
}

}  // namespace cxsam::invoke
