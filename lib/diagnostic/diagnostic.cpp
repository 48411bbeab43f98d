#include "diagnostic/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace cxsam {
namespace {

auto order(const Diagnostic& d) { return std::tie(d.where.file, d.where.begin, d.where.end, d.id, d.message); }

}  // namespace

Diagnostic& Diagnostics::add(Diagnostic diagnostic) {
  items_.push_back(std::move(diagnostic));
  return items_.back();
}

Diagnostic& Diagnostics::error(std::string id, Span where, std::string message) {
  return add({.id = std::move(id), .severity = Severity::Error, .message = std::move(message), .where = where});
}

Diagnostic& Diagnostics::warning(std::string id, Span where, std::string message) {
  return add({.id = std::move(id), .severity = Severity::Warning, .message = std::move(message), .where = where});
}

std::size_t Diagnostics::count(Severity severity) const {
  return static_cast<std::size_t>(std::ranges::count(items_, severity, &Diagnostic::severity));
}

void Diagnostics::sort_and_deduplicate() {
  std::ranges::stable_sort(items_, [](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
  const auto repeated =
      std::ranges::unique(items_, [](const Diagnostic& a, const Diagnostic& b) { return order(a) == order(b); });
  items_.erase(repeated.begin(), repeated.end());
}

}  // namespace cxsam
