#include "cli/upload_metadata.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "http/message.h"
#include "json/json.h"

namespace cxsam::cli {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kInvalid = "Invalid value for '--metadata': ";

tl::unexpected<Error> refuse(std::string_view text) {
  return fail(
      fmt::format("{}{} is not in valid format. It must look something like 'KeyName1=string,KeyName2=string or "
                  "{{\"string\":\"string\"}}'",
                  kInvalid, text));
}

/// Each pair is sent as a header.
Result<void> take(std::string name, std::string value, Pairs& pairs) {
  const auto is_printable = [](char c) { return c >= ' ' && c <= '~'; };
  if (!http::is_token(name))
    return fail(Error{fmt::format("{}`{}` is no name of metadata", kInvalid, name)}.hint(
        "names are letters, digits and `-`: S3 keeps them as names of headers"));
  if (!std::ranges::all_of(value, is_printable))
    return fail(
        Error{fmt::format("{}the value of `{}` is not of ASCII's printable characters alone, as S3 wants it", kInvalid, name)});
  const auto same = std::ranges::find_if(pairs, [&](const auto& pair) { return equals_ignoring_case(pair.first, name); });
  if (same == pairs.end()) {
    pairs.emplace_back(std::move(name), std::move(value));
  } else {
    same->second = std::move(value);
  }
  return {};
}

Result<Pairs> read_object(std::string_view text) {
  const Result<Json> json = parse_json(text);
  if (!json || !json->is_object()) return refuse(text);
  Pairs pairs;
  for (const auto& [name, value] : json->items()) {
    if (value.is_structured() || value.is_null()) return refuse(text);
    const Result<void> taken = take(name, value.is_string() ? value.get<std::string>() : dump_json(value), pairs);
    if (!taken) return fail(taken.error());
  }
  return pairs;
}

}  // namespace

Result<Pairs> read_metadata(std::string_view text) {
  if (trim(text).starts_with('{')) return read_object(text);
  Pairs pairs;
  for (const std::string_view piece : split(text, ',')) {
    if (trim(piece).empty()) continue;
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos) return refuse(text);
    const std::string_view name = trim(piece.substr(0, equals));
    const std::string_view value = trim(piece.substr(equals + 1));
    if (name.empty() || value.empty()) return refuse(text);
    if (const Result<void> taken = take(std::string(name), std::string(value), pairs); !taken) return fail(taken.error());
  }
  return pairs;
}

}  // namespace cxsam::cli
