#include <algorithm>
#include <array>

#include "project/cloud_assembly.h"
#include "project/project.h"

namespace cxsam::project {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kNames{"template.yaml", "template.yml", "template.json"};

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored) && !fs::is_directory(path, ignored);
}

/// `given` is no file: it does not exist, or it is the folder of one.
Error no_file(const fs::path& given) {
  Error error{"Template file not found at " + fs::absolute(given).string()};
  std::error_code ignored;
  if (!fs::is_directory(given, ignored)) return error;
  const auto* name = std::ranges::find_if(kNames, [&](std::string_view each) { return is_file(given / each); });
  if (name == kNames.end()) return std::move(error).hint("this is a folder; name the file");
  return std::move(error).hint("this is a folder; its template is `" + (given / *name).string() + "`");
}

/// Short where it can be: messages name the file as the user would.
fs::path as_shown(const fs::path& path) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  return !error && path.parent_path() == here ? path.filename() : path;
}

}  // namespace

Result<fs::path> find_template(const fs::path& folder, const std::optional<std::string>& given, bool built_first) {
  if (given) {
    if (is_file(*given)) return fs::path(*given);
    if (is_cloud_assembly(*given)) return template_of_assembly(*given);
    return fail(no_file(*given));
  }
  const fs::path built = fs::path(".aws-sam") / "build" / "template.yaml";
  if (built_first && is_file(folder / built)) return folder / built;
  for (const std::string_view name : kNames)
    if (is_file(folder / name)) return as_shown(folder / name);
  Error error{"Template file not found at " + (folder / "template.yml").string()};
  if (is_cloud_assembly(folder / "cdk.out"))
    return fail(std::move(error).hint("`--template-file cdk.out/STACK.template.json` names a stack of the AWS CDK"));
  error.hints.emplace_back("there is no template.yaml, template.yml or template.json here");
  return fail(std::move(error).hint("name it with `--template-file FILE`, or make an application with `cxsam init`"));
}

}  // namespace cxsam::project
