#include "lint/subjects/globals.h"

#include <algorithm>

#include "template/effective.h"

namespace cxsam::lint {

bool is_inherited(const tmpl::Template& source, std::string_view kind) {
  const Node* globals = source.section("Globals");
  const Node* section = globals ? globals->find(kind) : nullptr;
  return section && std::ranges::any_of(source.resources(), [&](const tmpl::Resource& resource) {
           return tmpl::Inherited::of(source.root(), resource.type, *resource.node).section == section;
         });
}

}  // namespace cxsam::lint
