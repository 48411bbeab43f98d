#include "cloud/parameters.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace cxsam::cloud {

Result<Parameters> read_parameters(std::span<const std::string> words) {
  Parameters parameters;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
      return fail(
          fmt::format("Invalid value for '--parameter': `{}` is not a valid format, it needs to be of the form "
                      "parameter_key=parameter_value",
                      word));
    parameters[word.substr(0, equals)] = word.substr(equals + 1);
  }
  return parameters;
}

Result<void> check_parameters(Parameters& given, std::span<const std::string_view> known, const Settled& settled,
                              const std::function<void(std::string_view)>& say) {
  const auto take_away = [&](std::string_view name, std::string_view where) {
    const auto found = given.find(name);
    if (found == given.end()) return;
    say(fmt::format("{} is defined using the value provided for {}.\n", name, where));
    given.erase(found);
  };
  take_away(settled.by_resource, "resource_id argument");
  take_away(settled.by_event, "either --event or --event-file options");
  for (const auto& [name, value] : given) {
    if (std::ranges::find(known, name) != known.end()) continue;
    const std::vector<std::string> names(known.begin(), known.end());
    return fail(
        fmt::format("Invalid parameter key provided. Parameter validation failed:\nUnknown parameter in input: \"{}\", "
                    "must be one of: {}",
                    name, join(names, ", ")));
  }
  return {};
}

}  // namespace cxsam::cloud
