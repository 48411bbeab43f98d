#include "runtime/locate.h"

#include <string>
#include <utility>

#include "base/did_you_mean_path.h"
#include "base/embedded.h"
#include "base/file.h"
#include "runtime/image/launch.h"
#include "runtime/unpacked.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

Result<fs::path> code_folder(const FunctionSpec& spec) {
  std::error_code error;
  if (fs::is_directory(spec.code, error)) return spec.code;
  const std::string& id = spec.function.logical_id;
  if (spec.no_code) return fail(*spec.no_code);
  if (spec.code.empty())
    return fail(Error{"the code of `" + id + "` is not on this machine"}.hint(
        "only functions whose CodeUri is a folder or a zip archive run locally"));
  if (!file_exists(spec.code)) {
    Error missing{"the code of `" + id + "` is missing: there is no `" + spec.code.string() + "`"};
    missing.hints = did_you_mean_path(spec.code);
    return fail(std::move(missing).hint("make it, or name the folder or zip archive that holds the handler"));
  }
  Result<fs::path> folder = unpacked(spec.code);
  if (folder) return folder;
  return fail(Error(folder.error())
                  .with("looking for the code of `" + id + "`")
                  .hint("the code of a function is a folder or a zip archive"));
}

/// Whether the folder is one of a build: .aws-sam/build/<id>, of cxsam or SAM CLI, or below another build folder of cxsam.
/// Nested stacks have folders of their own in it, to any depth.
bool is_of_build(const fs::path& code) {
  for (fs::path folder = code.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    const bool usual = folder.filename() == "build" && folder.parent_path().filename() == ".aws-sam";
    if (usual || file_exists(folder / ".cxsam" / "records")) return true;
  }
  return false;
}

Result<void> find_code(const FunctionSpec& spec, Located& located) {
  if (!spec.function.inline_code) {
    Result<fs::path> folder = code_folder(spec);
    if (!folder) return fail(std::move(folder.error()));
    located.built = *folder != spec.code || is_of_build(spec.code);
    located.code = std::move(*folder);
    return {};
  }
  const std::string_view extension = located.language->extension;
  if (extension.empty())
    return fail("`" + spec.function.logical_id + "`: inline code (ZipFile) goes with Python and Node.js only");
  located.files.push_back({"index." + std::string(extension), *spec.function.inline_code});
  const fs::path helper = located.language->helper;
  if (helper.empty()) return {};
  const std::string source =
      "lib/runtime/languages/" + std::string(located.language->family) + "/" + helper.filename().string();
  located.files.push_back({helper.string(), embedded_file(source)});
  return {};
}

Result<void> find_layers(const FunctionSpec& spec, Located& located) {
  std::error_code error;
  for (const fs::path& layer : spec.layers) {
    if (fs::is_directory(layer, error)) {
      located.layers.push_back(layer);
      continue;
    }
    if (!file_exists(layer)) {
      located.missing_layers.push_back(layer);
      continue;
    }
    Result<fs::path> folder = unpacked(layer);
    if (!folder) return fail(Error(folder.error()).with("looking for a layer of `" + spec.function.logical_id + "`"));
    located.layers.push_back(std::move(*folder));
  }
  return {};
}

Result<Located> locate_image(const FunctionSpec& spec) {
  Result<LocalImage> image = open_image(spec.code, machine_architecture());
  if (!image) return fail(Error(image.error()).with("looking for the image of `" + spec.function.full_path() + "`"));
  Located located;
  located.code = std::move(image->root);
  located.image = std::move(image->config);
  return located;
}

}  // namespace

FunctionSpec Located::settled(FunctionSpec spec) const {
  if (spec.code != code) spec.archive = spec.code;
  spec.code = code;
  spec.built = built;
  spec.layers = layers;
  return spec;
}

Result<Located> locate(const FunctionSpec& spec) {
  if (spec.image) return locate_image(spec);
  const auto language = find_language(spec.function.runtime);
  if (!language) return fail(language.error());
  Located located{.language = *language};
  Result<void> found = find_code(spec, located);
  if (found) found = find_layers(spec, located);
  if (!found) return fail(std::move(found.error()));
  return located;
}

Result<Launch> launch_of(const Located& located, const FunctionSpec& spec, const Layout& layout) {
  return located.image ? launch_image(spec, *located.image) : located.language->launch(spec, layout);
}

std::optional<Error> find_fault(const FunctionSpec& spec) {
  auto located = locate(spec);
  if (!located) return std::move(located.error());
  auto launch = launch_of(*located, located->settled(spec), Layout{});
  return launch ? std::nullopt : std::optional(std::move(launch.error()));
}

}  // namespace cxsam::runtime
