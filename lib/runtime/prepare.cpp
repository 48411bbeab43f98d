#include "runtime/prepare.h"

#include "base/file.h"
#include "facts/runtimes.h"
#include "runtime/environment.h"
#include "runtime/language.h"
#include "runtime/layers.h"
#include "runtime/unpacked.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

struct Code {
  fs::path folder;                 // "" for inline code in a sandbox
  std::vector<SandboxFile> files;  // inline code
};

Result<fs::path> code_folder(const FunctionSpec& spec) {
  std::error_code error;
  if (fs::is_directory(spec.code, error)) return spec.code;
  const std::string& id = spec.function.logical_id;
  if (spec.no_code) return fail(*spec.no_code);
  if (spec.code.empty())
    return fail(Error{"the code of `" + id + "` is not on this machine"}.hint(
        "only functions whose CodeUri is a folder or a zip archive run locally"));
  if (!file_exists(spec.code))
    return fail(Error{"the code of `" + id + "` is missing: there is no `" + spec.code.string() + "`"}.hint(
        "make it, or name the folder or zip archive that holds the handler"));
  Result<fs::path> folder = unpacked(spec.code);
  if (folder) return folder;
  return fail(Error(folder.error())
                  .with("looking for the code of `" + id + "`")
                  .hint("the code of a function is a folder or a zip archive"));
}

Result<Code> find_code(const FunctionSpec& spec, const Language& language) {
  if (!spec.function.inline_code) {
    Result<fs::path> folder = code_folder(spec);
    if (!folder) return fail(folder.error());
    return Code{std::move(*folder), {}};
  }
  if (language.extension.empty())
    return fail("`" + spec.function.logical_id + "`: inline code does not go with custom runtimes");
  const std::string name = "index." + std::string(language.extension);
  return Code{{}, {{name, *spec.function.inline_code}}};
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

/// Layers as folders. One that is missing leaves the function as it would be without it, which is said.
Result<std::vector<fs::path>> layer_folders(const FunctionSpec& spec, Host& host) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (const fs::path& layer : spec.layers) {
    if (fs::is_directory(layer, error)) {
      folders.push_back(layer);
      continue;
    }
    if (!file_exists(layer)) {
      host.note("A layer of `" + spec.function.logical_id + "` is missing, and the function runs without it: there is no `" +
                layer.string() + "`.");
      continue;
    }
    Result<fs::path> folder = unpacked(layer);
    if (!folder) return fail(Error(folder.error()).with("looking for a layer of `" + spec.function.logical_id + "`"));
    folders.push_back(std::move(*folder));
  }
  return folders;
}

Result<fs::path> write_files(const fs::path& folder, const std::vector<SandboxFile>& files) {
  for (const SandboxFile& file : files) {
    const auto written = write_file_atomically(folder / file.name, file.content);
    if (!written) return fail(written.error());
    std::error_code error;
    if (file.executable) fs::permissions(folder / file.name, fs::perms::owner_all, fs::perm_options::add, error);
  }
  return folder;
}

Result<fs::path> one_layer_folder(const FunctionSpec& spec, Host& host) {
  if (spec.layers.size() == 1) return spec.layers.front();
  const auto scratch = host.scratch();
  if (!scratch) return fail(scratch.error());
  fs::path merged = *scratch / (spec.function.full_path() + "-layers-" + std::to_string(spec.generation));
  const auto done = merge_layers(spec.layers, merged);
  if (!done) return fail(done.error());
  return merged;
}

// Real folders take the places that a sandbox would give.
Result<Layout> plain_layout(const FunctionSpec& spec, const Code& code, Host& host) {
  Layout layout{.task = code.folder.string(), .sandboxed = false};
  const auto scratch = host.scratch();
  if (!scratch) return fail(scratch.error());
  layout.runtime = (*scratch / "runtime").string();
  if (!code.files.empty()) {
    const auto folder = write_files(*scratch / (spec.function.full_path() + "-" + std::to_string(spec.generation)), code.files);
    if (!folder) return fail(folder.error());
    layout.task = folder->string();
  }
  if (!spec.layers.empty()) {
    const auto layers = one_layer_folder(spec, host);
    if (!layers) return fail(layers.error());
    layout.layers = layers->string();
  }
  return layout;
}

// "/opt/wrapper" where layers lie elsewhere.
std::string translate(const std::string& path, const Layout& layout) {
  for (const auto& [from, to] : {std::pair{"/opt/", &layout.layers}, std::pair{"/var/task/", &layout.task}}) {
    if (path.starts_with(from)) return *to + "/" + path.substr(std::string_view(from).size());
  }
  return path;
}

}  // namespace

Result<std::shared_ptr<const Prepared>> prepare(std::shared_ptr<const FunctionSpec> given, Host& host) {
  const auto language = find_language(given->function.runtime);
  if (!language) return fail(language.error());
  const auto code = find_code(*given, **language);
  if (!code) return fail(code.error());
  auto layers = layer_folders(*given, host);
  if (!layers) return fail(layers.error());
  const auto settled = std::make_shared<FunctionSpec>(*given);
  settled->code = code->folder;
  settled->built = !given->function.inline_code && (code->folder != given->code || is_of_build(given->code));
  settled->layers = std::move(*layers);
  const FunctionSpec& spec = *settled;

  auto prepared = std::make_shared<Prepared>();
  prepared->isolation = host.isolation();
  Layout layout;
  if (!prepared->isolation.namespaces) {
    const auto plain = plain_layout(spec, *code, host);
    if (!plain) return fail(plain.error());
    layout = *plain;
  }
  auto launch = (*language)->launch(spec, layout);
  if (!launch) return fail(launch.error());

  prepared->arguments = launch->arguments;
  const auto wrapper = spec.environment.find("AWS_LAMBDA_EXEC_WRAPPER");
  if (launch->wrapped && wrapper != spec.environment.end() && !wrapper->second.empty()) {
    prepared->arguments.insert(prepared->arguments.begin(), translate(wrapper->second, layout));
  }
  for (const auto& [name, value] : function_environment(spec, layout, *launch, log_stream_name(host.world()))) {
    prepared->environment.push_back(name + "=" + value);
  }
  if (prepared->isolation.namespaces) {
    SandboxSpec sandbox{.code = code->folder,
                        .code_files = code->files,
                        .code_parts = code->files.empty() ? parts_of(code->folder) : std::vector<CodePart>{},
                        .layers = spec.layers,
                        .runtime_files = launch->runtime_files,
                        .tmp_mb = spec.function.ephemeral_storage_mb,
                        .keep = launch->keep};
    if (spec.layers.size() > 1 && !prepared->isolation.overlay) {
      const auto merged = one_layer_folder(spec, host);
      if (!merged) return fail(merged.error());
      sandbox.layers = {*merged};
    }
    prepared->steps = sandbox_steps(sandbox, list_var());
  } else {
    const auto written = write_files(layout.runtime, launch->runtime_files);
    if (!written) return fail(written.error());
  }
  prepared->folder = layout.task;
  prepared->frames = launch->frames;
  prepared->language = (*language)->name;
  if (launch->frames) prepared->wanted_version = facts::find_runtime(spec.function.runtime)->version;
  prepared->spec = settled;
  return prepared;
}

}  // namespace cxsam::runtime
