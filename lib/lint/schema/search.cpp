#include "lint/schema/search.h"

#include "template/pattern.h"

namespace cxsam::lint::schema {

std::optional<bool> search(std::string_view expression, std::string_view text) {
  const Result<tmpl::Pattern> pattern = tmpl::Pattern::compile(expression);
  return pattern ? pattern->matches_somewhere(text) : std::nullopt;
}

}  // namespace cxsam::lint::schema
