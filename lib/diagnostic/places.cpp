#include "diagnostic/places.h"

namespace cxsam {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Info:
      return "info";
  }
  return {};
}

bool has_place(const Sources& sources, Span span) { return span.file != 0 && span.file < sources.file_count(); }

std::vector<const Expansion*> expansion_chain(const Sources& sources, std::uint32_t id) {
  std::vector<const Expansion*> chain;
  // A parent is older than its child, so the chain ends.
  while (id != 0) {
    chain.push_back(&sources.expansion(id));
    id = chain.back()->parent < id ? chain.back()->parent : 0;
  }
  return chain;
}

}  // namespace cxsam
