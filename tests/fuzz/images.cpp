// What container images say: their configuration, and their layers as tar archives.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "runtime/image/manifest.h"
#include "system/copy.h"
#include "system/untar.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cxsam;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)runtime::parse_image_config(text);
  static const std::filesystem::path folder = [] {
    std::string name = (std::filesystem::temp_directory_path() / "fuzz-image-XXXXXX").string();
    return std::filesystem::path(::mkdtemp(name.data()));
  }();
  std::ofstream(folder / "layer.tar", std::ios::binary | std::ios::trunc) << text;
  (void)system::make_empty_folder(folder / "root");
  (void)system::unpack_tar(folder / "layer.tar", folder / "root", 1 << 20);
  return 0;
}
