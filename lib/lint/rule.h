// A rule of `cxsam validate`: a file of rules/ each, in a generated list.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "diagnostic/diagnostic.h"
#include "document/node.h"
#include "lint/places/place.h"

namespace cxsam::lint {

struct CheckContext;
class Findings;
struct Dialect;

/// Ids are cfn-lint's where cfn-lint has the rule, so that people's habits and settings hold; `CX...` are cxsam's own.
struct Rule {
  std::string_view id;       // "E1020", "CX1001"
  std::string_view summary;  // what it checks, one line without full stop
  std::string_view why;      // sentences: what goes wrong otherwise
  Severity severity = Severity::Error;
  /// Of rules that are data: what is wrong and what to write, as a finding begins. `{Name}` stands for a member of the map that
  /// the rule looks at, `{}` for a value itself. With a colon at the end the schema's words follow. May be empty.
  std::string_view wrong = {};
  /// Null for findings that are made while the template is read, expanded or resolved.
  void (*check)(const CheckContext& context, Findings& findings) = nullptr;
  bool experimental = false;         // its findings count only where experimental rules are asked for
  const Dialect* only_in = nullptr;  // it runs in this one alone; null: in every one
  /// What it has said of a place is not said again by the schemas: it runs though nobody has selected it.
  bool speaks_for_schema = false;
  /// Its findings may bear the ids of intrinsic functions instead of its own: it runs whatever is selected.
  bool names_functions = false;
};

/// Where a rule puts what it finds: id and severity are the rule's.
class Findings {
 public:
  /// `of_gaps` gets what cfn-lint passes over.
  Findings(const Rule& rule, Diagnostics& diagnostics, Diagnostics& of_gaps)
      : rule_(&rule), diagnostics_(&diagnostics), of_gaps_(&of_gaps) {}

  /// Where to put what cfn-lint passes over, if it does so here.
  [[nodiscard]] Findings gap(bool is_gap = true) const { return {*rule_, is_gap ? *of_gaps_ : *diagnostics_, *of_gaps_}; }

  /// The finding is returned, so that notes, hints and a milder severity can follow.
  Diagnostic& add(Span where, std::string message, std::uint32_t expansion = 0);
  Diagnostic& add(const Place& where, std::string message) { return add(where.span, std::move(message), where.expansion); }
  Diagnostic& add(const Node& where, std::string message) { return add(where.span, std::move(message), where.expansion); }

 private:
  const Rule* rule_;
  Diagnostics* diagnostics_;
  Diagnostics* of_gaps_;
};

/// Those that are code; generated, sorted by id.
std::span<const Rule* const> all_coded_rules();

/// Of those that are code; null for other ids.
const Rule* find_coded_rule(std::string_view id);

/// Of a rule that is code; those that are data are none.
bool is_experimental(std::string_view id);

/// With those that are data (schemas/rules/rules.tsv): keywords of schemas, functions, and schemas bound to a place. Sorted by
/// id.
std::span<const Rule* const> all_rules();

/// Null for findings that no rule made.
const Rule* find_rule(std::string_view id);

}  // namespace cxsam::lint
