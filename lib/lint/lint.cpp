#include "lint/lint.h"

namespace cxsam::lint {

Diagnostic& Findings::add(Span where, std::string message, std::uint32_t expansion) {
  return diagnostics_->add({.id = std::string(rule_->id),
                            .severity = rule_->severity,
                            .message = std::move(message),
                            .where = where,
                            .expansion = expansion});
}

void check(const CheckContext& context, Diagnostics& diagnostics) {
  for (const Rule* rule : all_rules()) {
    if (!rule->check) continue;
    Findings findings(*rule, diagnostics);
    rule->check(context, findings);
  }
}

}  // namespace cxsam::lint
