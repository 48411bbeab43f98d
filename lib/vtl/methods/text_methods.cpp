#include <algorithm>

#include "base/text.h"
#include "vtl/methods.h"
#include "vtl/methods/pattern_methods.h"
#include "vtl/utf16.h"

namespace cxsam::vtl {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::size_t length_of(std::string_view text) { return is_ascii(text) ? text.size() : to_utf16(text).size(); }

/// The place of a byte as Java counts.
std::int64_t place_of(std::string_view text, std::size_t at) {
  return at == std::string_view::npos ? -1 : static_cast<std::int64_t>(length_of(text.substr(0, at)));
}

/// What Character.isWhitespace() and trim() take off is told apart: trim() takes everything up to the blank.
std::string_view trimmed(std::string_view text, bool front, bool back) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (front && !text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (back && !text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string to_upper_ascii(std::string_view text) {
  std::string upper(text);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

/// Java's: s[0]*31^(n-1) + ... in 32 bits.
std::int64_t hash_of(std::string_view text) {
  std::uint32_t hash = 0;
  for (const char16_t unit : to_utf16(text)) hash = hash * 31 + unit;
  return static_cast<std::int32_t>(hash);
}

Value part_of(Run& run, std::string_view text, std::int64_t begin, std::int64_t end) {
  const auto length = static_cast<std::int64_t>(length_of(text));
  if (begin < 0 || end > length || begin > end) {
    run.fail("it asks for characters " + std::to_string(begin) + " to " + std::to_string(end) + " of a text of " +
             std::to_string(length));
    return {};
  }
  const auto from = static_cast<std::size_t>(begin);
  const auto count = static_cast<std::size_t>(end - begin);
  if (is_ascii(text)) return text.substr(from, count);
  const std::u16string units = to_utf16(text);
  return run.keep(to_utf8(std::u16string_view(units).substr(from, count)));
}

std::optional<Value> without_arguments(Run& run, std::string_view text, std::string_view name) {
  if (name == "length") return static_cast<std::int64_t>(length_of(text));
  if (name == "isEmpty") return text.empty();
  if (name == "isBlank") return trimmed(text, true, true).empty();
  if (name == "trim" || name == "strip") return trimmed(text, true, true);
  if (name == "stripLeading" || name == "stripTrailing") return trimmed(text, name == "stripLeading", name == "stripTrailing");
  if (name == "intern") return text;
  if (name == "hashCode") return hash_of(text);
  if (name == "toLowerCase" || name == "toUpperCase") {
    if (!is_ascii(text)) {
      run.fail("`" + std::string(name) + "()` knows no letters but those of ASCII here");
      return Value();
    }
    return run.keep(name == "toLowerCase" ? to_lower(text) : to_upper_ascii(text));
  }
  if (name != "toCharArray") return std::nullopt;
  List* characters = run.make_list();
  for (const char16_t unit : to_utf16(text)) run.add(*characters, run.keep(to_utf8(std::u16string_view(&unit, 1))));
  return characters;
}

std::optional<Value> with_text(Run& run, std::string_view text, std::string_view name, const Value& value) {
  const std::string argument = text_of(run, value);
  if (name == "contains") return text.find(argument) != std::string_view::npos;
  if (name == "startsWith") return text.starts_with(argument);
  if (name == "endsWith") return text.ends_with(argument);
  if (name == "indexOf") return place_of(text, text.find(argument));
  if (name == "lastIndexOf") return place_of(text, text.rfind(argument));
  if (name == "concat") return run.keep(std::string(text) + argument);
  if (name == "equalsIgnoreCase") return equals_ignoring_case(text, argument);
  if (name == "contentEquals") return text == argument;
  if (name == "compareTo" || name == "compareToIgnoreCase") {
    const bool folded = name == "compareToIgnoreCase";
    const std::u16string a = to_utf16(folded ? to_lower(text) : std::string(text));
    const std::u16string b = to_utf16(folded ? to_lower(argument) : argument);
    const auto [left, right] = std::ranges::mismatch(a, b);
    if (left != a.end() && right != b.end()) return static_cast<std::int64_t>(*left) - static_cast<std::int64_t>(*right);
    return static_cast<std::int64_t>(a.size()) - static_cast<std::int64_t>(b.size());
  }
  return std::nullopt;
}

std::optional<Value> with_number(Run& run, std::string_view text, std::string_view name, std::int64_t number) {
  if (name == "substring") return part_of(run, text, number, static_cast<std::int64_t>(length_of(text)));
  if (name == "charAt") return part_of(run, text, number, number + 1);
  if (name != "repeat") return std::nullopt;
  if (number < 0) {
    run.fail("it repeats a text " + std::to_string(number) + " times");
    return Value();
  }
  std::string repeated;
  for (std::int64_t i = 0; i < number && run.take_steps() && run.take_bytes(text.size()); ++i) repeated += text;
  return run.keep(std::move(repeated));
}

std::optional<Value> with_two(Run& run, std::string_view text, std::string_view name, Arguments arguments) {
  const auto first = whole_of(arguments[0]);
  const auto second = whole_of(arguments[1]);
  if ((name == "substring" || name == "subSequence") && first && second) return part_of(run, text, *first, *second);
  const std::string from = text_of(run, arguments[0]);
  const std::string to = text_of(run, arguments[1]);
  if (name == "replace") {
    if (from.empty()) return std::nullopt;
    const std::size_t growth = to.size() > from.size() ? text.size() / from.size() * (to.size() - from.size()) : 0;
    return run.take_bytes(growth) ? run.keep(replace_all(std::string(text), from, to)) : Value();
  }
  if ((name == "indexOf" || name == "startsWith") && second) {
    const auto length = static_cast<std::int64_t>(length_of(text));
    const std::int64_t begin = std::clamp<std::int64_t>(*second, 0, length);
    const std::string rest = text_of(run, part_of(run, text, begin, length));
    if (name == "startsWith") return begin == *second && rest.starts_with(from);
    const std::int64_t at = place_of(rest, rest.find(from));
    return at < 0 ? at : at + begin;
  }
  return std::nullopt;
}

/// String.join(separator, list), which a template reaches through any text.
std::optional<Value> join(Run& run, Arguments arguments) {
  const List* list = arguments[1].list();
  if (list == nullptr) return std::nullopt;
  const std::string separator = text_of(run, arguments[0]);
  std::string joined;
  for (std::size_t i = 0; i < list->items.size() && run.take_bytes(separator.size()); ++i) {
    if (i > 0) joined += separator;
    append_text(run, joined, list->items[i]);
  }
  return run.keep(std::move(joined));
}

}  // namespace

std::optional<Value> call_on_text(Run& run, std::string_view text, std::string_view name, Arguments arguments) {
  if (!run.take_steps(1 + text.size() / 64)) return Value();
  if (arguments.empty()) return without_arguments(run, text, name);
  if (auto value = call_with_pattern(run, text, name, arguments)) return value;
  if (arguments.size() == 1) {
    if (name == "valueOf") return run.keep(text_of(run, arguments[0]));
    const bool counts = name == "substring" || name == "charAt" || name == "repeat";
    const auto number = whole_of(arguments[0]);
    if (counts && number) return with_number(run, text, name, *number);
    return with_text(run, text, name, arguments[0]);
  }
  if (arguments.size() != 2) return std::nullopt;
  return name == "join" ? join(run, arguments) : with_two(run, text, name, arguments);
}

}  // namespace cxsam::vtl
