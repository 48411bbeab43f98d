#include "config/options.h"

#include "base/text.h"

namespace cxsam::config {

std::string config_key(std::string_view name) { return replace_all(replace_all(std::string(name), "-", "_"), " ", "_"); }

std::vector<std::string> spellings(const OptionSpec& option) {
  std::vector<std::string> all{"--" + std::string(option.name)};
  for (const std::string_view alias : split(option.aliases, ' ')) {
    if (!alias.empty()) all.emplace_back(alias);
  }
  if (option.negatable) all.push_back("--no-" + std::string(option.name));
  return all;
}

}  // namespace cxsam::config
