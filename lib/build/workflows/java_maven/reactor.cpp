#include "build/workflows/java_maven/reactor.h"

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/text.h"
#include "system/copy.h"

namespace cxsam::build::java {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kNotCopied{"target", ".git", ".aws-sam", "node_modules"};
constexpr std::size_t kMaxParents = 50;

std::string without_comments(std::string_view text) {
  std::string rest;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find("<!--", at);
    rest += text.substr(at, begin - at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = text.find("-->", begin);
    if (end == std::string_view::npos) break;
    at = end + 3;
  }
  return rest;
}

/// The contents of all elements of that name without attributes.
std::vector<std::string_view> elements(std::string_view text, const std::string& name) {
  std::vector<std::string_view> found;
  const std::string open = "<" + name + ">";
  const std::string close = "</" + name + ">";
  for (std::size_t at = text.find(open); at != std::string_view::npos; at = text.find(open, at)) {
    at += open.size();
    const std::size_t end = text.find(close, at);
    if (end == std::string_view::npos) break;
    found.push_back(trim(text.substr(at, end - at)));
  }
  return found;
}

Pom pom_in(const fs::path& folder) { return read_pom(read_file(folder / "pom.xml").value_or("")); }

bool has_module(const fs::path& root, const fs::path& module) {
  return std::ranges::any_of(pom_in(root).modules, [&](const std::string& name) {
    const fs::path place = (root / name).lexically_normal();
    return place == module || place == module / "pom.xml" || place == module / "";
  });
}

fs::path common_folder(const fs::path& a, const fs::path& b) {
  fs::path common;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end() && *i == *j; ++i, ++j) common /= *i;
  return common;
}

}  // namespace

Pom read_pom(std::string_view text) {
  Pom pom;
  const std::string plain = without_comments(text);
  for (const std::string_view module : elements(plain, "module"))
    if (!module.empty()) pom.modules.emplace_back(module);
  const std::vector<std::string_view> parents = elements(plain, "parent");
  if (parents.empty()) return pom;
  const std::vector<std::string_view> places = elements(parents.front(), "relativePath");
  const bool elsewhere = parents.front().find("<relativePath/>") != std::string_view::npos;
  if (!elsewhere) pom.parent = places.empty() ? "../pom.xml" : std::string(places.front());
  return pom;
}

Reactor find_reactor(const fs::path& module) {
  Reactor reactor{module, module, {}};
  for (fs::path inner = module, outer = inner.parent_path(); outer != inner; outer = outer.parent_path()) {
    // A module may lie some folders below the pom.xml that names it.
    if (has_module(outer, inner)) {
      reactor.root = outer;
      inner = outer;
    }
    if (outer == outer.parent_path()) break;
  }
  fs::path child = module;
  for (std::size_t i = 0; i < kMaxParents; ++i) {
    const std::string parent = pom_in(child).parent;
    if (parent.empty()) break;
    fs::path place = (child / parent).lexically_normal();
    std::error_code error;
    if (fs::is_directory(place, error)) place /= "pom.xml";
    if (!file_exists(place) || place.filename() != "pom.xml" || place.parent_path() == child) break;
    if (!is_inside(place, reactor.root)) reactor.poms.push_back(place);
    child = place.parent_path();
  }
  return reactor;
}

fs::path Reactor::copy_of(const fs::path& place, const fs::path& copies) const {
  fs::path common = root;
  for (const fs::path& pom : poms) common = common_folder(common, pom.parent_path());
  return place == common ? copies : copies / place.lexically_relative(common);
}

Result<void> copy_reactor(const Reactor& reactor, const fs::path& copies) {
  if (Result<void> copied = system::copy_tree(reactor.root, reactor.copy_of(reactor.root, copies), kNotCopied); !copied)
    return copied;
  for (const fs::path& pom : reactor.poms) {
    const fs::path copy = reactor.copy_of(pom, copies);
    std::error_code error;
    fs::create_directories(copy.parent_path(), error);
    if (Result<void> copied = system::duplicate_file(pom, copy); !copied) return copied;
  }
  return {};
}

}  // namespace cxsam::build::java
