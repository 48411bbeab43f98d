#include "config/samconfig.h"

#include <system_error>

#include "base/file.h"
#include "config/samconfig_formats.h"

namespace cxsam::config {
namespace {

constexpr std::uint64_t kMaxBytes = 4 << 20;

}  // namespace

std::optional<std::filesystem::path> find_samconfig(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(folder / "samconfig.toml", ignored)) return folder / "samconfig.toml";
  return std::nullopt;
}

Result<Samconfig> read_samconfig(const std::filesystem::path& path, std::string_view environment, std::string_view command) {
  const Result<std::string> text = read_file(path, kMaxBytes);
  if (!text) return fail(text.error());
  return parse_samconfig_toml(path.string(), *text, environment, command);
}

}  // namespace cxsam::config
