#include "asl/expressions.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/text.h"

namespace cxsam::asl {
namespace {

// Whether brackets and quotes of `text` close; what is in quotes does not count.
bool is_balanced(std::string_view text, std::string_view quotes) {
  std::string open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char sign = text[i];
    if (quotes.find(sign) != std::string_view::npos) {
      do {
        ++i;
        if (i < text.size() && text[i] == '\\') i += 2;
      } while (i < text.size() && text[i] != sign);
      if (i >= text.size()) return false;
    } else if (sign == '(' || sign == '[' || sign == '{') {
      open += sign;
    } else if (sign == ')' || sign == ']' || sign == '}') {
      const char partner = sign == ')' ? '(' : sign == ']' ? '[' : '{';
      if (open.empty() || open.back() != partner) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

bool are_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

// "dddd-dd-dd" for d..d and the signs of `form` elsewhere.
bool fits(std::string_view text, std::string_view form) {
  if (text.size() < form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool digit = is_digit(text[i]);
    if (form[i] == 'd' ? !digit : text[i] != form[i]) return false;
  }
  return true;
}

int two(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

}  // namespace

bool is_path(std::string_view text) {
  if (!text.starts_with('$') || text.ends_with('.') || !is_balanced(text, "'\"")) return false;
  if (text.find('[') == std::string_view::npos && text.find(' ') != std::string_view::npos) return false;
  if (text.size() == 1 || text == "$$") return true;
  const char next = text[1] == '$' ? text[2] : text[1];
  return next == '.' || next == '[' || next == '_' || is_letter(next) || static_cast<unsigned char>(next) >= 0x80;
}

bool is_reference_path(std::string_view text) {
  if (!is_path(text) || (text.size() > 1 && text[1] != '.' && text[1] != '[') || text.find("..") != std::string_view::npos)
    return false;
  // Quoted names may have any sign; steps and filters stand outside of quotes.
  bool quoted = false;
  for (const char sign : text) {
    if (sign == '\'' || sign == '"') quoted = !quoted;
    if (!quoted && std::string_view("*?@,:").find(sign) != std::string_view::npos) return false;
  }
  return true;
}

bool is_intrinsic_call(std::string_view text) {
  if (!text.starts_with("States.")) return false;
  const std::size_t open = text.find('(');
  return open != std::string_view::npos && open > 7 && text.ends_with(')') && is_balanced(text.substr(open), "'");
}

bool is_jsonata(std::string_view text) {
  if (!text.starts_with("{%") || !text.ends_with("%}") || text.size() < 4) return false;
  const std::string_view inner = text.substr(2, text.size() - 4);
  const bool has_content = inner.find_first_not_of(" \t\r\n") != std::string_view::npos;
  // A comment or an expression in slashes may have any sign.
  return has_content && (inner.find('/') != std::string_view::npos || is_balanced(inner, "'\"`"));
}

bool is_timestamp(std::string_view text) {
  if (!fits(text, "dddd-dd-ddTdd:dd:dd")) return false;
  if (two(text, 5) < 1 || two(text, 5) > 12 || two(text, 8) < 1 || two(text, 8) > 31) return false;
  if (two(text, 11) > 23 || two(text, 14) > 59 || two(text, 17) > 60) return false;
  text.remove_prefix(19);
  if (text.starts_with('.')) {
    const std::size_t end = std::min(text.find_first_of("Z+-"), text.size());
    if (!are_digits(text.substr(1, end - 1))) return false;
    text.remove_prefix(end);
  }
  return text == "Z" || (text.size() == 6 && (fits(text, "+dd:dd") || fits(text, "-dd:dd")));
}

void check_payload_template(const Node& value, Scope& scope) {
  if (is_unknown(value)) return;
  for (const Node& item : value.items) check_payload_template(item, scope);
  for (const Member& member : value.members) {
    if (!member.key.ends_with(".$")) {
      check_payload_template(member.value, scope);
      continue;
    }
    const std::string plain = member.key.substr(0, member.key.size() - 2);
    if (value.find(plain))
      scope.add(member.key_span, "`" + plain + "` and `" + member.key + "` are the same field, given twice");
    if (is_unknown(member.value)) continue;
    const std::string_view text = trim(member.value.text);
    if (!member.value.is_string() || (!is_path(text) && !is_intrinsic_call(text)))
      scope.add(
          member.key_span, "`" + member.key + "` needs a path or an intrinsic function as its value",
          "a key that ends in `.$` takes `$.name`, `$$.name` or `States....(...)`; other values stand under `" + plain + "`");
  }
}

void check_jsonata_values(const Node& value, Scope& scope) {
  if (is_unknown(value)) return;
  for (const Node& item : value.items) check_jsonata_values(item, scope);
  for (const Member& member : value.members) check_jsonata_values(member.value, scope);
  if (value.is_string() && (value.text.starts_with("{%") || value.text.ends_with("%}")) && !is_jsonata(value.text))
    scope.add(value.span, "this JSONata expression is not whole", "it stands between `{%` and `%}`, with every bracket closed");
}

}  // namespace cxsam::asl
