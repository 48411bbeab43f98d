#include "local/file_answer.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "base/time_parse.h"
#include "base/time_text.h"

namespace cxsam::local {
namespace {

using Time = std::chrono::system_clock::time_point;

/// Of the file as it is now.
struct Validators {
  std::string tag;
  Time changed;  // in whole seconds, as dates of HTTP are
};

Validators validators_of(const FileContent& file) {
  return {.tag = fmt::format("\"{:x}-{:x}\"", file.changed.time_since_epoch().count(), file.bytes.size()),
          .changed = std::chrono::floor<std::chrono::seconds>(file.changed)};
}

bool names_tag(std::string_view list, std::string_view tag) {
  return std::ranges::any_of(split(list, ','), [&](std::string_view one) {
    one = trim(one);
    if (one.starts_with("W/")) one.remove_prefix(2);
    return one == "*" || one == tag;
  });
}

bool is_known(const http::Headers& headers, const Validators& now) {
  if (const std::string_view tags = http::find_header(headers, "if-none-match"); !tags.empty()) return names_tag(tags, now.tag);
  const auto since = parse_http_date(http::find_header(headers, "if-modified-since"));
  return since && now.changed <= *since;
}

/// A part is only wanted of the file that the client has the rest of.
bool wants_part(const http::Request& request, const Validators& now) {
  const std::string_view of = http::find_header(request.headers, "if-range");
  return request.method == "GET" && (of.empty() || of == now.tag || of == http_date(now.changed));
}

struct Range {
  std::uint64_t first, last;
};

/// Of "bytes=1-2", "bytes=1-" or "bytes=-2". Nothing for what is no single range of bytes. One that lies behind the end has its
/// first byte there.
std::optional<Range> read_range(std::string_view text, std::uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (!text.starts_with(kUnit)) return std::nullopt;
  const std::string_view range = trim(text.substr(kUnit.size()));
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = parse_int(range.substr(0, dash));
  const auto last = parse_int(range.substr(dash + 1));
  const bool from_end = dash == 0;
  if (from_end && last && *last >= 0)
    return Range{size - std::min<std::uint64_t>(size, static_cast<std::uint64_t>(*last)), size - 1};
  if (!first || *first < 0) return std::nullopt;
  if (dash + 1 == range.size()) return Range{static_cast<std::uint64_t>(*first), size - 1};
  if (!last || *last < *first) return std::nullopt;
  return Range{static_cast<std::uint64_t>(*first), std::min(static_cast<std::uint64_t>(*last), size - 1)};
}

http::Response with_range(http::Response whole, const std::optional<Range>& range) {
  if (!range) return whole;
  const std::uint64_t size = whole.body.size();
  if (range->first >= size) return {.status = 416, .headers = {{"Content-Range", fmt::format("bytes */{}", size)}}, .body = {}};
  whole.status = 206;
  whole.headers.emplace_back("Content-Range", fmt::format("bytes {}-{}/{}", range->first, range->last, size));
  whole.body = whole.body.substr(range->first, range->last - range->first + 1);
  return whole;
}

}  // namespace

http::Response file_answer(FileContent file, const http::Request& request) {
  const Validators now = validators_of(file);
  http::Headers headers{{"Last-Modified", http_date(now.changed)}, {"ETag", now.tag}, {"Cache-Control", "no-cache"}};
  if (is_known(request.headers, now)) return {.status = 304, .headers = std::move(headers), .body = {}};
  headers.emplace_back("Content-Type", std::move(file.type));
  headers.emplace_back("Accept-Ranges", "bytes");
  const auto range =
      wants_part(request, now) ? read_range(http::find_header(request.headers, "range"), file.bytes.size()) : std::nullopt;
  return with_range({.status = 200, .headers = std::move(headers), .body = std::move(file.bytes)}, range);
}

}  // namespace cxsam::local
