// Zip archives, as layers come from the network: their directory, what is measured of them, and their members in a folder.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "system/copy.h"
#include "system/unzip.h"
#include "system/zip_measure.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cxsam;
  static const std::filesystem::path folder = [] {
    std::string name = (std::filesystem::temp_directory_path() / "fuzz-archive-XXXXXX").string();
    return std::filesystem::path(::mkdtemp(name.data()));
  }();
  const std::filesystem::path archive = folder / "layer.zip";
  std::ofstream(archive, std::ios::binary | std::ios::trunc) << std::string_view(reinterpret_cast<const char*>(data), size);
  (void)system::measure_zip(archive);
  (void)system::make_empty_folder(folder / "root");
  (void)system::unpack_zip(archive, folder / "root");
  return 0;
}
