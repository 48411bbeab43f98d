// What a rule that is data says of a finding, in its own words instead of those of its schema.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "lint/schema/frame.h"

namespace cxsam::lint::schema {

/// The rule's words about `node`; "" where it has none.
std::string in_words_of(std::string_view rule, const Node& node);

/// Faults of the rule get the rule's words (Rule::wrong), filled in from `node`, which the rule looked at. Where these are
/// whole, what the schema says of a value becomes a note; that something is missing or too much is left out.
void tell_in_words_of(std::string_view rule, const Node& node, std::vector<Fault>& faults);

/// The last member of `node` that the rule's words name: what to change first. Null where they name none.
const Member* member_in_words(std::string_view rule, const Node& node);

}  // namespace cxsam::lint::schema
