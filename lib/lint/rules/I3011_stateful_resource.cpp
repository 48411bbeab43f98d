#include "facts/value.h"
#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// What has to be emptied before it can be deleted loses nothing.
bool may_lose_data(std::string_view type) {
  const facts::Value facts = facts::table().find("stateful").find(type);
  return facts && !facts.find("DeleteRequiresEmptyResource").boolean();
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    if (!may_lose_data(resource.type)) continue;
    for (const std::string_view attribute : {"DeletionPolicy", "UpdateReplacePolicy"})
      if (!resource.node->find_member(attribute))
        findings.add(resource.id_span, "`" + std::string(resource.type) + "` keeps data, and `" + std::string(attribute) +
                                           "` does not say what becomes of it");
  }
}

}  // namespace

extern const Rule rule_I3011_stateful_resource{
    .id = "I3011",
    .summary = "a resource that keeps data says what becomes of the data",
    .why =
        "Without `DeletionPolicy` and `UpdateReplacePolicy` the data is deleted with the resource, or when an update replaces "
        "it.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
