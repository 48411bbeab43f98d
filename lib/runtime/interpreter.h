// Finds the interpreters of this machine without starting them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::runtime {

/// Where to look: from the environment, or given by a test.
struct SearchPlaces {
  std::vector<std::filesystem::path> path;  // folders of PATH
  std::filesystem::path nvm;                // $NVM_DIR, else ~/.nvm
  static SearchPlaces from_environment();
};

/// `python3.12` on PATH for version "3.12", else `python3`, which stands for Python 2 as well. A pyenv shim is a slow shell
/// script: the interpreter behind it is taken instead.
std::optional<std::filesystem::path> find_python(const SearchPlaces& places, std::string_view version);

/// `node20` on PATH or nvm's newest 20 for version "20", else `node`.
std::optional<std::filesystem::path> find_node(const SearchPlaces& places, std::string_view version);

/// `ruby3.4` on PATH or behind rbenv's shims for version "3.4", else `ruby`.
std::optional<std::filesystem::path> find_ruby(const SearchPlaces& places, std::string_view version);

/// The folder that the interpreter and its library live under: the parent of its bin folder, links followed.
std::filesystem::path installation_of(const std::filesystem::path& interpreter);

}  // namespace cxsam::runtime
