#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/build/lines.h"
#include "cli/paths.h"
#include "system/command.h"

namespace cxsam::cli::build_command {
namespace {

constexpr std::int64_t kPatience = 10;  // seconds between two lines of a tool that runs long

std::string cache_line(const build::Begun& begun) {
  const build::Definition& definition = begun.definition;
  const std::string names = join(definition.names, ", ");
  if (definition.workflow->resolve == nullptr) {
    const std::string_view kind = definition.layer ? "layers" : "functions";
    return begun.work == build::Work::None
               ? fmt::format("Valid cache found, copying previously built resources for following {} ({})\n", kind, names)
               : fmt::format("Cache is invalid, running build and copying resources for following {} ({})\n", kind, names);
  }
  const std::string hash = definition.manifest_hash();
  if (hash.empty()) return "";
  if (begun.work != build::Work::CodeAndDependencies)
    return fmt::format("Manifest is not changed for ({}), running incremental build\n", names);
  return fmt::format(
      "Manifest file is changed (new hash: {}) or dependency folder ({}) is missing for ({}), downloading dependencies and "
      "copying/building source\n",
      hash, shown(begun.dependencies), names);
}

/// Also where nothing has changed: scripts look for it.
std::string building_line(const build::Begun& begun, bool cached) {
  const build::Definition& definition = begun.definition;
  const std::string names = join(definition.names, ", ");
  if (cached && begun.work == build::Work::None && definition.workflow->resolve == nullptr) return "";
  if (definition.layer) return fmt::format("Building layer '{}'\n", names);
  return fmt::format("Building codeuri: {} runtime: {} architecture: {} functions: {}\n", definition.code_uri,
                     definition.runtime, definition.architecture, names);
}

/// Lines of make name the function; those of other builders are indented.
std::string prefix_of(const build::Definition& definition) {
  return definition.workflow->one_for_each ? definition.names.front() + ": " : " ";
}

}  // namespace

std::string sam_lines(const build::Told& told, bool cached) {
  if (std::holds_alternative<build::Starting>(told)) return cached ? "Starting Build use cache\n" : "";
  if (const auto* begun = std::get_if<build::Begun>(&told))
    return (cached ? cache_line(*begun) : "") + building_line(*begun, cached);
  if (const auto* step = std::get_if<build::Step>(&told))
    return fmt::format("{}Running {}:{}\n", prefix_of(step->definition), step->definition.workflow->builder, step->action);
  if (const auto* output = std::get_if<build::Output>(&told)) return std::string(output->bytes);
  if (const auto* note = std::get_if<build::Note>(&told)) return std::string(note->line) + "\n";
  if (const auto* detail = std::get_if<build::Detail>(&told))
    return (detail->definition.workflow->one_for_each ? prefix_of(detail->definition) : "") + std::string(detail->line) + "\n";
  const auto* waiting = std::get_if<build::Waiting>(&told);
  if (waiting == nullptr || waiting->running.count() == 0 || waiting->running.count() % kPatience != 0) return "";
  return system::waiting_text(waiting->what, waiting->running, waiting->line) + "\n";
}

}  // namespace cxsam::cli::build_command
