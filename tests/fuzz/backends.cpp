// What templates say of servers and services behind an API, and what functions answer as SAM CLI reads it. Input: a URI, an
// expression, the rest is an answer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "application/targets.h"
#include "base/text.h"
#include "gateway/backends/expression.h"
#include "gateway/backends/uri.h"
#include "gateway/sam/answer.h"

using namespace cxsam;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMaxInput = 4096;
  if (size > kMaxInput) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t first = std::min(input.find('\n'), size);
  const std::size_t second = std::min(input.find('\n', first + 1), size);
  const std::string_view uri = input.substr(0, first);
  const std::string_view expression = first == size ? "" : input.substr(first + 1, second - first - 1);
  const std::string_view answer = second == size ? "" : input.substr(second + 1);

  const std::string filled = gateway::fill_uri(uri, {{"v", "{a}"}}, {{"a", "${stageVariables.v}"}});
  if (uri.find('{') == std::string_view::npos) require(filled == uri);
  require(gateway::with_query(filled, {{"a b", "c&d"}}).ends_with("a%20b=c%26d"));
  if (const auto target = application::read_aws_service(uri))
    require(!target->service.empty() && (target->action.empty() || target->path.empty()));

  const gateway::FindVariable find = [](std::string_view name) {
    return name.size() % 2 == 0 ? std::optional<std::string>("$x${y}") : std::nullopt;
  };
  const auto value = gateway::evaluate(expression, find);
  if (expression.find('$') == std::string_view::npos) require(value == expression);

  const std::vector<std::string> types{"image/png"};
  for (const char* format : {"1.0", "2.0"}) {
    const gateway::AnswerRules rules{.kind = application::Api::Kind::Http,
                                     .payload_format = format,
                                     .binary_media_types = &types,
                                     .accept = "image/*;q=0, */*"};
    const auto made = gateway::make_sam_answer(answer, rules);
    if (made) require(made->status >= 200 && made->status <= 999);
  }
  return 0;
}
