#include "build/decision.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace cxsam::build {
namespace {

std::vector<std::string> changed_settings(const Record& before, const Record& now) {
  std::vector<std::string> list;
  for (const auto& [name, value] : now.settings) {
    const auto old = before.settings.find(name);
    const std::string was = old == before.settings.end() ? "" : old->second;
    if (was != value) list.push_back(fmt::format("the {} was `{}` and is `{}`", name, was, value));
  }
  return list;
}

}  // namespace

Decision everything(std::string reason, const Places& places) {
  Decision decision;
  (places.keeps_dependencies ? decision.dependencies : decision.code).push_back(std::move(reason));
  return decision;
}

Decision decide(const Record& before, const Record& now, const Places& places) {
  Decision decision;
  std::vector<std::string> changes = changed_settings(before, now);
  std::ranges::move(differences(before.dependency_inputs, now.dependency_inputs), std::back_inserter(changes));
  (places.keeps_dependencies ? decision.dependencies : decision.code) = std::move(changes);
  if (places.keeps_dependencies && decision.dependencies.empty() && before.dependencies != now.dependencies)
    decision.dependencies.push_back(
        fmt::format("the folder of dependencies `{}` is missing or another", places.dependencies.string()));
  std::ranges::move(differences(before.source, now.source), std::back_inserter(decision.code));
  for (const auto& [id, folder] : now.outputs) {
    const auto old = before.outputs.find(id);
    if (old == before.outputs.end()) {
      decision.code.push_back(fmt::format("`{}` joined", id));
    } else if (old->second != folder) {
      decision.code.push_back(fmt::format("the built folder `{}` is missing or another", (places.build / id).string()));
    }
  }
  return decision;
}

}  // namespace cxsam::build
