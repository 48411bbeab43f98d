#include <algorithm>

#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

bool lies_in(Span inner, Span outer) {
  return inner.file != outer.file || (outer.begin <= inner.begin && inner.end <= outer.end);
}

// Members that a merge brings in stand elsewhere in the text.
bool has_merged(const Node& map) {
  return map.expansion == 0 && map.span != Span{} && std::ranges::any_of(map.members, [&](const Member& member) {
           return member.key_span != Span{} && !lies_in(member.key_span, map.span);
         });
}

void check(const CheckContext& context, Findings& findings) {
  walk_template(context, [&](const Visit& visit) {
    if (has_merged(visit.node))
      findings.add(visit.place, "this map takes members from another by `<<`, which CloudFormation does not know")
          .hints.emplace_back("deploy what `cxsam package` writes");
    return true;
  });
}

}  // namespace

extern const Rule rule_W1100_merge_key{
    .id = "W1100",
    .summary = "a template has no YAML merge keys",
    .why = "CloudFormation does not know `<<`; `cxsam package` writes what it stands for.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
