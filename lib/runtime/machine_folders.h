// What of the machine's own folders a sandbox must show again, since it lays its own over them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cxsam::runtime {

struct MachineFolders {
  std::vector<std::string> var;  // names of folders in /var, and of links to folders
  // Where the libraries are that a function finds in /lib64 on Lambda, on a system whose own /lib64 has the loader alone
  // (Debian, Ubuntu); else "".
  std::filesystem::path libraries = {};
};

MachineFolders machine_folders();

}  // namespace cxsam::runtime
