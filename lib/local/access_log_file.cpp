#include "local/access_log_file.h"

namespace cxsam::local {
namespace {

constexpr std::size_t kWaiting = std::size_t{4} << 20U;

}  // namespace

Result<std::unique_ptr<AccessLogFile>> AccessLogFile::open(const std::filesystem::path& path) {
  auto write = system::to_file(path);
  if (!write) return fail(std::move(write.error()));
  return std::make_unique<AccessLogFile>(system::LogSink(std::move(*write), kWaiting, [](std::size_t lines) {
    return std::to_string(lines) + " lines were left out here: the disk was too slow\n";
  }));
}

}  // namespace cxsam::local
