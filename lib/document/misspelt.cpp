#include "document/misspelt.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam {

std::vector<RelatedPlace> misspelt(const Node& map, std::string_view name, std::span<const std::string> names) {
  for (const Member& member : map.members)
    if (member.key != name && closest(member.key, names) == name) return {{member.key_span, std::string(kMisspelt)}};
  return {};
}

std::vector<RelatedPlace> misspelt(const Node& map, std::string_view name) {
  const std::string only(name);
  return misspelt(map, name, std::span(&only, 1));
}

void leave_out_misspelt(Diagnostics& diagnostics) {
  std::vector<Span> wrong;
  for (const Diagnostic& finding : diagnostics.items())
    if (finding.severity == Severity::Error) wrong.push_back(finding.where);
  const auto is_told = [&](const RelatedPlace& place) {
    return place.message == kMisspelt && std::ranges::find(wrong, place.where) != wrong.end();
  };
  std::erase_if(diagnostics.items(), [&](const Diagnostic& finding) { return std::ranges::any_of(finding.related, is_told); });
}

}  // namespace cxsam
