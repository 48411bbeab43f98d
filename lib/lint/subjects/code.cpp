#include "lint/subjects/code.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/subjects/no_code.h"
#include "system/tree.h"
#include "system/zip_measure.h"

namespace cxsam::lint {
namespace {

namespace fs = std::filesystem;

bool is_build_output(const fs::path& folder) {
  const fs::path absolute = fs::absolute(folder).lexically_normal();
  return std::ranges::find(absolute, fs::path(".aws-sam")) != absolute.end();
}

const LambdaFunction* find_function(const CheckContext& context, std::string_view logical_id) {
  const auto found = std::ranges::find(context.functions, logical_id, &LambdaFunction::logical_id);
  return found == context.functions.end() ? nullptr : &*found;
}

const artifacts::Artifact* find_layer(const CheckContext& context, std::string_view logical_id) {
  const auto is_it = [logical_id](const artifacts::Artifact& artifact) {
    return artifact.kind == artifacts::Kind::LayerContent && artifact.logical_id == logical_id;
  };
  const auto found = std::ranges::find_if(context.stack.paths.known, is_it);
  return found == context.stack.paths.known.end() ? nullptr : &*found;
}

void add_layers(const CheckContext& context, const Member* property, std::vector<fs::path>& layers) {
  if (!property) return;
  for (const Node& item : property->value.items) {
    const std::optional<Intrinsic> call = as_intrinsic(item);
    if (!call || call->name != "Ref") continue;
    if (const artifacts::Artifact* layer = find_layer(context, call->argument->text))
      layers.push_back(*context.options.folder / layer->path);
  }
}

std::span<const std::string_view> not_packaged(const fs::path& folder, bool built) {
  std::error_code ignored;
  if (built) return {};
  if (fs::exists(folder / "package.json", ignored)) return kNoCodeOfNpm;
  return kNoCode;
}

std::optional<std::uint64_t> measure(const fs::path& path, bool built) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    const Result<system::TreeSize> size = system::measure_tree(path, not_packaged(path, built));
    return size ? std::optional(size->bytes) : std::nullopt;
  }
  const Result<system::ZipSize> size = system::measure_zip(path);
  return size ? std::optional(size->unzipped) : std::nullopt;
}

}  // namespace

std::vector<FunctionCode> find_code(const CheckContext& context) {
  std::vector<FunctionCode> all;
  if (!context.options.folder) return all;
  const bool built = is_build_output(*context.options.folder);
  for (const artifacts::Artifact& artifact : context.stack.paths.known) {
    if (artifact.kind != artifacts::Kind::FunctionCode) continue;
    const LambdaFunction* function = find_function(context, artifact.logical_id);
    if (!function) continue;
    FunctionCode code{function, &artifact, *context.options.folder / artifact.path, {}, built};
    add_layers(context, function->property("Layers"), code.layers);
    all.push_back(std::move(code));
  }
  return all;
}

const facts::Runtime* runtime_of(const CheckContext& context, const LambdaFunction& function) {
  const Member* property = function.property("Runtime");
  if (!property) return nullptr;
  const std::vector<PossibleValue> values = possible_values(property->value, context.resolver);
  return values.size() == 1 ? facts::find_runtime(values.front().value.text) : nullptr;
}

bool has_build_step(const LambdaFunction& function) {
  const Node* method = function.resource().node->at_path({"Metadata", "BuildMethod"});
  return method && !facts::find_runtime(method->text);
}

std::vector<CodeHandler> find_handlers(const CheckContext& context) {
  std::vector<CodeHandler> handlers;
  for (const FunctionCode& code : find_code(context)) {
    const facts::Runtime* runtime = runtime_of(context, *code.function);
    const Member* property = code.function->property("Handler");
    std::error_code ignored;
    if (!runtime || !property || !std::filesystem::is_directory(code.path, ignored)) continue;
    if (has_build_step(*code.function) && !code.built) continue;
    for (PossibleValue& handler : possible_values(property->value, context.resolver))
      handlers.push_back({code, runtime->family, std::move(handler)});
  }
  return handlers;
}

std::optional<std::uint64_t> CodeSizes::unzipped(const fs::path& path, bool built) {
  const auto found = unzipped_.find(path);
  if (found != unzipped_.end()) return found->second;
  return unzipped_.emplace(path, measure(path, built)).first->second;
}

std::optional<std::uint64_t> CodeSizes::zipped(const fs::path& path, bool built) {
  std::error_code failed;
  if (!fs::is_directory(path, failed)) {
    const std::uint64_t size = fs::file_size(path, failed);
    return failed ? std::nullopt : std::optional(size);
  }
  const Result<system::ZipSize> size = system::estimate_zip(path, not_packaged(path, built));
  return size ? std::optional(size->zipped) : std::nullopt;
}

std::string megabytes(std::uint64_t bytes) { return fmt::format("{:.1f}", static_cast<double>(bytes) / (1024.0 * 1024.0)); }

}  // namespace cxsam::lint
