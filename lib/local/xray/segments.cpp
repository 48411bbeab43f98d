#include "local/xray/segments.h"

#include <utility>

namespace cxsam::local {
namespace {

bool is_segment(const Json& document) {
  const auto is_text = [&](const char* name) {
    const auto found = document.find(name);
    return found != document.end() && found->is_string();
  };
  return document.is_object() && is_text("id") && is_text("trace_id") && is_text("name");
}

}  // namespace

std::vector<Json> segments_in(std::string_view datagram) {
  const std::size_t end = datagram.find('\n');
  if (end == std::string_view::npos) return {};
  const auto header = parse_json(datagram.substr(0, end));
  if (!header || !header->is_object() || header->value("format", Json()) != "json") return {};
  auto body = parse_json(datagram.substr(end + 1));
  if (!body) return {};
  std::vector<Json> segments;
  if (body->is_array()) {
    for (Json& one : *body)
      if (is_segment(one)) segments.push_back(std::move(one));
  } else if (is_segment(*body)) {
    segments.push_back(std::move(*body));
  }
  return segments;
}

}  // namespace cxsam::local
