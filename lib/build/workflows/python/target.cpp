#include "build/workflows/python/target.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::build::python {
namespace {

constexpr int kFirstOnAmazonLinux2023 = 12;
constexpr int kGlibcOfAmazonLinux2023 = 34;
constexpr int kGlibcOfAmazonLinux2 = 26;
constexpr int kOldestGlibc = 17;  // of manylinux2014

/// "cp39" of a wheel with abi3 loads in every later 3.x.
bool fits_python(std::string_view tag, std::string_view abi, const Target& target) {
  const std::string own = "cp3" + std::to_string(target.minor);
  if (tag == "py3" || tag == own || tag == "py3" + std::to_string(target.minor))
    return abi == "none" || abi == "abi3" || abi == own;
  if (abi == "none" && tag.starts_with("py3")) return parse_int(tag.substr(3)).value_or(99) <= target.minor;
  return abi == "abi3" && tag.starts_with("cp3") && parse_int(tag.substr(3)).value_or(99) <= target.minor;
}

}  // namespace

Target make_target(std::string_view method, std::string_view architecture) {
  const std::size_t dot = method.find('.');
  const std::int64_t minor = dot == std::string_view::npos ? 0 : parse_int(method.substr(dot + 1)).value_or(0);
  return {static_cast<int>(minor), std::string(architecture)};
}

int glibc_of(const Target& target) {
  return target.minor >= kFirstOnAmazonLinux2023 ? kGlibcOfAmazonLinux2023 : kGlibcOfAmazonLinux2;
}

std::vector<std::string> platforms(const Target& target) {
  const std::string machine = target.architecture == "arm64" ? "aarch64" : "x86_64";
  std::vector<std::string> list;
  for (int minor = glibc_of(target); minor >= kOldestGlibc; --minor)
    list.push_back("manylinux_2_" + std::to_string(minor) + "_" + machine);
  list.push_back("manylinux2014_" + machine);
  if (machine == "x86_64")
    for (const char* old : {"manylinux_2_12_", "manylinux2010_", "manylinux_2_5_", "manylinux1_"})
      list.push_back(old + machine);
  list.push_back("linux_" + machine);
  return list;
}

std::vector<std::string> pip_options(const Target& target) {
  std::vector<std::string> options{"--only-binary=:all:", "--implementation=cp", "--python-version=" + target.version()};
  for (const std::string& platform : platforms(target)) options.push_back("--platform=" + platform);
  return options;
}

bool fits(std::string_view wheel, const Target& target) {
  if (!wheel.ends_with(".whl")) return false;
  const std::vector<std::string_view> parts = split(wheel.substr(0, wheel.size() - 4), '-');
  if (parts.size() < 5) return false;
  const std::vector<std::string> known = platforms(target);
  const auto named = [&](std::string_view platform) {
    return platform == "any" || std::ranges::find(known, platform) != known.end();
  };
  const std::vector<std::string_view> pythons = split(parts[parts.size() - 3], '.');
  const std::vector<std::string_view> abis = split(parts[parts.size() - 2], '.');
  if (std::ranges::none_of(split(parts.back(), '.'), named)) return false;
  return std::ranges::any_of(pythons, [&](std::string_view python) {
    return std::ranges::any_of(abis, [&](std::string_view abi) { return fits_python(python, abi, target); });
  });
}

}  // namespace cxsam::build::python
