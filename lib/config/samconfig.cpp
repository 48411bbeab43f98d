#include "config/samconfig.h"

#include <array>
#include <system_error>

#include "base/file.h"
#include "config/samconfig_formats.h"

namespace cxsam::config {
namespace {

constexpr std::uint64_t kMaxBytes = 4 << 20;

}  // namespace

std::string version_warning(const std::string& path) {
  return path + ": no `version = 0.1` at the top; SAM CLI refuses such a file";
}

std::optional<std::filesystem::path> find_samconfig(const std::filesystem::path& folder) {
  for (const char* name : std::array{"samconfig.toml", "samconfig.yaml", "samconfig.yml"}) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(folder / name, ignored)) return folder / name;
  }
  return std::nullopt;
}

Result<Samconfig> read_samconfig(const std::filesystem::path& path, std::string_view environment, std::string_view command) {
  const Result<std::string> text = read_file(path, kMaxBytes);
  if (!text) return fail(text.error());
  const bool is_yaml = path.extension() == ".yaml" || path.extension() == ".yml";
  return (is_yaml ? parse_samconfig_yaml : parse_samconfig_toml)(path.string(), *text, environment, command);
}

}  // namespace cxsam::config
