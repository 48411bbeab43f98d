#include "document/yaml_values.h"

#include <utility>

#include "base/ascii.h"

namespace cxsam {
namespace {

constexpr std::string_view kStandard = "tag:yaml.org,2002:";

bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

bool is_null(std::string_view text) { return text == "~" || text == "null" || text == "Null" || text == "NULL"; }

}  // namespace

YamlProperties joined(YamlProperties outer, YamlProperties inner) {
  if (!outer.any()) return inner;
  if (!inner.any()) return outer;
  if ((!outer.tag.empty() && !inner.tag.empty()) || (outer.anchor != YAML::NullAnchor && inner.anchor != YAML::NullAnchor))
    throw Uncommon{};
  if (outer.tag.empty()) outer.tag = std::move(inner.tag);
  if (outer.anchor == YAML::NullAnchor) outer.anchor = inner.anchor;
  return outer;
}

YamlProperties YamlValues::properties() {
  YamlProperties properties{.begin = in.at, .tag = {}, .anchor = YAML::NullAnchor};
  while (in.sign() == '!' || in.sign() == '&') {
    if (in.sign() == '!') {
      if (!properties.tag.empty()) throw Uncommon{};
      properties.tag = tag();
    } else {
      if (properties.anchor != YAML::NullAnchor) throw Uncommon{};
      properties.anchor = ++last_anchor_;
      anchors_.insert_or_assign(std::string(name()), properties.anchor);
    }
    in.skip_spaces();
  }
  return properties;
}

/// `!Name`, `!!name` or `!<name>`.
std::string YamlValues::tag() {
  const std::size_t begin = in.at++;
  std::string tag;
  if (in.sign() == '<') {
    const std::size_t end = in.text.find_first_of(">\r\n ", in.at);
    if (in.sign(end) != '>') throw Uncommon{};
    tag = in.text.substr(in.at + 1, end - in.at - 1);
    in.at = end + 1;
  } else {
    const bool standard = in.sign() == '!';
    if (standard) ++in.at;
    const std::size_t from = in.at;
    while (is_letter_or_digit(in.sign()) || is_one_of(":._-/", in.sign())) ++in.at;
    if (in.at == from) throw Uncommon{};
    tag = standard ? std::string(kStandard) : std::string(in.text.substr(begin, from - begin));
    tag += in.text.substr(from, in.at - from);
  }
  if (!in.is_blank(in.at)) throw Uncommon{};
  return tag;
}

/// The name of an anchor or an alias, with the sign before it.
std::string_view YamlValues::name() {
  const std::size_t from = ++in.at;
  while (is_letter_or_digit(in.sign()) || is_one_of("_-", in.sign())) ++in.at;
  if (in.at == from || (!in.is_blank(in.at) && !is_one_of(",]}", in.sign()))) throw Uncommon{};
  return in.text.substr(from, in.at - from);
}

void YamlValues::alias() {
  const std::size_t begin = in.at;
  const auto anchor = anchors_.find(name());
  if (anchor == anchors_.end()) throw Uncommon{};
  events.OnAlias(yaml_mark(begin), anchor->second);
  in.skip_spaces();
}

YamlValues::Scalar YamlValues::read_text(Around around) {
  const bool quoted = in.sign() == '"' || in.sign() == '\'';
  if (quoted)
    read_quoted(in, text);
  else
    read_plain(in, around, text);
  in.skip_spaces();
  return quoted ? Scalar::Quoted : Scalar::Plain;
}

void YamlValues::give_text(const YamlProperties& properties, std::size_t content, Scalar kind) {
  const YAML::Mark begin = yaml_mark(properties.begin_of(content));
  if (kind == Scalar::Plain && properties.tag.empty() && is_null(text)) return events.OnNull(begin, properties.anchor);
  events.OnScalar(begin, properties.tag_or(kind == Scalar::Plain ? "?" : "!"), properties.anchor, text);
}

void YamlValues::give_nothing(const YamlProperties& properties) {
  if (properties.tag.empty()) return events.OnNull(yaml_mark(properties.begin), properties.anchor);
  events.OnScalar(yaml_mark(properties.begin), properties.tag, properties.anchor, "");
}

}  // namespace cxsam
