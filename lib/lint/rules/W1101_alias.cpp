#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// What an alias stands for has the place of its anchor, which comes before.
bool stands_before(Span value, Span place) {
  return value != Span{} && place != Span{} && value.file == place.file && value.end > value.begin && value.begin < place.begin;
}

bool is_merged(const Member& member, const Node& map) {
  const Span key = member.key_span;
  return key != Span{} && map.span != Span{} && key.file == map.span.file &&
         (key.begin < map.span.begin || map.span.end < key.end);
}

// The `*name` behind `at` in the text.
Span alias_behind(const Sources& sources, Span at) {
  const std::string& text = sources.text(at.file);
  const std::size_t begin = text.find('*', at.end);
  if (begin == std::string::npos) return at;
  const std::size_t end = text.find_first_of(" \t\r\n,]}", begin);
  return {at.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end == std::string::npos ? text.size() : end)};
}

void check(const CheckContext& context, Findings& findings) {
  if (context.source.is_serverless()) return;
  walk_template(context, [&](const Visit& visit) {
    if (visit.node.expansion != 0) return true;
    const auto report = [&](Span before) {
      findings.add(alias_behind(context.sources, before), "CloudFormation does not know aliases")
          .hints.emplace_back("write the value here, or deploy what `cxsam package` writes");
    };
    Span last{visit.node.span.file, visit.node.span.begin, visit.node.span.begin};
    for (const Node& item : visit.node.items) {
      const bool alias = stands_before(item.span, last);
      if (alias) report(last);
      if (!alias) last = item.span;
    }
    bool merged = false;
    for (const Member& member : visit.node.members) {
      if (is_merged(member, visit.node)) {
        merged = true;
      } else if (stands_before(member.value.span, member.key_span)) {
        report(member.key_span);
      }
    }
    const std::string& text = context.sources.text(visit.node.span.file);
    const std::size_t merge = merged ? text.find("<<", visit.node.span.begin) : std::string::npos;
    if (merge < visit.node.span.end)
      report({visit.node.span.file, static_cast<std::uint32_t>(merge), static_cast<std::uint32_t>(merge)});
    return true;
  });
}

}  // namespace

extern const Rule rule_W1101_alias{
    .id = "W1101",
    .summary = "a template has no YAML aliases",
    .why = "CloudFormation refuses them; `cxsam package` and the SAM transform write what they stand for.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
