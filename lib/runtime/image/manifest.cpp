#include "runtime/image/manifest.h"

#include <algorithm>

#include "base/file.h"
#include "json/json.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxDocument = std::uint64_t{4} << 20U;
constexpr int kMaxNesting = 4;  // of indexes in indexes

/// Null when there is no such member.
const Json* member(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() ? &*found : nullptr;
}

std::string text_of(const Json& object, const char* name) {
  const Json* value = member(object, name);
  return value != nullptr && value->is_string() ? value->get<std::string>() : "";
}

std::vector<std::string> texts_of(const Json& object, const char* name) {
  std::vector<std::string> texts;
  const Json* list = member(object, name);
  if (list == nullptr || !list->is_array()) return texts;
  for (const Json& each : *list)
    if (each.is_string()) texts.push_back(each.get<std::string>());
  return texts;
}

Result<Json> read_document(const fs::path& path) {
  const Result<std::string> text = read_file(path, kMaxDocument);
  if (!text) return fail(text.error());
  Result<Json> document = parse_json(*text);
  if (!document) return fail("`" + path.filename().string() + "` of the image cannot be read: " + document.error().message);
  return document;
}

/// A place in the image, by a name that stands in it.
Result<fs::path> place_in(const fs::path& folder, const std::string& name) {
  const fs::path place = (folder / name).lexically_normal();
  std::error_code error;
  const fs::path real = fs::weakly_canonical(place, error);
  const bool inside = !name.empty() && !error && is_inside(real, fs::weakly_canonical(folder, error));
  if (!inside) return fail("the image names a file `" + name + "`, which is no part of it");
  return real;
}

/// "sha256:12ab" is at blobs/sha256/12ab.
Result<fs::path> blob(const fs::path& folder, const Json& descriptor) {
  std::string digest = text_of(descriptor, "digest");
  const std::size_t colon = digest.find(':');
  const bool plain = colon != std::string::npos && digest.find('/') == std::string::npos;
  if (!plain) return fail("the image has a manifest with the digest `" + digest + "`, which is none");
  digest[colon] = '/';
  return place_in(folder, "blobs/" + digest);
}

bool is_for(const Json& descriptor, std::string_view architecture) {
  const Json* platform = member(descriptor, "platform");
  return platform == nullptr || text_of(*platform, "architecture") == architecture;
}

Result<ImageParts> parts_of_oci(const fs::path& folder, const Json& document, std::string_view architecture, int depth) {
  if (const Json* manifests = member(document, "manifests"); manifests != nullptr && manifests->is_array()) {
    const auto found =
        std::find_if(manifests->begin(), manifests->end(), [&](const Json& each) { return is_for(each, architecture); });
    if (found == manifests->end() || depth == kMaxNesting)
      return fail("the image holds none for the architecture " + std::string(architecture));
    const Result<fs::path> next = blob(folder, *found);
    if (!next) return fail(next.error());
    const Result<Json> inner = read_document(*next);
    if (!inner) return fail(inner.error());
    return parts_of_oci(folder, *inner, architecture, depth + 1);
  }
  const Json* config = member(document, "config");
  const Json* layers = member(document, "layers");
  if (config == nullptr || layers == nullptr || !layers->is_array()) return fail("the image has a manifest without layers");
  ImageParts parts;
  const Result<fs::path> place = blob(folder, *config);
  if (!place) return fail(place.error());
  parts.config = *place;
  for (const Json& layer : *layers) {
    const Result<fs::path> archive = blob(folder, layer);
    if (!archive) return fail(archive.error());
    parts.layers.push_back(*archive);
  }
  return parts;
}

Result<ImageParts> parts_of_saved(const fs::path& folder, const Json& document) {
  if (!document.is_array() || document.empty()) return fail("the image's `manifest.json` names no image");
  const Json& image = document.front();
  ImageParts parts;
  const Result<fs::path> config = place_in(folder, text_of(image, "Config"));
  if (!config) return fail(config.error());
  parts.config = *config;
  for (const std::string& name : texts_of(image, "Layers")) {
    const Result<fs::path> layer = place_in(folder, name);
    if (!layer) return fail(layer.error());
    parts.layers.push_back(*layer);
  }
  return parts;
}

}  // namespace

bool is_image_layout(const fs::path& folder) {
  return file_exists(folder / "oci-layout") || file_exists(folder / "index.json") || file_exists(folder / "manifest.json");
}

Result<ImageParts> find_image_parts(const fs::path& folder, std::string_view architecture) {
  const bool oci = file_exists(folder / "index.json");
  const Result<Json> document = read_document(folder / (oci ? "index.json" : "manifest.json"));
  if (!document) return fail(document.error());
  return oci ? parts_of_oci(folder, *document, architecture, 0) : parts_of_saved(folder, *document);
}

Result<ImageConfig> parse_image_config(std::string_view text) {
  const Result<Json> document = parse_json(text);
  if (!document) return fail("the configuration of the image cannot be read: " + document.error().message);
  ImageConfig config{.architecture = text_of(*document, "architecture")};
  const Json* inner = member(*document, "config");
  if (inner == nullptr) return config;
  config.entry_point = texts_of(*inner, "Entrypoint");
  config.command = texts_of(*inner, "Cmd");
  config.environment = texts_of(*inner, "Env");
  config.working_directory = text_of(*inner, "WorkingDir");
  return config;
}

}  // namespace cxsam::runtime
