#include "build/workflows/esbuild/entry_points.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/file.h"
#include "base/text.h"
#include "facts/handlers.h"

namespace cxsam::build::esbuild {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 8> kExtensions{".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"};

/// "src/app" -> "src/app.ts"
std::optional<std::string> file_of(const fs::path& source, const std::string& entry) {
  std::error_code error;
  if (fs::is_regular_file(source / entry, error)) return entry;
  for (const std::string_view extension : kExtensions)
    if (fs::is_regular_file(source / (entry + std::string(extension)), error)) return entry + std::string(extension);
  return std::nullopt;
}

std::optional<std::string> module_of(const Job& job) {
  const auto parts = facts::parse_handler("nodejs", job.handler);
  return parts ? std::optional(parts->module) : std::nullopt;
}

std::vector<std::string> given(const Job& job) {
  std::vector<std::string> entries;
  const Node* list = job.properties.find("EntryPoints");
  if (list == nullptr) return entries;
  if (const auto text = list->as_text()) entries.emplace_back(*text);
  for (const Node& item : list->items)
    if (const auto text = item.as_text()) entries.emplace_back(*text);
  return entries;
}

}  // namespace

Result<EntryPoints> find_entry_points(const Job& job) {
  std::vector<std::string> entries = given(job);
  const std::optional<std::string> module = module_of(job);
  const bool of_handler = entries.empty();
  if (of_handler && !module)
    return fail(Error{"it is not known what to bundle"}.hint("name the files: BuildProperties: {EntryPoints: [app.ts]}"));
  if (of_handler) entries.push_back(*module);
  EntryPoints found;
  for (const std::string& entry : entries) {
    std::optional<std::string> file = file_of(job.source, entry);
    if (!file)
      return fail(Error{"entry point `" + entry + "` is not in `" + job.source.string() + "`"}.hint(
          of_handler ? "the handler `" + job.handler + "` names it; or name the files: BuildProperties: {EntryPoints: [app.ts]}"
                     : "EntryPoints are relative to CodeUri"));
    // A handler with a folder means the place of its source.
    const fs::path plain = fs::path(*file).replace_extension().lexically_normal();
    if (module && module->find('/') != std::string::npos && plain == fs::path(*module).lexically_normal())
      found.keep_folders = true;
    found.files.push_back(std::move(*file));
  }
  return found;
}

void note_lost_handler(const Job& job, const Progress& progress) {
  const auto parts = facts::parse_handler("nodejs", job.handler);
  if (job.layer || !parts) return;
  const std::vector<std::string> wanted = facts::handler_files("nodejs", *parts);
  if (std::ranges::any_of(wanted, [&](const std::string& file) { return file_exists(job.artifacts / file); })) return;
  std::vector<std::string> built;
  std::error_code error;
  for (fs::recursive_directory_iterator at(job.artifacts, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() != ".map" && at->is_regular_file(error))
      built.push_back(at->path().lexically_relative(job.artifacts).string());
  std::ranges::sort(built);
  progress.note("Warning: the handler `" + job.handler + "` names none of the files that were built: " + join(built, ", "));
}

}  // namespace cxsam::build::esbuild
