#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  walk_template(context, [&](const Visit& visit) {
    const bool is_delimiter = visit.parent && visit.parent->name == "Fn::Join" && visit.index == 0 && visit.node.is_string();
    if (is_delimiter && visit.node.text.empty() && visit.parent->node.items.size() == 2 &&
        visit.parent->node.items[1].is_list())
      findings.add(visit.place, "`Fn::Join` puts nothing between its texts").hints.emplace_back("write one text with `!Sub`");
    return true;
  });
}

}  // namespace

extern const Rule rule_I1022_join_without_delimiter{
    .id = "I1022",
    .summary = "texts are put together by `Fn::Sub`",
    .why = "A text with `${...}` reads more easily than a list that is joined with nothing between.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
