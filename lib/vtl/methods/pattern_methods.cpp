#include "vtl/methods/pattern_methods.h"

#include "template/pattern.h"

namespace cxsam::vtl {
namespace {

using Found = tmpl::Pattern::Found;

std::optional<tmpl::Pattern> compile(Run& run, const Value& expression) {
  const std::string text = text_of(run, expression);
  auto pattern = tmpl::Pattern::compile(text);
  if (pattern) return std::move(*pattern);
  run.fail("`" + text + "` is no regular expression: " + pattern.error().message);
  return std::nullopt;
}

/// The next match at or behind `from`; nothing at the end, or when the run failed.
std::optional<Found> find(Run& run, const tmpl::Pattern& pattern, std::string_view text, std::size_t from) {
  if (from > text.size() || !run.take_steps(1 + text.size() / 64)) return std::nullopt;
  auto found = pattern.find(text, from);
  if (found) return std::move(*found);
  run.fail(found.error().message);
  return std::nullopt;
}

/// `$1` and `${1}` are groups, a backslash takes the next character as it is.
void append_replacement(std::string& out, std::string_view replacement, std::string_view text, const Found& found, Run& run) {
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    if (replacement[i] == '\\' && i + 1 < replacement.size()) {
      out += replacement[++i];
    } else if (replacement[i] != '$') {
      out += replacement[i];
    } else if (i + 1 < replacement.size() && replacement[i + 1] >= '0' && replacement[i + 1] <= '9') {
      const auto group = static_cast<std::size_t>(replacement[++i] - '0');
      if (group >= found.groups.size()) return run.fail("the expression has no group " + std::to_string(group));
      const auto& [begin, end] = found.groups[group];
      if (begin != std::string_view::npos) out += text.substr(begin, end - begin);
    } else {
      return run.fail("`$` in a replacement is followed by no number of a group");
    }
  }
}

/// The place behind a match, one character further where the match is empty.
std::size_t behind(std::string_view text, const Found& found) {
  const auto& [begin, end] = found.groups.at(0);
  std::size_t next = end;
  if (begin == end) {
    ++next;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
  }
  return next;
}

Value replace(Run& run, std::string_view text, Arguments arguments, bool all) {
  const auto pattern = compile(run, arguments[0]);
  if (!pattern) return {};
  const std::string replacement = text_of(run, arguments[1]);
  std::string out;
  std::size_t copied = 0;
  std::size_t from = 0;
  while (const auto found = find(run, *pattern, text, from)) {
    const auto& [begin, end] = found->groups.at(0);
    out += text.substr(copied, begin - copied);
    append_replacement(out, replacement, text, *found, run);
    if (!run.take_bytes(replacement.size())) return {};
    copied = end;
    from = behind(text, *found);
    if (!all) break;
  }
  out += text.substr(copied);
  return run.keep(std::move(out));
}

/// As Java: no empty part in front when an empty match is there, none at the end without a limit.
Value split(Run& run, std::string_view text, const Value& expression, std::int64_t limit) {
  const auto pattern = compile(run, expression);
  if (!pattern) return {};
  List* parts = run.make_list();
  std::size_t copied = 0;
  std::size_t from = 0;
  while (limit <= 0 || static_cast<std::int64_t>(parts->items.size()) < limit - 1) {
    const auto found = find(run, *pattern, text, from);
    if (!found) break;
    const auto& [begin, end] = found->groups.at(0);
    from = behind(text, *found);
    const bool nothing_in_front = begin == 0 && end == 0;
    const bool nothing_behind = begin == end && begin == text.size();
    if (nothing_in_front || nothing_behind) continue;
    run.add(*parts, text.substr(copied, begin - copied));
    copied = end;
  }
  run.add(*parts, text.substr(copied));
  const auto is_empty = [](const Value& part) { return part.text() && part.text()->empty(); };
  while (limit == 0 && parts->items.size() > 1 && is_empty(parts->items.back())) parts->items.pop_back();
  if (limit == 0 && parts->items.size() == 1 && is_empty(parts->items.back()) && !text.empty()) parts->items.clear();
  return parts;
}

}  // namespace

std::optional<Value> call_with_pattern(Run& run, std::string_view text, std::string_view name, Arguments arguments) {
  if (arguments.size() == 1 && name == "matches") {
    const auto pattern = compile(run, arguments[0]);
    if (!pattern) return Value();
    const auto matches = pattern->matches_whole(text);
    if (matches) return *matches;
    run.fail("a regular expression takes too long");
    return Value();
  }
  if (arguments.size() == 1 && name == "split") return split(run, text, arguments[0], 0);
  if (arguments.size() != 2) return std::nullopt;
  if (const auto limit = whole_of(arguments[1]); name == "split" && limit) return split(run, text, arguments[0], *limit);
  if (name == "replaceAll" || name == "replaceFirst") return replace(run, text, arguments, name == "replaceAll");
  return std::nullopt;
}

}  // namespace cxsam::vtl
