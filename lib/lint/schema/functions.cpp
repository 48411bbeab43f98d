#include "lint/schema/functions.h"

#include <algorithm>
#include <array>

namespace cxsam::lint::schema {
namespace {

constexpr std::array kFunctions{
    Function{"Condition", "E8001", "", "functions/condition", kBoolean, "the name of a condition"},
    Function{"Fn::And", "E8004", "", "functions/and", kBoolean, "a list of two to ten conditions"},
    Function{"Fn::Base64", "E1021", "", "functions/base64", kString, "a text"},
    Function{"Fn::Cidr", "E1024", "", "functions/cidr", kList, "an address block, a count and at most the size of each part"},
    Function{"Fn::Contains", "E1701", "", "", kBoolean},
    Function{"Fn::EachMemberEquals", "E1701", "", "", kBoolean},
    Function{"Fn::EachMemberIn", "E1701", "", "", kBoolean},
    Function{"Fn::Equals", "E8003", "", "functions/equals", kBoolean, "a list of two values"},
    Function{"Fn::FindInMap", "E1011", "W1034", "functions/findinmap", kScalar | kList, "a mapping and two keys"},
    Function{"Fn::GetAZs", "E1015", "W1036", "functions/getazs", kList, "the name of a Region"},
    Function{"Fn::GetAtt", "E1010", "", "functions/getatt", kAnyType,
             "a resource and one of its attributes, as `Name.Attribute`"},
    Function{"Fn::GetStackOutput", "E1033", "", "functions/getstackoutput", kScalar, "a stack and one of its outputs"},
    Function{"Fn::If", "E1028", "", "functions/if", kAnyType, "a condition and the two values that it decides between"},
    Function{"Fn::ImportValue", "E1016", "", "functions/importvalue", kScalar, "a name that another stack exports"},
    Function{"Fn::Join", "E1022", "W1032", "functions/join", kScalar, "a delimiter and a list of texts"},
    Function{"Fn::Length", "E1030", "", "functions/length", kInteger | kNumber | kString, "a list"},
    Function{"Fn::Not", "E8005", "", "functions/not", kBoolean, "a list of one condition"},
    Function{"Fn::Or", "E8006", "", "functions/or", kBoolean, "a list of two to ten conditions"},
    Function{"Fn::RefAll", "E1701", "", "", kAnyType},
    Function{"Fn::Select", "E1017", "W1035", "functions/select", kAnyType, "an index and a list"},
    Function{"Fn::Split", "E1018", "W1033", "functions/split", kList, "a delimiter and a text"},
    Function{"Fn::Sub", "E1019", "W1031", "functions/sub", kScalar, "a text, or a list of a text and a map of its variables"},
    Function{"Fn::ToJsonString", "E1031", "E1031", "functions/tojsonstring", kString, "a map or a list"},
    Function{"Fn::Transform", "", "", "", kAnyType},
    Function{"Fn::ValueOf", "E1701", "", "", kAnyType},
    Function{"Fn::ValueOfAll", "E1701", "", "", kAnyType},
    Function{"Ref", "E1020", "W1030", "functions/ref", kAnyType, "the name of a parameter or a resource"},
};
static_assert(std::ranges::is_sorted(kFunctions, {}, &Function::name));
static_assert(kFunctions.size() <= 32, "a FunctionSet has 32 bits");

constexpr std::array<std::string_view, 15> kInResources{"Fn::Base64", "Fn::Cidr",           "Fn::FindInMap", "Fn::GetAZs",
                                                        "Fn::GetAtt", "Fn::GetStackOutput", "Fn::If",        "Fn::ImportValue",
                                                        "Fn::Join",   "Fn::Length",         "Fn::Select",    "Fn::Split",
                                                        "Fn::Sub",    "Fn::ToJsonString",   "Fn::Transform"};

TypeSet type_named(std::string_view name) {
  if (name == "null") return kNull;
  if (name == "boolean") return kBoolean;
  if (name == "integer") return kInteger;
  if (name == "number") return kNumber;
  if (name == "array") return kList;
  if (name == "object") return kMap;
  return kString;
}

}  // namespace

TypeSet types_of(facts::Value keyword) {
  if (keyword.kind() == facts::Value::Kind::String) return type_named(keyword.text());
  TypeSet types = 0;
  for (std::uint32_t i = 0; i < keyword.size(); ++i) types |= type_named(keyword[i].text());
  return types;
}

bool needs_extensions(const Function& function) { return function.name == "Fn::Length" || function.name == "Fn::ToJsonString"; }

std::span<const Function> all_functions() { return kFunctions; }

const Function* find_function(std::string_view name) {
  const auto found = std::ranges::lower_bound(kFunctions, name, {}, &Function::name);
  return found != kFunctions.end() && found->name == name ? &*found : nullptr;
}

void FunctionSet::add(std::string_view name) {
  if (const Function* function = find_function(name)) bits_ |= 1U << index_of(*function);
}

FunctionSet FunctionSet::of_resources() {
  static const FunctionSet kSet = [] {
    FunctionSet all;
    for (const std::string_view name : kInResources) all.add(name);
    all.add("Ref");
    return all;
  }();
  return kSet;
}

FunctionSet FunctionSet::of_conditions() {
  FunctionSet set;
  for (const std::string_view name : {"Condition", "Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or"}) set.add(name);
  return set;
}

FunctionSet FunctionSet::from(facts::Value names) {
  FunctionSet set;
  for (std::uint32_t i = 0; i < names.size(); ++i) set.add(names[i].text());
  return set;
}

}  // namespace cxsam::lint::schema
