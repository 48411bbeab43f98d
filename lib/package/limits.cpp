#include "package/limits.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "template/effective.h"

namespace cxsam::package {
namespace {

/// What was packed for the resources of one stack.
struct PackedOfStack {
  std::span<const Packed> all;
  std::string_view path;
  [[nodiscard]] const Packed* find(std::string_view logical_id) const;
};

const Packed* PackedOfStack::find(std::string_view logical_id) const {
  const std::string id = application::full_path(path, logical_id);
  const auto found =
      std::ranges::find_if(all, [&](const Packed& each) { return std::ranges::find(each.ids, id) != each.ids.end(); });
  return found == all.end() ? nullptr : &*found;
}

/// The logical ids of the layers of this template that a function uses.
std::vector<std::string> layers_of(const tmpl::Template& source, const tmpl::Resource& function) {
  std::vector<std::string> ids;
  const tmpl::Effective properties(source, function);
  const Node* list = properties.find("Layers");
  if (list == nullptr) return ids;
  for (const Node& layer : list->items) {
    const auto reference = as_intrinsic(layer);
    if (!reference || reference->name != "Ref") continue;
    if (const auto id = reference->argument->as_string()) ids.emplace_back(*id);
  }
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

void check_unzipped(const tmpl::Template& source, const tmpl::Resource& function, const PackedOfStack& packed,
                    const facts::Limits& limits, Diagnostics& diagnostics) {
  const Packed* code = packed.find(function.logical_id);
  if (code == nullptr) return;
  std::uint64_t bytes = code->size.unzipped;
  std::size_t layers = 0;
  for (const std::string& id : layers_of(source, function)) {
    const Packed* layer = packed.find(id);
    if (layer == nullptr) continue;
    bytes += layer->size.unzipped;
    ++layers;
  }
  if (bytes <= limits.unzipped_bytes) return;
  Diagnostic& finding = diagnostics.error("", function.id_span,
                                          fmt::format("`{}` holds {} unzipped; Lambda takes at most {}", function.logical_id,
                                                      size_text(bytes), size_text(limits.unzipped_bytes)));
  if (layers > 0)
    finding.notes.push_back(
        fmt::format("{} of that is its own code, the rest {}.", size_text(code->size.unzipped), plural(layers, "layer")));
  finding.hints.emplace_back("leave out what the function does not need, or move large data to S3 or EFS");
}

}  // namespace

std::string size_text(std::uint64_t bytes) {
  constexpr double kMegabyte = 1024.0 * 1024.0;
  if (bytes < 1024) return fmt::format("{} bytes", bytes);
  if (bytes < 1024 * 1024) return fmt::format("{:.1f} KB", static_cast<double>(bytes) / 1024.0);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / kMegabyte);
}

void check_limits(const tmpl::Template& source, std::span<const Packed> all, const facts::Limits& limits,
                  Diagnostics& diagnostics, std::string_view stack_path) {
  const PackedOfStack packed{all, stack_path};
  for (const tmpl::Resource& resource : source.resources()) {
    const bool function = resource.type == "AWS::Serverless::Function" || resource.type == "AWS::Lambda::Function";
    const bool layer = resource.type == "AWS::Serverless::LayerVersion" || resource.type == "AWS::Lambda::LayerVersion";
    if (!function && !layer) continue;
    if (function) check_unzipped(source, resource, packed, limits, diagnostics);
    const Packed* archive = packed.find(resource.logical_id);
    if (layer && archive != nullptr && archive->size.unzipped > limits.unzipped_bytes) {
      diagnostics
          .error("", resource.id_span,
                 fmt::format("the layer `{}` holds {} unzipped; Lambda takes at most {}", resource.logical_id,
                             size_text(archive->size.unzipped), size_text(limits.unzipped_bytes)))
          .hints.emplace_back("leave out what no function needs, or move large data to S3 or EFS");
      continue;
    }
    if (archive == nullptr || archive->size.zipped <= limits.zipped_bytes) continue;
    diagnostics
        .warning("", resource.id_span,
                 fmt::format("the archive of `{}` has {}; more than {} cannot be uploaded to Lambda directly",
                             resource.logical_id, size_text(archive->size.zipped), size_text(limits.zipped_bytes)))
        .hints.emplace_back("an upload through S3, as CloudFormation does it, is not bound by this");
  }
}

}  // namespace cxsam::package
