#include "base/did_you_mean.h"

#include <optional>
#include <utility>

#include "base/text.h"

namespace cxsam {

std::vector<std::string> did_you_mean(std::string_view word, std::span<const std::string> names) {
  if (const auto near = closest(word, names)) return {"did you mean `" + *near + "`?"};
  return {};
}

std::string did_you_mean_or(std::string_view word, std::span<const std::string> names, std::string otherwise) {
  const auto near = closest(word, names);
  return near ? "did you mean `" + *near + "`?" : std::move(otherwise);
}

}  // namespace cxsam
