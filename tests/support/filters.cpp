#include "tests/support/filters.h"

#include <array>
#include <regex>

#include "base/text.h"

namespace cxsam::test {
namespace {

struct Filter {
  std::regex pattern;
  const char* replacement;
};

const std::array<Filter, 7>& filters() {
  static const std::array<Filter, 7> list{{
      {std::regex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "<UUID>"},
      {std::regex(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?)"), "<TIME>"},
      {std::regex(R"((127\.0\.0\.1|localhost|0\.0\.0\.0):\d{4,5}\b)"), "$1:<PORT>"},
      {std::regex(R"((Duration: |Memory Used: )\d+(\.\d+)?)"), "$1<N>"},
      {std::regex(R"(\b(in|took|after) \d+(\.\d+)? (ms|s)\b)"), "$1 <N> $3"},
      {std::regex(R"(\bcxsam \d+\.\d+\.\d+)"), "cxsam <VERSION>"},
      {std::regex("This machine allows no namespaces[^\n]*\n"), ""},
  }};
  return list;
}

}  // namespace

std::string filter_output(std::string text, const std::vector<std::pair<std::string, std::string>>& places) {
  for (const auto& [path, name] : places) text = replace_all(std::move(text), path, name);
  for (const Filter& filter : filters()) text = std::regex_replace(text, filter.pattern, filter.replacement);
  return text;
}

}  // namespace cxsam::test
