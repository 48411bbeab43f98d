#include "lint/schema/words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "lint/rule.h"
#include "lint/schema/keywords/keywords.h"

namespace cxsam::lint::schema {
namespace {

// Only the rule knows why something has to be there, or may not.
bool says_nothing_itself(std::optional<facts::Keyword> keyword) {
  using enum facts::Keyword;
  static constexpr std::array kKeywords{Properties, Not, AnyOf, OneOf, Contains, Required};
  return keyword && std::ranges::find(kKeywords, *keyword) != kKeywords.end();
}

// "`5.7`" for `{EngineVersion}`; "this `EngineVersion`" where it is not written out.
std::string value_of(std::string_view name, const Node& node) {
  const Node* value = name.empty() ? &node : node.find(name);
  if (value && value->is_scalar() && !value->is_null()) return "`" + value->text + "`";
  return name.empty() ? "that is given" : "this `" + std::string(name) + "`";
}

std::string filled_in(std::string_view words, const Node& node) {
  static constexpr std::string_view kBegin = "`{";
  static constexpr std::string_view kEnd = "}`";
  std::string text;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin = std::min(words.find(kBegin, at), words.size());
    text += words.substr(at, begin - at);
    if (begin == words.size()) break;
    const std::size_t end = words.find(kEnd, begin);
    text += value_of(words.substr(begin + kBegin.size(), end - begin - kBegin.size()), node);
    at = end + kEnd.size();
  }
  return text;
}

void forget_details(Fault& fault) {
  fault.related.clear();
  fault.hints.clear();
  std::erase(fault.notes, kNearestForm);
}

std::string as_sentence(const std::string& message) { return "In the words of the schema: " + message + "."; }

}  // namespace

std::string in_words_of(std::string_view rule, const Node& node) {
  const Rule* known = rule.empty() ? nullptr : find_rule(rule);
  return known ? filled_in(known->wrong, node) : std::string{};
}

const Member* member_in_words(std::string_view rule, const Node& node) {
  const Rule* known = find_rule(rule);
  const std::size_t begin = known ? known->wrong.rfind("`{") : std::string_view::npos;
  if (begin == std::string_view::npos) return nullptr;
  const std::string_view rest = known->wrong.substr(begin + 2);
  return node.find_member(rest.substr(0, rest.find('}')));
}

void tell_in_words_of(std::string_view rule, const Node& node, std::vector<Fault>& faults) {
  if (faults.empty()) return;
  const Rule* known = find_rule(rule);
  if (!known || known->wrong.empty()) return;
  for (Fault& fault : faults) {
    if (fault.rule != rule || fault.is_given) continue;
    std::string words = filled_in(known->wrong, node);
    if (words.ends_with(':'))
      fault.message = words + " " + fault.message;
    else {
      if (says_nothing_itself(fault.keyword))
        forget_details(fault);
      else
        fault.notes.push_back(as_sentence(fault.message));
      fault.message = std::move(words);
    }
  }
}

}  // namespace cxsam::lint::schema
