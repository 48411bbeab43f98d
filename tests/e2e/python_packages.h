// Python with packages of PyPI, got once, below build/clients.
#pragma once

#include <filesystem>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "base/file.h"
#include "system/command.h"

namespace cxsam::test {

/// The interpreter of an environment with what `tests/e2e/clients/NAME/requirements.txt` names, or "" with a line that says why
/// there is none.
inline std::string python_with(const std::string& name) {
  const std::filesystem::path source(CXSAM_SOURCE_DIR);
  const std::filesystem::path folder = source / "build/clients" / name;
  const std::filesystem::path list = source / "tests/e2e/clients" / name / "requirements.txt";
  const auto wanted = read_file(list);
  const auto have = read_file(folder / "ready");
  if (have && wanted && *have == *wanted) return (folder / "bin/python").string();
  const std::string script =
      fmt::format("python3 -m venv '{0}' && '{0}/bin/pip' install --quiet --requirement '{1}' && cp '{1}' '{0}/ready'",
                  folder.string(), list.string());
  const auto made = system::run_command({.words = {"timeout", "600", "sh", "-c", script}, .folder = "", .environment = {}});
  if (made && made->exit_code == 0) return (folder / "bin/python").string();
  std::cout << "skipped: the Python packages of tests/e2e/clients/" << name << " cannot be installed here\n";
  return "";
}

}  // namespace cxsam::test
