#include <algorithm>

#include "base/file.h"
#include "build/build.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

bool has_one_of(const fs::path& relative, std::span<const std::string_view> names) {
  return std::ranges::any_of(relative,
                             [&](const fs::path& part) { return std::ranges::find(names, part.string()) != names.end(); });
}

fs::path absolute_place(const fs::path& path) { return fs::absolute(path).lexically_normal(); }

}  // namespace

Inputs::Inputs(const project::Project& project, const Options& options) : build_folder_(options.build_folder) {
  for (const project::Stack* stack : project::all_stacks(project)) templates_.push_back(absolute_place(stack->template_path));
  for (const project::Stack* stack : project::all_stacks(project)) {
    for (const artifacts::Artifact& artifact : stack->paths.known) {
      const fs::path place = absolute_place(stack->folder() / artifact.path);
      if (artifact.is_code() && !file_exists(place)) code_.push_back({{place}, {}});  // for the day that it is made
    }
  }
  Diagnostics ignored;
  const Result<Plan> plan = make_plan(project, options.plan, ignored);
  if (!plan) return;
  for (const Definition& definition : plan->definitions) {
    Code code{{definition.code, definition.manifest}, definition.workflow->excluded_names};
    if (definition.workflow->dependency_inputs != nullptr)
      std::ranges::copy(definition.workflow->dependency_inputs(definition.job()), std::back_inserter(code.places));
    code_.push_back(std::move(code));
  }
}

std::vector<fs::path> Inputs::places() const {
  std::vector<fs::path> places = templates_;
  for (const Code& code : code_) std::ranges::copy(code.places, std::back_inserter(places));
  std::ranges::sort(places);
  places.erase(std::ranges::unique(places).begin(), places.end());
  return places;
}

bool Inputs::has(const fs::path& file) const {
  if (is_inside(file, build_folder_)) return false;
  if (std::ranges::find(templates_, file) != templates_.end()) return true;
  return std::ranges::any_of(code_, [&](const Code& code) {
    return std::ranges::any_of(code.places, [&](const fs::path& place) {
      return is_inside(file, place) && !has_one_of(file.lexically_relative(place), code.excluded_names);
    });
  });
}

}  // namespace cxsam::build
