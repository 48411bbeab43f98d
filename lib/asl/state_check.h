// What the checks of one state share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "asl/fields.h"
#include "asl/scope.h"

namespace cxsam::asl {

constexpr std::int64_t kMostSeconds = 99'999'999;

/// One state while it is looked at.
struct StateCheck {
  const Member& state;
  const StateType& type;
  QueryLanguage language;
  Scope& scope;

  [[nodiscard]] std::string named() const { return "state `" + state.key + "`"; }
  [[nodiscard]] const Member* field(std::string_view name) const { return state.value.find_member(name); }
};

/// Whether the field is there under a name that is no field's, which is told.
bool is_misspelt(const StateCheck& check, std::string_view name);

/// The fields of the state have their forms, and those that it needs are there.
void check_fields(const StateCheck& check);

/// What fields mean together, in states of this type.
void check_by_type(const StateCheck& check);

}  // namespace cxsam::asl
