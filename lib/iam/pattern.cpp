#include "iam/pattern.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"

namespace cxsam::iam {
namespace {

constexpr int kArnParts = 6;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// What stands for a variable: `inside` is the text between `${` and `}`.
std::optional<std::string> value_of(std::string_view inside, const Conditions& conditions) {
  if (inside == "*" || inside == "?" || inside == "$") return std::string(inside);
  const std::size_t comma = std::min(inside.find(','), inside.size());
  const std::vector<std::string>* known = conditions.find(trim(inside.substr(0, comma)));
  if (known != nullptr && known->size() == 1) return known->front();
  if (comma == inside.size()) return std::nullopt;
  std::string_view fallback = trim(inside.substr(comma + 1));
  if (fallback.size() >= 2 && fallback.front() == '\'' && fallback.back() == '\'')
    fallback = fallback.substr(1, fallback.size() - 2);
  return std::string(fallback);
}

/// Where the first five components of an ARN end; fewer when it has not so many.
std::vector<std::string_view> arn_parts(std::string_view arn) {
  std::vector<std::string_view> parts;
  while (parts.size() + 1 < kArnParts) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) break;
    parts.push_back(arn.substr(0, colon));
    arn.remove_prefix(colon + 1);
  }
  parts.push_back(arn);
  return parts;
}

}  // namespace

Pattern::Pattern(std::string_view text) {
  for (const char c : text) add(c, c == '*' || c == '?');
}

void Pattern::add(char c, bool wild) {
  text_ += c;
  wild_.push_back(wild);
}

std::optional<Pattern> Pattern::make(std::string_view text, const Conditions& conditions) {
  Pattern pattern;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text.substr(i).starts_with("${") ? text.find('}', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      pattern.add(text[i], text[i] == '*' || text[i] == '?');
      continue;
    }
    const std::optional<std::string> value = value_of(text.substr(i + 2, end - i - 2), conditions);
    if (!value) return std::nullopt;
    for (const char c : *value) pattern.add(c, false);
    i = end;
  }
  return pattern;
}

bool Pattern::matches(std::string_view text, bool any_case) const {
  const auto same = [&](std::size_t at, char c) {
    if (wild_[at]) return text_[at] == '?';
    return any_case ? lower(text_[at]) == lower(c) : text_[at] == c;
  };
  std::size_t at = 0;
  std::size_t next = 0;
  std::size_t star = text_.size();  // the last `*` that was passed, and how far the text was then
  std::size_t taken = 0;
  while (next < text.size()) {
    if (at < text_.size() && wild_[at] && text_[at] == '*') {
      star = at++;
      taken = next;
    } else if (at < text_.size() && same(at, text[next])) {
      ++at;
      ++next;
    } else if (star < text_.size()) {
      at = star + 1;
      next = ++taken;
    } else {
      return false;
    }
  }
  while (at < text_.size() && wild_[at] && text_[at] == '*') ++at;
  return at == text_.size();
}

Pattern Pattern::part(std::size_t begin, std::size_t end) const {
  Pattern result;
  for (std::size_t i = begin; i < end; ++i) result.add(text_[i], wild_[i]);
  return result;
}

bool Pattern::matches_arn(std::string_view arn) const {
  const std::vector<std::string_view> wanted = arn_parts(text_);
  const std::vector<std::string_view> given = arn_parts(arn);
  if (wanted.size() != kArnParts) return text_ == "*" || matches(arn);
  if (given.size() != kArnParts) return false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!part(begin, begin + wanted[i].size()).matches(given[i])) return false;
    begin += wanted[i].size() + 1;
  }
  return true;
}

}  // namespace cxsam::iam
