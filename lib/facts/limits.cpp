#include "facts/limits.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "base/embedded.h"
#include "base/text.h"
#include "facts/table.h"

namespace cxsam::facts {
namespace {

constexpr std::string_view kFolder = "schemas/limits/";
constexpr std::string_view kExtension = ".tsv";

std::string path_of(std::string_view profile) { return std::string(kFolder).append(profile).append(kExtension); }

std::uint64_t value_of(const std::vector<Row>& rows, std::string_view name) {
  const auto row = std::ranges::find(rows, name, [](const Row& r) { return r.front(); });
  const auto value = row == rows.end() ? std::nullopt : parse_int(row->at(1));
  if (!value || *value < 0) throw std::logic_error("no such limit: " + std::string(name));
  return static_cast<std::uint64_t>(*value);
}

Limits read_limits(std::string_view text) {
  const std::vector<Row> rows = read_table(text);
  const auto small = [&rows](std::string_view name) { return static_cast<std::uint32_t>(value_of(rows, name)); };
  return {.memory_min_mb = small("memory_min"),
          .memory_max_mb = small("memory_max"),
          .memory_step_mb = small("memory_step"),
          .timeout_min_s = small("timeout_min"),
          .timeout_max_s = small("timeout_max"),
          .environment_bytes = small("environment"),
          .zipped_bytes = value_of(rows, "package_zipped"),
          .unzipped_bytes = value_of(rows, "package_unzipped"),
          .ephemeral_storage_min_mb = small("ephemeral_storage_min"),
          .ephemeral_storage_max_mb = small("ephemeral_storage_max"),
          .layers = small("layers")};
}

}  // namespace

std::optional<Limits> find_limits(std::string_view profile) {
  const auto files = embedded_files();
  const auto found = std::ranges::find(files, path_of(profile), &EmbeddedFile::path);
  if (found == files.end()) return std::nullopt;
  return read_limits(found->content());
}

std::vector<std::string> limit_profiles() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kFolder)) continue;
    names.emplace_back(file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kExtension.size()));
  }
  return names;
}

}  // namespace cxsam::facts
