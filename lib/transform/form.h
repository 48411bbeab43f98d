// The form of nested properties, as data: which keys there may be, which there must be, and what they hold.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "transform/scope.h"

namespace cxsam::transform {

struct FormField;

struct Form {
  enum class Kind : std::uint8_t {
    Any,
    Text,         // also numbers; no intrinsic functions
    TextOrMap,    // text or an intrinsic function
    NumberOrMap,  // a number, its text, or an intrinsic function
    Word,         // one of `words`
    Record,       // a map with `fields` and no other keys
    MapOf,        // a map of any keys to `item`
    ListOf,       // a list of `item`
  };
  Kind kind = Kind::Any;
  std::span<const FormField> fields = {};
  const Form* item = nullptr;
  std::span<const std::string_view> words = {};
  bool or_map = false;  // an intrinsic function may stand for the word
};

struct FormField {
  std::string_view name;
  const Form* form = nullptr;  // null: anything
  bool required = false;
};

/// Reports the first place where the value is not of the form; `path` names the value: "`Auth`". False after an error.
bool check_form(Scope& scope, const Node& value, const Form& form, const std::string& path);

}  // namespace cxsam::transform
