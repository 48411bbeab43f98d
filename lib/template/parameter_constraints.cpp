#include "template/parameter_constraints.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "template/pattern.h"

namespace cxsam::tmpl {
namespace {

std::vector<std::string> allowed_values(const Node& declaration) {
  std::vector<std::string> allowed;
  const Node* list = declaration.find("AllowedValues");
  if (list == nullptr) return allowed;
  for (const Node& item : list->items)
    if (const auto text = item.as_text()) allowed.emplace_back(*text);
  return allowed;
}

std::string quoted_list(std::vector<std::string> values) {
  constexpr std::size_t kShown = 12;
  const bool cut = values.size() > kShown;
  if (cut) values.resize(kShown);
  for (std::string& value : values) value = "`" + value + "`";
  return join(values, ", ") + (cut ? ", ..." : "");
}

/// One value against one declaration.
class Check {
 public:
  Check(const Node& declaration, const ParameterType& type, const std::string& value)
      : declaration_(declaration), type_(type), value_(value) {
    const Node* no_echo = declaration.find("NoEcho");
    secret_ = no_echo != nullptr && equals_ignoring_case(no_echo->as_text().value_or(""), "true");
  }

  std::optional<Complaint> run() const {
    if (auto found = type()) return found;
    if (auto found = values()) return found;
    if (auto found = pattern()) return found;
    if (auto found = length()) return found;
    return range();
  }

 private:
  Complaint complaint(const std::string& problem, std::string hint = "") const {
    return {secret_ ? problem : "is `" + value_ + "`, which " + problem, std::move(hint)};
  }

  std::optional<Complaint> type() const {
    if (type_.number && !parse_number(value_)) return complaint("is no number");
    return std::nullopt;
  }

  std::optional<Complaint> values() const {
    const std::vector<std::string> allowed = allowed_values(declaration_);
    if (allowed.empty() || std::ranges::find(allowed, value_) != allowed.end()) return std::nullopt;
    const std::string problem = "is not one of its `AllowedValues`";
    if (secret_) return complaint(problem);
    return complaint(problem, did_you_mean_or(value_, allowed, "allowed are " + quoted_list(allowed)));
  }

  std::optional<Complaint> pattern() const {
    const Node* expression = declaration_.find("AllowedPattern");
    if (expression == nullptr || !expression->is_string()) return std::nullopt;
    const Result<Pattern> pattern = Pattern::compile(expression->text);
    if (!pattern || pattern->matches_whole(value_).value_or(true)) return std::nullopt;
    return complaint("does not match its `AllowedPattern`", "the pattern is `" + expression->text + "`");
  }

  std::optional<Complaint> length() const {
    const auto length = static_cast<std::int64_t>(count_code_points(value_));
    const auto least = bound("MinLength");
    const auto most = bound("MaxLength");
    if (least && static_cast<double>(length) < *least)
      return complaint("is shorter than its `MinLength` of " + bound_text("MinLength"));
    if (most && static_cast<double>(length) > *most)
      return complaint("is longer than its `MaxLength` of " + bound_text("MaxLength"));
    return std::nullopt;
  }

  std::optional<Complaint> range() const {
    const std::optional<double> number = type_.number ? parse_number(value_) : std::nullopt;
    if (!number) return std::nullopt;
    const auto least = bound("MinValue");
    const auto most = bound("MaxValue");
    if (least && *number < *least) return complaint("is below its `MinValue` of " + bound_text("MinValue"));
    if (most && *number > *most) return complaint("is above its `MaxValue` of " + bound_text("MaxValue"));
    return std::nullopt;
  }

  std::optional<double> bound(std::string_view key) const {
    const Node* node = declaration_.find(key);
    const auto text = node == nullptr ? std::nullopt : node->as_text();
    return text ? parse_number(*text) : std::nullopt;
  }

  std::string bound_text(std::string_view key) const { return declaration_.find(key)->text; }

  const Node& declaration_;
  const ParameterType& type_;
  const std::string& value_;
  bool secret_ = false;
};

}  // namespace

std::optional<Complaint> find_complaint(const Node& declaration, const ParameterType& type,
                                        std::span<const std::string> values) {
  for (const std::string& value : values)
    if (auto found = Check(declaration, type, value).run()) return found;
  return std::nullopt;
}

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace cxsam::tmpl
