#include "runtime/prepare.h"

#include <set>

#include "base/file.h"
#include "facts/runtimes.h"
#include "runtime/environment.h"
#include "runtime/image/launch.h"
#include "runtime/layers.h"
#include "runtime/reaper.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

Result<fs::path> write_files(const fs::path& folder, const std::vector<SandboxFile>& files) {
  for (const SandboxFile& file : files) {
    std::error_code error;
    fs::create_directories((folder / file.name).parent_path(), error);
    const auto written = write_file_atomically(folder / file.name, file.content);
    if (!written) return fail(written.error());
    if (file.executable) fs::permissions(folder / file.name, fs::perms::owner_all, fs::perm_options::add, error);
  }
  return folder;
}

// A folder of the function's own for what is made for its layers.
Result<fs::path> scratch_folder(const FunctionSpec& spec, Host& host, const std::string& what) {
  const auto scratch = host.scratch();
  if (!scratch) return fail(scratch.error());
  return *scratch / (spec.function.full_path() + "-" + what + "-" + std::to_string(spec.generation));
}

Result<fs::path> one_layer_folder(const FunctionSpec& spec, const std::vector<fs::path>& layers, Host& host) {
  if (layers.size() == 1) return layers.front();
  auto merged = scratch_folder(spec, host, "layers");
  if (!merged) return merged;
  const auto done = merge_layers(layers, *merged);
  if (!done) return fail(done.error());
  return merged;
}

// The function's, and below them what gives a place to everything of the machine's /opt that must stay visible (an
// interpreter).
Result<std::vector<fs::path>> layers_at_opt(const FunctionSpec& spec, const std::vector<fs::path>& keep, Host& host) {
  std::vector<fs::path> layers = spec.layers;
  const std::vector<fs::path> kept = kept_below(keep, "/opt");
  if (!layers.empty() && !kept.empty()) {
    const auto places = scratch_folder(spec, host, "opt");
    if (!places) return fail(places.error());
    const auto made = make_mount_points(kept, "/opt", *places);
    if (!made) return fail(made.error());
    layers.insert(layers.begin(), *places);
  }
  if (layers.size() < 2 || host.has_overlay()) return layers;
  const auto merged = one_layer_folder(spec, layers, host);
  if (!merged) return fail(merged.error());
  return std::vector{*merged};
}

// Real folders take the places that a sandbox would give.
Result<Layout> plain_layout(const FunctionSpec& spec, const Located& located, Host& host) {
  Layout layout{.task = located.code.string(), .sandboxed = false};
  const auto scratch = host.scratch();
  if (!scratch) return fail(scratch.error());
  layout.runtime = (*scratch / "runtime").string();
  if (!located.files.empty()) {
    const fs::path own = *scratch / (spec.function.full_path() + "-" + std::to_string(spec.generation));
    const auto folder = write_files(own, located.files);
    if (!folder) return fail(folder.error());
    layout.task = folder->string();
  }
  if (!spec.layers.empty()) {
    const auto layers = one_layer_folder(spec, spec.layers, host);
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

// Of all layers; of the same name the last one counts.
std::vector<ExtensionProgram> find_extensions(const std::vector<fs::path>& layers, const Layout& layout, Host& host) {
  std::set<std::string> names;
  for (const fs::path& layer : layers) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(layer / "extensions", error)) {
      if (entry.is_regular_file(error)) names.insert(entry.path().filename().string());
    }
  }
  std::vector<ExtensionProgram> found;
  for (const std::string& name : names) {
    if (found.size() + 1 == kMaxPrograms) {
      host.note("Only ten extensions are started, as on Lambda; `" + name + "` is not.");
      break;
    }
    found.push_back({name, layout.layers + "/extensions/" + name});
  }
  return found;
}

// Extensions listen for telemetry at this name. Source: AWS Lambda developer guide, "Lambda Telemetry API reference".
std::string hosts_with_sandbox() {
  std::string hosts = read_file("/etc/hosts").value_or("127.0.0.1 localhost\n");
  if (!hosts.ends_with('\n')) hosts += '\n';
  return hosts + "127.0.0.1 sandbox.localdomain sandbox.local sandbox\n";
}

