#include "lint/fixes/fixes.h"

#include <algorithm>

#include "lint/places/path.h"

namespace cxsam::lint {
namespace {

bool is_blank(char sign) { return sign == ' ' || sign == '\t' || sign == '\r' || sign == '\n'; }

std::uint32_t size_of(std::size_t size) { return static_cast<std::uint32_t>(size); }

// The whole lines from `begin` to `end`, if nothing else stands on them but a comment at the end.
std::optional<Span> own_lines(std::string_view text, Span span) {
  const std::size_t before = span.begin == 0 ? std::string_view::npos : text.rfind('\n', span.begin - 1);
  const std::size_t line = before == std::string_view::npos ? 0 : before + 1;
  if (text.substr(line, span.begin - line).find_first_not_of(" \t") != std::string_view::npos) return std::nullopt;
  std::size_t end = std::max<std::size_t>(span.end, span.begin);
  // The end of a block's last value may stand after its line end.
  while (end > span.begin && is_blank(text[end - 1])) --end;
  std::size_t line_end = text.find('\n', end);
  if (line_end == std::string_view::npos) line_end = text.size();
  const std::size_t rest = text.substr(end, line_end - end).find_first_not_of(" \t\r");
  if (rest != std::string_view::npos && text[end + rest] != '#') return std::nullopt;
  return Span{span.file, size_of(line), size_of(std::min(line_end + 1, text.size()))};
}

// With the comma after it, else with the one before it.
Span with_comma(std::string_view text, Span span) {
  std::size_t end = span.end;
  while (end < text.size() && is_blank(text[end])) ++end;
  if (end < text.size() && text[end] == ',') {
    ++end;
    while (end < text.size() && is_blank(text[end])) ++end;
    return {span.file, span.begin, size_of(end)};
  }
  std::size_t begin = span.begin;
  while (begin > 0 && is_blank(text[begin - 1])) --begin;
  if (begin > 0 && text[begin - 1] == ',') --begin;
  return {span.file, size_of(begin), span.end};
}

// `mark` is what a block list has before its items.
std::optional<Edit> remove(const Sources& sources, const Node& parent, Span child, bool is_only, std::string_view mark) {
  const std::string_view text = sources.text(child.file);
  if (parent.expansion != 0 || parent.span.file != child.file) return std::nullopt;
  if (parent.style == Node::Style::Flow) return Edit{with_comma(text, child), ""};
  if (is_only) return std::nullopt;
  if (!mark.empty()) {
    const std::size_t at = text.rfind(mark, child.begin);
    if (at == std::string_view::npos ||
        text.substr(at + mark.size(), child.begin - at - mark.size()).find_first_not_of(' ') != std::string_view::npos)
      return std::nullopt;
    child.begin = size_of(at);
  }
  const std::optional<Span> lines = own_lines(text, child);
  return lines ? std::optional(Edit{*lines, ""}) : std::nullopt;
}

bool overlaps(const Edit& edit, const std::vector<Edit>& taken) {
  return std::ranges::any_of(
      taken, [&edit](const Edit& other) { return edit.where.begin < other.where.end && other.where.begin < edit.where.end; });
}

const Fixer* find_fixer(std::string_view id) {
  const auto fixers = all_fixers();
  const auto found = std::ranges::find(fixers, id, &Fixer::id);
  return found == fixers.end() ? nullptr : *found;
}

}  // namespace

std::optional<Edit> remove_member(const Sources& sources, const Node& map, const Member& member) {
  return remove(sources, map,
                {member.key_span.file, member.key_span.begin, std::max(member.key_span.end, member.value.span.end)},
                map.members.size() == 1, "");
}

std::optional<Edit> remove_item(const Sources& sources, const Node& list, const Node& item) {
  return remove(sources, list, item.span, list.items.size() == 1, "-");
}

FixPlace fix_place(const Report& report, const Diagnostic& finding) {
  FixPlace place{.node = &report.source->root()};
  for (const PathStep& step : path_of(report.source->root(), finding.where)) {
    place = {
        .node = nullptr, .member = nullptr, .parent = place.node, .grandparent = place.parent, .parent_member = place.member};
    if (const auto* index = std::get_if<std::size_t>(&step)) {
      place.node = &place.parent->items[*index];
    } else {
      place.member = place.parent->find_member(std::get<std::string_view>(step));
      place.node = &place.member->value;
    }
  }
  return place;
}

FixedText apply_fixes(const Report& report, bool unsafe_too) {
  const FileId file = report.source->root().span.file;
  FixedText result{report.sources.text(file)};
  std::vector<Edit> taken;
  for (const Diagnostic& finding : report.diagnostics.items()) {
    const Fixer* fixer = finding.where.file == file ? find_fixer(finding.id) : nullptr;
    if (!fixer || (!fixer->safe && !unsafe_too)) continue;
    std::optional<Edit> edit = fixer->fix(report, finding);
    if (!edit || edit->where.file != file || overlaps(*edit, taken)) continue;
    taken.push_back(std::move(*edit));
    ++result.fixed;
  }
  std::ranges::sort(taken, std::ranges::greater{}, [](const Edit& edit) { return edit.where.begin; });
  for (const Edit& edit : taken) result.text.replace(edit.where.begin, edit.where.end - edit.where.begin, edit.text);
  return result;
}

}  // namespace cxsam::lint
