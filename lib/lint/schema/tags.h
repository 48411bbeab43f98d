// The tags of resources, which one schema describes for all types.
#pragma once

#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "document/node.h"
#include "facts/value.h"
#include "template/template.h"

namespace cxsam::lint::schema {

/// The member of a resource's properties that holds its tags; null where the type has none, or the resource.
const Member* tags_of(facts::Value resource_schema, const Node& properties);

/// The text that the tags of a template take up, in its order.
class TagPlaces {
 public:
  explicit TagPlaces(const tmpl::Template& source);
  [[nodiscard]] bool hold(Span place) const;

 private:
  std::vector<Span> places_;  // by begin
};

/// cfn-lint meets functions in tags twice: with the schema of the type, and with that of tags (E3024). Says everything about
/// their arguments and names once more; `findings` are about nothing else.
void repeat_for_tags(const TagPlaces& tags, Diagnostics& findings);

}  // namespace cxsam::lint::schema
