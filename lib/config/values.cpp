#include <utility>

#include "base/text.h"
#include "config/options.h"

namespace cxsam::config {

void Values::set(std::string name, std::vector<std::string> texts, Origin origin) {
  values_.insert_or_assign(std::move(name), Value{std::move(texts), origin});
}

bool Values::has(std::string_view name) const { return values_.contains(name); }

bool Values::flag(std::string_view name) const {
  const std::optional<std::string> value = text(name);
  return value && (*value == "true" || *value == "1" || *value == "yes" || *value == "on");
}

std::optional<std::string> Values::text(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end() || found->second.texts.empty()) return std::nullopt;
  return found->second.texts.back();
}

std::string Values::text_or(std::string_view name, std::string_view fallback) const {
  return text(name).value_or(std::string(fallback));
}

std::optional<std::int64_t> Values::number(std::string_view name) const {
  const std::optional<std::string> value = text(name);
  return value ? parse_int(*value) : std::nullopt;
}

std::vector<std::string> Values::list(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second.texts;
}

std::optional<Origin> Values::origin(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  return found->second.origin;
}

}  // namespace cxsam::config
