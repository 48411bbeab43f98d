// JSON Schema against foreign bytes: the first line is a schema, the rest an instance. No schema may hang the check or let it
// fall.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "json/json.h"
#include "json/schema.h"

using namespace cxsam;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMaxInput = 4096;
  if (size > kMaxInput) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\n');
  if (end == std::string_view::npos) return 0;
  const auto schema = parse_json(input.substr(0, end));
  const auto instance = parse_json(input.substr(end + 1));
  if (!schema || !instance) return 0;
  JsonSchemas schemas([](std::string_view expression) {
    return [wanted = std::string(expression)](std::string_view text) { return text.find(wanted) != std::string_view::npos; };
  });
  schemas.add("S", *schema);
  schemas.unusable();
  schemas.faults_of("S", *instance);
  return 0;
}
