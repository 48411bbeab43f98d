#include "lint/schema/passes.h"

namespace cxsam::lint::schema {
namespace {

Severity severity_of(std::string_view rule) {
  if (rule.starts_with('W')) return Severity::Warning;
  return rule.starts_with('I') ? Severity::Info : Severity::Error;
}

}  // namespace

void note_refused(const std::vector<Fault>& faults, Refused& refused) {
  for (const Fault& fault : faults) refused.add(fault.refused);
}

void report(std::vector<Fault> faults, Diagnostics& diagnostics) {
  for (Fault& fault : faults) {
    if (fault.rule.empty()) continue;
    diagnostics.add({.id = std::string(fault.rule),
                     .severity = severity_of(fault.rule),
                     .message = std::move(fault.message),
                     .where = fault.place.span,
                     .expansion = fault.place.expansion,
                     .related = std::move(fault.related),
                     .notes = std::move(fault.notes),
                     .hints = std::move(fault.hints)});
  }
}

}  // namespace cxsam::lint::schema
