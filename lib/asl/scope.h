// What the checks of one definition share.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "asl/check.h"

namespace cxsam::asl {

enum class QueryLanguage : std::uint8_t { JsonPath, JsonAta };

struct Scope {
  Workflow workflow;
  std::vector<Problem>& problems;
  QueryLanguage language = QueryLanguage::JsonPath;  // of the whole machine: what states have that say nothing
  std::unordered_set<std::string> names = {};        // of all states, those of branches included

  void add(Span where, std::string message, std::string hint = {}) {
    problems.push_back({{std::move(message), std::move(hint)}, where});
  }
};

/// True for texts with `${Name}`, keys as well as values.
bool has_placeholder(std::string_view text);
/// A value that CloudFormation fills in: an intrinsic function, or a text with `${Name}`.
bool is_unknown(const Node& value);

/// A map of StartAt and States: the whole machine, a branch, a Map's processor.
void check_machine(const Node& machine, Span where, bool is_whole, Scope& scope);

void check_state(const Member& state, Scope& scope);
void check_choices(const Member& choices, QueryLanguage language, Scope& scope);
void check_retry(const Member& retry, Scope& scope);
void check_catch(const Member& catchers, QueryLanguage language, Scope& scope);

}  // namespace cxsam::asl