std::vector<SandboxStep> steps_of(const FunctionSpec& spec, const Prepared& prepared, SandboxSpec sandbox) {
  if (spec.image) return image_steps(spec.code, sandbox.tmp_mb, prepared.hosts);
  return sandbox_steps(sandbox);
}

Error no_namespaces_for_image(const FunctionSpec& spec) {
  return Error{"`" + spec.function.full_path() +
               "` is a container image, which needs namespaces, and this machine allows none"};
}

}  // namespace

Result<std::shared_ptr<const Prepared>> prepare(const FunctionSpec& given, const Located& located, std::vector<CodePart> parts,
                                                Host& host) {
  for (const fs::path& layer : located.missing_layers)
    host.note("A layer of `" + given.function.logical_id + "` is missing, and the function runs without it: there is no `" +
              layer.string() + "`.");
  const auto settled = std::make_shared<const FunctionSpec>(located.settled(given));
  const FunctionSpec& spec = *settled;

  auto prepared = std::make_shared<Prepared>();
  prepared->isolation = host.presumed_isolation();
  if (located.image && !prepared->isolation.namespaces) return fail(no_namespaces_for_image(spec));
  Layout layout;
  if (!prepared->isolation.namespaces) {
    const auto plain = plain_layout(spec, located, host);
    if (!plain) return fail(plain.error());
    layout = *plain;
  }
  auto launch = launch_of(located, spec, layout);
  if (!launch) return fail(launch.error());

  prepared->arguments = launch->arguments;
  const auto wrapper = spec.environment.find("AWS_LAMBDA_EXEC_WRAPPER");
  if (launch->wrapped && wrapper != spec.environment.end() && !wrapper->second.empty()) {
    prepared->arguments.insert(prepared->arguments.begin(), translate(wrapper->second, layout));
    prepared->wrapped = true;
  }
  for (const auto& [name, value] : function_environment(spec, layout, *launch, log_stream_name(host.world(), spec))) {
    prepared->environment.push_back(name + "=" + value);
  }
  const std::vector<fs::path> opt = located.image ? std::vector{spec.code / "opt"} : spec.layers;
  prepared->extensions = find_extensions(opt, layout, host);
  if (prepared->isolation.namespaces) {
    if (!prepared->extensions.empty()) prepared->hosts = hosts_with_sandbox();
    auto layers = layers_at_opt(spec, launch->keep, host);
    if (!layers) return fail(layers.error());
    SandboxSpec sandbox{.code = located.code,
                        .code_files = located.files,
                        .code_parts = parts,
                        .layers = std::move(*layers),
                        .runtime_files = launch->runtime_files,
                        .hosts = prepared->hosts,
                        .tmp_mb = spec.function.ephemeral_storage_mb,
                        .keep = launch->keep};
    prepared->steps = steps_of(spec, *prepared, std::move(sandbox));
  } else {
    const auto written = write_files(layout.runtime, launch->runtime_files);
    if (!written) return fail(written.error());
  }
  prepared->folder = launch->folder.empty() ? layout.task : launch->folder;
  prepared->frames = launch->frames;
  if (located.language != nullptr) prepared->language = located.language->name;
  prepared->known_version = launch->version;
  if (launch->frames || !launch->version.empty()) {
    const std::string_view version = facts::find_runtime(spec.function.runtime)->version;
    prepared->wanted_version = version.substr(0, version.find(".al"));  // "8.al2": of the operating system
  }
  prepared->spec = settled;
  prepared->located = located;
  prepared->parts = std::move(parts);
  return prepared;
}

Result<std::shared_ptr<const Prepared>> prepare_again(const Prepared& prepared, Host& host) {
  return prepare(*prepared.spec, prepared.located, prepared.parts, host);
}

}  // namespace cxsam::runtime
