#include "local/test_events.h"

#include <algorithm>
#include <set>
#include <system_error>

#include "base/file.h"
#include "json/json.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtension = ".json";

struct Document {
  fs::path path;
  Json examples;  // name -> {"value": event}
};

bool is_of(const Document& document, const EventOwner& owner) {
  const std::string stem = document.path.stem().string();
  const auto named = [&](std::string_view function) { return stem == "_" + std::string(function) + "-schema"; };
  return named(owner.name) || named(owner.logical_id);
}

std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == kExtension && entry.is_regular_file(error)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

/// Nothing for a file that is no document of the registry.
std::optional<Document> read_document(const fs::path& path) {
  const auto text = read_file(path);
  if (!text || text->find("\"openapi\"") == std::string::npos) return std::nullopt;
  const auto json = parse_json(*text);
  if (!json || !json->is_object() || !json->contains("openapi")) return std::nullopt;
  const auto components = json->find("components");
  if (components == json->end() || !components->is_object()) return std::nullopt;
  const auto examples = components->find("examples");
  if (examples == components->end() || !examples->is_object()) return std::nullopt;
  return Document{path, *examples};
}

std::vector<Document> read_documents(std::span<const fs::path> folders) {
  std::vector<Document> documents;
  for (const fs::path& folder : folders)
    for (const fs::path& file : json_files(folder))
      if (auto document = read_document(file)) documents.push_back(std::move(*document));
  return documents;
}

std::optional<std::string> example_of(const Document& document, std::string_view name) {
  const auto example = document.examples.find(name);
  if (example == document.examples.end() || !example->is_object() || !example->contains("value")) return std::nullopt;
  return dump_json(example->at("value"));
}

}  // namespace

Result<std::optional<std::string>> find_test_event(std::string_view name, std::span<const fs::path> folders,
                                                   const EventOwner& owner) {
  for (const fs::path& folder : folders) {
    const fs::path file = folder / (std::string(name) + std::string(kExtension));
    if (!file_exists(file)) continue;
    auto text = read_file(file);
    if (!text) return fail(std::move(text.error()));
    return *std::move(text);
  }
  std::vector<std::string> of_others;
  std::string where;
  for (const Document& document : read_documents(folders)) {
    auto example = example_of(document, name);
    if (!example) continue;
    if (is_of(document, owner)) return *std::move(example);
    of_others.push_back(*std::move(example));
    where += (where.empty() ? "`" : ", `") + document.path.string() + "`";
  }
  if (of_others.empty()) return std::nullopt;
  if (of_others.size() == 1) return std::move(of_others.front());
  return fail(Error{"several functions have a test event `" + std::string(name) + "`: " + where}.hint(
      "the one of this function would be in `_" + std::string(owner.logical_id) + "-schema.json`"));
}

std::vector<std::string> test_event_names(std::span<const fs::path> folders) {
  std::set<std::string> names;
  for (const fs::path& folder : folders)
    for (const fs::path& file : json_files(folder))
      if (!read_document(file)) names.insert(file.stem().string());
  for (const Document& document : read_documents(folders))
    for (const auto& [name, example] : document.examples.items())
      if (example_of(document, name)) names.insert(name);
  return {names.begin(), names.end()};
}

}  // namespace cxsam::local
