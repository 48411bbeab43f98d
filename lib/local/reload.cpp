#include "local/reload.h"

#include <utility>

namespace cxsam::local {
namespace {

Changed name_of(const Changes& changes, const std::filesystem::path& folder) {
  if (changes.paths.empty()) return {.path = "a file", .others = true};
  return {.path = changes.paths.begin()->lexically_proximate(folder).string(), .others = changes.paths.size() > 1};
}

/// True when there is something new to load.
Task<bool> build(const ReloadSteps& steps, View& view) {
  Result<bool> built = co_await steps.build();
  if (built && *built) co_return true;
  view.tell(Kept{.build_failed = true, .error = built ? std::nullopt : std::optional(std::move(built.error()))});
  co_return false;
}

Task<void> reload(const ReloadSteps& steps, Reaction reaction, View& view) {
  if (reaction == Reaction::BuildAndLoad) {
    const bool built = co_await build(steps, view);
    if (!built) co_return;
  }
  const Result<Commit> commit = co_await steps.load();
  if (!commit) {
    view.tell(Kept{.build_failed = false, .error = commit.error()});
    co_return;
  }
  const Description before = steps.describe();
  (*commit)();
  Description now = steps.describe();
  if (now != before) view.tell(std::move(now));
  view.tell(Reloaded{});
}

}  // namespace

Reaction reaction_to(const Changes& changes, const SourcePlan& plan, const Version& current) {
  if (!plan.rebuilds()) return Reaction::Load;
  const bool source = changes.missed || changes.paths != std::set<std::filesystem::path>{plan.template_path};
  if (source) return Reaction::BuildAndLoad;
  std::error_code gone;
  const bool known = std::filesystem::last_write_time(plan.template_path, gone) == current.template_time;
  return known ? Reaction::None : Reaction::Load;
}

Task<void> follow_changes(ReloadSteps steps, View& view) {
  for (;;) {
    const Changes changes = co_await steps.next_changes();
    if (changes.empty()) co_return;
    const Reaction reaction = steps.react(changes);
    if (reaction == Reaction::None) continue;
    view.tell(name_of(changes, steps.folder));
    co_await reload(steps, reaction, view);
  }
}

}  // namespace cxsam::local
