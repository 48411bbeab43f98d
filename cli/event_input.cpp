#include "cli/event_input.h"

#include <filesystem>

#include <fmt/format.h>

#include "base/file.h"

namespace cxsam::cli {

Result<std::string> read_input(const std::string& file) { return read_file(file == "-" ? "/dev/stdin" : file); }

std::optional<Error> fault_of_input(const config::Values& values, std::string_view option) {
  const std::string file = values.text_or(option, "-");
  if (file == "-" || std::filesystem::exists(file)) return std::nullopt;
  return Error{fmt::format("Invalid value for '--{}': '{}': No such file or directory", option, file)};
}

}  // namespace cxsam::cli
