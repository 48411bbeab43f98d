#include <algorithm>

#include "base/text.h"
#include "lint/rule.h"
#include "lint/subjects/metadata_context.h"

namespace cxsam::lint {
namespace {

constexpr std::size_t kMostNamed = 12;  // in one message

bool is_left_out(const tmpl::Resource* resource) {
  return std::ranges::count(resource_ignores(*resource->node), std::string_view("I4010")) > 0;
}

std::string named(const std::vector<const tmpl::Resource*>& resources) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(resources.size(), kMostNamed); ++i)
    names.push_back("`" + std::string(resources[i]->logical_id) + "`");
  if (resources.size() > kMostNamed) names.push_back(std::to_string(resources.size() - kMostNamed) + " more");
  return join(names, ", ");
}

Span place_of_template(const CheckContext& context) {
  const Member* metadata = context.source.root().find_member("Metadata");
  return metadata ? metadata->key_span : Span{context.source.root().span.file, 0, 0};
}

void check(const CheckContext& context, Findings& findings) {
  std::vector<const tmpl::Resource*> resources = resources_without_context(context);
  std::erase_if(resources, is_left_out);
  if (resources.empty()) return;
  const std::string key = "`" + std::string(kContextKey) + "`";
  if (resources.size() > 1 && !template_context(context))
    findings.add(place_of_template(context), "the template's Metadata has no " + key)
        .hints.emplace_back("say in its `arch` how the resources work together");
  findings
      .add(resources.front()->id_span,
           plural(resources.size(), "resource") + " without " + key + " in the Metadata: " + named(resources))
      .hints.emplace_back("say in its `why` what the resource is for and why it is as it is");
}

}  // namespace

extern const Rule rule_I4010_context_missing{
    .id = "I4010",
    .summary = "the template and its resources have a `com.aws.cloudformation.Context` in their Metadata",
    .why = "It keeps what a template cannot say otherwise: why a resource is as it is, and what must not be changed.",
    .severity = Severity::Info,
    .check = check,
    .experimental = true,
};

}  // namespace cxsam::lint
