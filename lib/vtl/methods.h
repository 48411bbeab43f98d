// The methods that values have, by the names that Java gives them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "vtl/run.h"
#include "vtl/value.h"

namespace cxsam::vtl {

using Arguments = std::span<const Value>;
using Method = std::optional<Value> (*)(Run&, const Value&, std::string_view, Arguments);

/// Nothing: there is no method of that name with as many arguments, which is null for a template. What Java's method would
/// throw for (an index beyond the end) fails the run.
std::optional<Value> call_method(Run& run, const Value& value, std::string_view name, Arguments arguments);
/// `$value.name`; null when it has none.
Value property_of(Run& run, const Value& value, std::string_view name);
/// `$value[index]`.
Value item_of(Run& run, const Value& value, const Value& index);

std::optional<Value> call_on_text(Run& run, std::string_view text, std::string_view name, Arguments arguments);
std::optional<Value> call_on_list(Run& run, List& list, std::string_view name, Arguments arguments);
std::optional<Value> call_on_map(Run& run, Map& map, std::string_view name, Arguments arguments);
std::optional<Value> call_on_number(Run& run, const Value& value, std::string_view name, Arguments arguments);

/// A whole number, also one that is written as text, as Velocity converts arguments.
std::optional<std::int64_t> whole_of(const Value& value);
/// `at`, or what it is from the end where it is negative and `negative_counts`; nothing, and a failed run, beyond the list.
std::optional<std::size_t> place_in(Run& run, const List& list, const Value& at, bool negative_counts = false);

}  // namespace cxsam::vtl
