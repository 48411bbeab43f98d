// Mapping templates: the input's first line is a body, the rest is a template. Beyond not crashing: what cannot be read has a
// place within the text, and a rendering ends within its bounds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "vtl/input.h"
#include "vtl/program.h"

using namespace cxsam;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\n'), size);
  const auto program = vtl::Program::parse(input.substr(std::min(end + 1, size)));
  if (!program) {
    if (program.error().message.empty() || program.error().line == 0 || program.error().column == 0) std::abort();
    return 0;
  }
  vtl::Run run({.steps = 20'000, .bytes = std::size_t{4} << 20U});
  vtl::Payload payload(input.substr(0, end));
  vtl::Variables variables{
      {"input", vtl::make_input(run, payload, run.make_map())}, {"util", vtl::make_util(run)}, {"context", run.make_map()}};
  const auto text = program->render(run, variables);
  if (!text && text.error().message.empty()) std::abort();
  return 0;
}
