// Code whose links lead out of its folder, laid out so that a sandbox shows what is behind the links.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cxsam::runtime {

/// One thing below the code's folder.
struct CodePart {
  enum class Kind : std::uint8_t { Folder, FolderOf, FileOf, Link };
  std::string path;  // relative to the code's folder
  Kind kind = Kind::Folder;
  std::string source;  // FolderOf, FileOf: what on this machine stands there; Link: what the link says
};

/// Empty when no link leads out: the folder can be shown as it is. Otherwise its parts, parents first: folders on the way to
/// such a link are made anew, everything beside them stays one piece. Absolute links count as leading out. A link to nothing is
/// left as it is, one that leads back into a folder above it is left out. Packages below node_modules, .git and virtual
/// environments are not searched, but links to packages are seen.
std::vector<CodePart> parts_of(const std::filesystem::path& code);

}  // namespace cxsam::runtime
