#include "gateway/mapping/mock_status.h"

#include "json/lenient.h"

namespace cxsam::gateway {

std::optional<std::int64_t> mock_status(std::string_view text) {
  const auto document = parse_lenient_json(text);
  if (!document || !document->is_object()) return std::nullopt;
  const auto status = document->find("statusCode");
  if (status == document->end() || !status->is_number_integer()) return std::nullopt;
  return status->get<std::int64_t>();
}

}  // namespace cxsam::gateway
