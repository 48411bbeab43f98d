#include "cli/failed_resources.h"

#include <filesystem>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/template_options.h"

namespace cxsam::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMost = 5;

/// "template.yaml:12:3": the line that made the resource; "" where none did.
std::string place_of(const project::Project& project, std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view stack_path = slash == std::string_view::npos ? "" : path.substr(0, slash);
  const std::string_view id = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const project::Stack* stack = project.find_stack(stack_path);
  const tmpl::Resource* resource = stack ? stack->expanded.find_resource(id) : nullptr;
  if (resource == nullptr || resource->id_span == Span{}) return "";
  const Sources& sources = *project.sources;
  const Position at = sources.begin_of(resource->id_span);
  return fmt::format("{}:{}:{}", sources.path(resource->id_span.file), at.line, at.column);
}

bool is_built(const project::Project& project) {
  return project.root.template_path.lexically_normal().string().find(".aws-sam") != std::string::npos;
}

/// The user's own template, where it is the usual one.
std::optional<project::Project> written_project(Context& context) {
  const auto path = project::find_template(fs::current_path(), std::nullopt, false);
  Result<TemplateChoice> choice = read_template_choice(context.options);
  if (!path || !choice) return std::nullopt;
  project::Loaded loaded = project::load({.template_path = path->lexically_relative(fs::current_path()),
                                          .parameters = std::move(choice->parameters),
                                          .environment = choice->environment,
                                          .need = project::Need::Code});
  return std::move(loaded.project);
}

std::string where(const std::optional<project::Project>& written, const project::Project* handed_over, std::string_view path) {
  std::string place = written ? place_of(*written, path) : "";
  if (place.empty() && handed_over != nullptr) place = place_of(*handed_over, path);
  return place;
}

}  // namespace

void show_failed_resources(Context& context, std::span<const deploy::FailedResource> resources,
                           const project::Project* project) {
  if (resources.empty()) return;
  const std::optional<project::Project> written = project && is_built(*project) ? written_project(context) : std::nullopt;
  const std::string stack = context.options.text_or("stack-name", "");
  std::string text;
  for (const deploy::FailedResource& each : resources.first(std::min(kMost, resources.size()))) {
    text += fmt::format("\n  {} ({}) {}\n", each.path, each.type, each.status);
    if (const std::string place = where(written, project, each.path); !place.empty()) text += "    --> " + place + "\n";
    if (!each.reason.empty()) text += "    " + each.reason + "\n";
    if (const std::string advice = deploy::advice_for(each.reason, stack); !advice.empty())
      text += "    hint: " + advice + "\n";
  }
  if (resources.size() > kMost) text += fmt::format("\n  and {} more\n", resources.size() - kMost);
  context.terminal.err(text);
}

}  // namespace cxsam::cli
