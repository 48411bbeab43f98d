#include "lint/schema/tags.h"

#include <algorithm>

#include "lint/schema/functions.h"
#include "lint/schema/resource_facts.h"

namespace cxsam::lint::schema {
namespace {

// E1030 and E1031 mostly say that a transform is missing, which is no fault of the tags.
bool is_about_function(std::string_view rule) {
  if (rule.empty() || rule == "E1030" || rule == "E1031") return false;
  return std::ranges::any_of(all_functions(), [rule](const Function& function) { return function.rule == rule; });
}

}  // namespace

const Member* tags_of(facts::Value resource_schema, const Node& properties) {
  const facts::Value tagging = resource_schema.find(facts::Keyword::Tagging);
  if (!tagging.find("taggable").boolean()) return nullptr;
  const facts::Value property = tagging.find("tagProperty");
  return !property || property.text() == "Tags" ? properties.find_member("Tags") : nullptr;
}

TagPlaces::TagPlaces(const tmpl::Template& source) {
  for (const tmpl::Resource& resource : source.resources()) {
    const Member* tags = resource.properties ? tags_of(schema_of(resource.type), *resource.properties) : nullptr;
    if (tags) places_.push_back({tags->key_span.file, tags->key_span.begin, tags->value.span.end});
  }
  std::ranges::sort(places_, {}, &Span::begin);
}

bool TagPlaces::hold(Span place) const {
  const auto after = std::ranges::upper_bound(places_, place.begin, {}, &Span::begin);
  if (after == places_.begin()) return false;
  const Span& tags = *std::prev(after);
  return tags.file == place.file && place.end <= tags.end;
}

void repeat_for_tags(const TagPlaces& tags, Diagnostics& findings) {
  std::vector<Diagnostic> repeated;
  for (const Diagnostic& finding : findings.items()) {
    if (!is_about_function(finding.id) || !tags.hold(finding.where)) continue;
    repeated.push_back(finding);
    repeated.back().id = "E3024";
  }
  for (Diagnostic& finding : repeated) findings.add(std::move(finding));
}

}  // namespace cxsam::lint::schema
