// What the evaluation of one value against one schema knows and gives.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "facts/value.h"
#include "lint/conditions/scenario.h"
#include "lint/places/place.h"
#include "lint/places/refused.h"
#include "lint/schema/functions.h"

namespace cxsam::lint::schema {

/// Whether the Fn::Ifs at a value are places of their own. Behind the keyword `if` they are decided, so that what it leads to
/// looks at a map as it is in one scenario: findings about the map's members and their items stand at these, not at a branch.
enum class Choices : std::uint8_t { Open, DecidedForMembers, Decided };

/// On the way down to a value. A value itself: each step makes its own.
struct Frame {
  facts::Value document;               // the schema document that `$ref` looks into
  Scenario scenario;                   // what the Fn::Ifs on the way assume
  Place place;                         // of the value
  FunctionSet functions;               // which intrinsic functions count as such here; others are plain maps
  std::string_view rule;               // the id of all findings; empty: each keyword has its own
  std::uint32_t depth = 0;             // keys and items below where the evaluation began
  std::string_view section;            // "Rules", where that makes a difference
  bool judges_functions = true;        // what a function gives is held against the types and formats wanted
  bool resolves = true;                // the values that functions give are held against the schema
  bool claims_refs = false;            // what a Ref gives is a matter of `rule`, too
  bool in_arguments = false;           // of a function
  bool json_text = false;              // a text may hold the value as JSON
  bool is_form = false;                // below one of several forms that the value may have
  bool as_written = false;             // numbers and flags are no texts, and texts are nothing else
  bool decides = false;                // it is asked which of several schemas counts
  bool nulls_count = false;            // null is a value here; in resources it is as if nothing were written
  const Node* placeholders = nullptr;  // names for which a service has values: `${Name}` as a whole value may be anything
  const Node* data = nullptr;          // what `$data` pointers look into: the map that cfnGather made
  Choices choices = Choices::Open;
  std::optional<Place> pin;  // of a list that was decided and so has lost its branches: where its items and theirs stand
  /// Of the outermost Fn::If, where the value is a branch of one and the schema the one that is asked there.
  std::optional<Place> choice;

  /// Where findings stand that hang on what is there as a whole.
  [[nodiscard]] Place whole() const { return choice.value_or(place); }
};

/// One thing that is wrong with a value.
struct Fault {
  std::string_view rule;
  std::optional<facts::Keyword> keyword;
  Place place;
  std::string message;
  std::uint32_t depth = 0;
  std::vector<RelatedPlace> related = {};
  std::vector<std::string> notes = {};
  std::vector<std::string> hints = {};
  Span refused = {};      // the whole value, where one of its kind may not stand here at all
  bool is_given = false;  // it is about what a function gives
};

enum class Verdict : std::uint8_t { Valid, Invalid, Unknown };

/// What an evaluation found. When it only asks whether a value is valid (`testing`), what the template leaves open is noted
/// instead of followed: an open value, or an Fn::If whose condition may hold or not.
struct Outcome {
  explicit Outcome(bool only_asks = false) : testing(only_asks) {}

  bool testing;
  bool rejected = false;  // when only asking: the value is not valid
  std::vector<Fault> faults;
  bool open = false;                          // some value is not known before deployment
  bool computed = false;                      // since a function gives it
  std::optional<std::string_view> undecided;  // a condition that would decide more
  std::set<const Node*>* reached = nullptr;   // where functions are noted that may stand where they stand
  LookedUp* looked_up = nullptr;              // where functions are noted whose values are held against the schema
  Refused* unread = nullptr;                  // where maps and lists are noted that have several forms

  [[nodiscard]] bool is_invalid() const { return rejected || !faults.empty(); }
  /// When only asking, the first fault is answer enough.
  [[nodiscard]] bool is_decided() const { return testing && is_invalid(); }
  [[nodiscard]] Verdict verdict() const {
    if (is_invalid()) return Verdict::Invalid;
    return open ? Verdict::Unknown : Verdict::Valid;
  }
};

}  // namespace cxsam::lint::schema
