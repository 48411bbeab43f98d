#include "sync/dependency_layers.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "build/record.h"
#include "json/json.h"
#include "system/copy.h"
#include "system/memory_zip.h"

namespace cxsam::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStack = "AwsSamAutoDependencyLayerNestedStack";
constexpr std::size_t kHash = 8;  // letters

/// "Child/" of "Child/Hello".
std::string_view stack_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : path.substr(0, slash + 1);
}

/// Names of modules are looked up, and those of Node.js are told apart by their endings and by the nearest package.json.
bool is_module_of_node(const build::Definition& definition) {
  const std::string file = definition.handler.substr(0, definition.handler.rfind('.'));
  if (file_exists(definition.code / (file + ".mjs"))) return true;
  const Result<std::string> text = read_file(definition.code / "package.json");
  const Result<Json> manifest = text ? parse_json(*text) : fail(text.error());
  return manifest && manifest->is_object() && manifest->value("type", Json()) == "module";
}

bool is_bundled(const project::Stack& stack) {
  return std::ranges::any_of(stack.source.resources(), [](const tmpl::Resource& each) {
    const Node* method = each.node->at_path({"Metadata", "BuildMethod"});
    return method != nullptr && method->as_string() == "esbuild";
  });
}

bool is_deployed(const std::string& layer, const std::vector<cloud::StackResource>& resources) {
  const Unit unit{.kind = Kind::Layer, .id = layer, .type = {}, .source = {}};
  return find_deployed(unit, resources) != nullptr;
}

/// A folder of links to what is packed.
struct Frame {
  explicit Frame(fs::path folder) : path(std::move(folder)) {}
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;
  ~Frame() { (void)system::remove_tree(path); }

  [[nodiscard]] Result<void> hold(const build::ForLayer& layer) const {
    std::error_code error;
    (void)system::remove_tree(path);
    fs::create_directories((path / layer.place).parent_path(), error);
    if (!error) fs::create_directory_symlink(layer.content, path / layer.place, error);
    return error ? fail(fmt::format("cannot write `{}`: {}", path.string(), error.message())) : Result<void>();
  }

  fs::path path;
};

/// The mark beside an archive tells of which folder it was made: another build of the dependencies makes another folder.
Result<void> pack(const build::ForLayer& layer, const fs::path& archive) {
  const build::FolderIdentity now = build::identity_of(layer.content);
  const std::string mark = fmt::format("{} {} {}\n", layer.content.string(), now.inode, now.born);
  const fs::path mark_file = archive.string() + ".of";
  if (const Result<std::string> before = read_file(mark_file); before && *before == mark && file_exists(archive)) return {};
  const Frame frame(archive.string() + ".frame");
  if (Result<void> held = frame.hold(layer); !held) return held;
  const Result<std::string> bytes = system::zip_folder(frame.path);
  if (!bytes) return fail(bytes.error());
  if (Result<void> written = write_file_atomically(archive, *bytes); !written) return written;
  return write_file_atomically(mark_file, mark);
}

}  // namespace

std::string dependency_layer_of(std::string_view function) {
  constexpr std::size_t kMost = 48;
  const std::string_view stack = stack_of(function);
  const std::string id(function.substr(stack.size()));
  return fmt::format("{}{}/{}{}DepLayer", stack, kStack, id.substr(0, kMost), md5_hex(id).substr(0, kHash));
}

bool works_with_layer(const build::Definition& definition) {
  if (definition.workflow->name != "nodejs") return true;
  return !definition.handler.starts_with("node_modules/") && !is_module_of_node(definition);
}

std::vector<std::string> functions_with_layers(const project::Project& project, const Units& units,
                                               const std::vector<cloud::StackResource>* deployed) {
  std::vector<std::string> paths;
  if (std::ranges::any_of(project::all_stacks(project), [](const project::Stack* each) { return is_bundled(*each); }))
    return paths;
  for (const Unit& unit : units.all) {
    const bool may = unit.takes_layers && (deployed == nullptr || is_deployed(dependency_layer_of(unit.id), *deployed));
    if (may) paths.push_back(unit.id);
  }
  return paths;
}

Result<std::vector<DependencyLayer>> pack_dependency_layers(const Units& units, const build::Report& report,
                                                            const fs::path& build_folder) {
  std::vector<DependencyLayer> layers;
  for (const build::Item& item : report.items) {
    if (item.for_layer.content.empty()) continue;
    for (const std::string& id : item.ids) {
      const auto unit = std::ranges::find(units.all, id, &Unit::id);
      if (unit == units.all.end()) continue;
      DependencyLayer layer{.function = id, .path = dependency_layer_of(id), .runtime = unit->runtime, .archive = {}};
      layer.archive = build_folder / stack_of(id) / (std::string(cloud::own_id(layer.path)) + ".zip");
      if (Result<void> packed = pack(item.for_layer, layer.archive); !packed) return fail(packed.error());
      layers.push_back(std::move(layer));
    }
  }
  return layers;
}

void add_units(const std::vector<DependencyLayer>& layers, Units& units) {
  for (const DependencyLayer& layer : layers) {
    const auto function = std::ranges::find(units.all, layer.function, &Unit::id);
    if (function == units.all.end()) continue;
    const auto index = static_cast<std::size_t>(function - units.all.begin());
    function->layers.push_back(layer.path);
    if (std::ranges::find(units.chosen, index) != units.chosen.end()) units.chosen.push_back(units.all.size());
    units.all.push_back({.kind = Kind::Layer,
                         .id = layer.path,
                         .type = "AWS::Serverless::LayerVersion",
                         .source = layer.archive,
                         .built = true,
                         .compatible_runtimes = {layer.runtime}});
  }
}

}  // namespace cxsam::sync
