// A temporary folder that a test fills and reads.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "tests/support/temp_folder.h"

namespace cxsam::test {

class ScratchFolder {
 public:
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  std::filesystem::path operator/(std::string_view relative) const { return path() / relative; }

  std::filesystem::path write(std::string_view relative, std::string_view content, bool executable = false) const {
    const std::filesystem::path file = path() / relative;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
    std::filesystem::permissions(file, std::filesystem::perms(executable ? 0755 : 0644));
    return file;
  }

  [[nodiscard]] std::string read(std::string_view relative) const {
    std::ifstream file(path() / relative, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

 private:
  TempFolder folder_;
};

}  // namespace cxsam::test
