#include "json/json.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "json/json_error.h"

namespace cxsam {
namespace {

std::string place_of(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, std::min(at, text.size()));
  const std::size_t line_start = before.rfind('\n') + 1;
  return fmt::format("line {}, column {}", std::ranges::count(before, '\n') + 1,
                     count_code_points(before.substr(line_start)) + 1);
}

// The bracket that goes deeper than `depth`, if one does. Brackets in strings do not count.
std::optional<std::size_t> find_too_deep(std::string_view text, std::size_t depth) {
  std::size_t open = 0;
  for (std::size_t i = 0; (i = text.find_first_of("\"[]{}", i)) != std::string_view::npos; ++i) {
    if (text[i] == '"') {
      while (++i < text.size() && text[i] != '"') i += text[i] == '\\' ? 1 : 0;
    } else if (text[i] == '[' || text[i] == '{') {
      if (++open > depth) return i;
    } else if (open > 0) {
      --open;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string describe_json_error(std::string_view what) {
  if (const std::size_t id = what.find("] "); what.starts_with('[') && id != std::string_view::npos) what.remove_prefix(id + 2);
  if (const std::size_t end = what.find(": "); what.starts_with("parse error") && end != std::string_view::npos)
    what.remove_prefix(end + 2);

  std::string context;
  constexpr std::string_view kWhile = "syntax error while parsing ";
  if (const std::size_t dash = what.find(" - "); what.starts_with(kWhile) && dash != std::string_view::npos) {
    context = " in " + std::string(what.substr(kWhile.size(), dash - kWhile.size()));
    what.remove_prefix(dash + 3);
  }

  std::string expected;
  constexpr std::string_view kExpected = "; expected ";
  if (const std::size_t at = what.rfind(kExpected); at != std::string_view::npos) {
    expected = what.substr(at + kExpected.size());
    what = what.substr(0, at);
    // nlohmann leaves the comma out, which is what is mostly missing.
    if (expected == "'}'" || expected == "']'") expected.insert(0, "',' or ");
    expected.insert(0, ", expected ");
  }
  what = what.substr(0, what.find("; last read: "));
  return replace_all(std::string(what) + context + expected, "'", "`");
}

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) return fail(fmt::format("the JSON is longer than {} bytes", limits.bytes));
  if (const auto at = find_too_deep(text, limits.depth))
    return fail(fmt::format("the JSON has more than {} levels of nesting at {}", limits.depth, place_of(text, *at)));
  try {
    return Json::parse(text.begin(), text.end());
  } catch (const Json::parse_error& error) {
    const std::size_t at = error.byte == 0 ? 0 : error.byte - 1;
    return fail(fmt::format("the JSON cannot be read at {}: {}", place_of(text, at), describe_json_error(error.what())));
  } catch (const Json::exception& error) {
    return fail("the JSON cannot be read: " + describe_json_error(error.what()));
  }
}

std::string dump_json(const Json& value, int indent) { return value.dump(indent, ' ', false, Json::error_handler_t::replace); }

}  // namespace cxsam
