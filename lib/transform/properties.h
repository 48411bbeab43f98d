// The properties that a SAM resource type or event type takes, as data, and the checks that follow from the table.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "diagnostic/complaint.h"
#include "document/node.h"

namespace cxsam::transform {

/// Kinds of values a property takes, as a set of bits. Bools pass where a number is asked for, as AWS lets them. Intrinsic
/// functions may stand for any value, but where the transform itself needs it (kPlain): there none may, nor a parameter.
/// kTexts: the items of a list are texts.
enum Accepts : std::uint8_t { kText = 1, kNumber = 2, kBool = 4, kList = 8, kMap = 16, kAny = 31, kPlain = 32, kTexts = 64 };

/// One row.
struct Property {
  std::string_view name;
  unsigned accepts = kAny;
  bool required = false;
};

/// What a table finds wrong with a map of properties.
struct PropertyProblem : Complaint {
  const Node* where = nullptr;  // the offending value; null when a property is missing
  Span key_span;                // the offending key
};

struct PropertyOwner {
  std::string_view shown;  // in messages: "AWS::Serverless::Function", "`Api` events"
  std::string_view facts;  // see facts::sam_properties: what AWS documents is in the hints
};

/// The first problem in the order unknown, wrong kind, missing; an empty message when there is none.
PropertyProblem check_properties(const Node& properties, std::span<const Property> table, const PropertyOwner& owner);

class Scope;

/// The same for a map that is part of a resource, "`Cors`" in messages: what is wrong is an error of the resource, and false.
bool check_part(Scope& scope, const Node& part, std::span<const Property> table, std::string_view shown);

/// "text or a map"
std::string describe(unsigned accepts);

}  // namespace cxsam::transform
