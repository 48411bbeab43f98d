#include "transform/form.h"

#include <algorithm>
#include <vector>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "transform/typed_value.h"

namespace cxsam::transform {
namespace {

bool wrong(Scope& scope, const Node& value, const std::string& path, const std::string& kind, std::string hint = {}) {
  scope.error(&value, "`" + path + "` must be " + kind, std::move(hint));
  return false;
}

bool check_word(Scope& scope, const Node& value, const Form& form, const std::string& path) {
  if (form.or_map && value.is_map()) return true;
  const auto text = value.as_string();
  if (text && std::ranges::find(form.words, *text) != form.words.end()) return true;
  const std::vector<std::string> words(form.words.begin(), form.words.end());
  return wrong(scope, value, path, "one of " + join(words, ", "), text ? did_you_mean_or(*text, words, "") : "");
}

bool check_record(Scope& scope, const Node& value, const Form& form, const std::string& path) {
  std::vector<std::string> names;
  for (const FormField& field : form.fields) names.emplace_back(field.name);
  for (const Member& member : value.members) {
    const auto field = std::ranges::find(form.fields, member.key, &FormField::name);
    if (field == form.fields.end()) {
      scope.error(member.key_span, member.value.expansion, "`" + member.key + "` is not a property of `" + path + "`",
                  did_you_mean_or(member.key, names, "it has: " + join(names, ", ")));
      return false;
    }
    if (!field->form || member.value.is_null()) continue;
    if (!check_form(scope, member.value, *field->form, path + "." + member.key)) return false;
  }
  for (const FormField& field : form.fields) {
    const Node* given = value.find(field.name);
    if (!field.required || (given && !given->is_null())) continue;
    const std::string name(field.name);
    scope.error(&value, "`" + path + "` needs `" + name + "`", "add `" + name + "`");
    return false;
  }
  return true;
}

}  // namespace

bool check_form(Scope& scope, const Node& value, const Form& form, const std::string& path) {
  switch (form.kind) {
    case Form::Kind::Any:
      return true;
    case Form::Kind::Text:
      return (value.is_scalar() && !value.is_null()) || wrong(scope, value, path, "text, not an intrinsic function");
    case Form::Kind::TextOrMap:
      return value.is_string() || value.is_map() || wrong(scope, value, path, "text");
    case Form::Kind::NumberOrMap:
      return decimal_number(value).has_value() || wrong(scope, value, path, "a number");
    case Form::Kind::Word:
      return check_word(scope, value, form, path);
    case Form::Kind::Record:
      return value.is_map() || is_nothing(value) ? check_record(scope, value, form, path) : wrong(scope, value, path, "a map");
    case Form::Kind::MapOf:
      if (!value.is_map() && !is_nothing(value)) return wrong(scope, value, path, "a map");
      return std::ranges::all_of(value.members, [&](const Member& member) {
        return check_form(scope, member.value, *form.item, path + "." + member.key);
      });
    case Form::Kind::ListOf:
      if (!value.is_list()) return wrong(scope, value, path, "a list");
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        const std::string item = path + "." + std::to_string(i);
        if (value.items[i].is_null()) return wrong(scope, value, item, "a value, not null");
        if (!check_form(scope, value.items[i], *form.item, item)) return false;
      }
      return true;
  }
  return true;
}

}  // namespace cxsam::transform
