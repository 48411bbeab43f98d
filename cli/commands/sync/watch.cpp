#include "cli/commands/sync/watch.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "base/glob.h"
#include "cli/aws_options.h"
#include "cli/commands/sync/code.h"
#include "cli/commands/sync/view.h"
#include "cli/commands/sync/whole.h"
#include "loop/off_thread.h"
#include "loop/watch.h"

namespace cxsam::cli::sync_command {
namespace {

namespace fs = std::filesystem;

/// Patterns of files that do not count, by the id of the resource.
using Excluded = std::multimap<std::string, std::string>;

Excluded read_excluded(const config::Values& values) {
  Excluded excluded;
  for (const std::string& word : values.list("watch-exclude"))
    if (const std::size_t equals = word.find('='); equals != std::string::npos)
      excluded.emplace(word.substr(0, equals), word.substr(equals + 1));
  return excluded;
}

/// What is watched: templates, and where code lies before it is built.
struct Watched {
  std::set<fs::path> templates;
  std::map<std::string, fs::path> sources;  // by id

  [[nodiscard]] std::vector<fs::path> targets() const {
    std::vector<fs::path> all(templates.begin(), templates.end());
    for (const auto& [id, source] : sources) all.push_back(source);
    return all;
  }
};

Watched watched_of(const sync::Request& request) {
  Watched watched{{request.project.template_path}, {}};
  const project::Loaded loaded = project::load(request.project);
  for (const project::Stack* stack : project::all_stacks(loaded.project)) watched.templates.insert(stack->template_path);
  const Result<sync::Units> units = sync::find_units(loaded.project, request.choice);
  if (!units) return watched;
  for (const std::size_t index : units->chosen)
    if (!units->all[index].source.empty()) watched.sources[units->all[index].id] = units->all[index].source;
  return watched;
}

bool counts(const Excluded& excluded, const std::string& id, const fs::path& file, const fs::path& source) {
  const auto [begin, end] = excluded.equal_range(id);
  const std::string relative = file.lexically_relative(source).string();
  return std::none_of(begin, end, [&](const auto& each) {
    return matches_glob(each.second, relative) || matches_glob(each.second, file.filename().string());
  });
}

/// The units that changes concern.
std::vector<std::string> changed_ids(const Watched& watched, const Changes& changes, const Excluded& excluded) {
  std::vector<std::string> ids;
  for (const auto& [id, source] : watched.sources) {
    const bool changed = std::ranges::any_of(changes.paths, [&](const fs::path& path) {
      return (path == source || is_inside(path, source)) && counts(excluded, id, path, source);
    });
    if (changed || changes.missed) ids.push_back(id);
  }
  return ids;
}

bool touches_template(const Watched& watched, const Changes& changes) {
  return changes.missed ||
         std::ranges::any_of(changes.paths, [&](const fs::path& path) { return watched.templates.contains(path); });
}

/// One watch of a stack.
struct Job {
  Context& context;
  aws::Client& client;
  const std::string& region;
  sync::Request request;
  sync::Voices voices;
};

void tell(const Job& job, const Result<int>& done) {
  if (!done) report(job.context.terminal, done.error());
}

Task<Result<int>> bring_code(const Job& job, sync::Choice choice) {
  sync::Request request = job.request;
  request.choice = std::move(choice);
  co_return co_await sync_code(job.context, job.client, request, job.voices);
}

/// Everything: through CloudFormation, unless only code is wanted.
Task<Result<int>> bring_all(const Job& job, bool always) {
  if (job.context.options.flag("code")) co_return co_await sync_code(job.context, job.client, job.request, job.voices);
  say(job.context.terminal, kCyan, "Starting infra sync.");
  const Result<sync::Prepared> prepared = co_await off_thread([&] { return sync::prepare(job.request, job.voices); });
  if (!prepared) co_return fail(prepared.error());
  Result<int> done = co_await sync_whole(job.context, job.client, job.region, job.request, *prepared, always);
  if (done && *done == kDone) say(job.context.terminal, kGreen, "Infra sync completed.");
  co_return done;
}

Task<void> follow(const Job& job, bool always) {
  const Excluded excluded = read_excluded(job.context.options);
  Watcher watcher(job.client.world());
  Watched watched = watched_of(job.request);
  watcher.watch(watched.targets());
  const Result<int> first = co_await bring_all(job, always);
  tell(job, first);
  say(job.context.terminal, kGreen, "Sync watch started.");
  for (;;) {
    const Changes changes = co_await watcher.next();
    if (changes.empty()) co_return;
    if (touches_template(watched, changes)) {
      const Result<int> done = co_await bring_all(job, false);
      tell(job, done);
      watched = watched_of(job.request);
      watcher.watch(watched.targets());
      continue;
    }
    std::vector<std::string> ids = changed_ids(watched, changes, excluded);
    if (ids.empty()) continue;
    sync::Choice choice{std::move(ids), {}};
    const Result<int> done = co_await bring_code(job, std::move(choice));
    tell(job, done);
  }
}

}  // namespace

int sync_and_watch(Context& context, const sync::Request& request) {
  bool interrupted = false;
  const bool always = !context.options.flag("skip-deploy-sync");
  const auto work = [&](aws::Client& client) -> Task<Result<int>> {
    const Result<std::string> region = aws::need_region(client.settings());
    if (!region) co_return fail(region.error());
    const Job job{context, client, *region, request, make_voices(context)};
    co_await follow(job, always);
    co_return kDone;
  };
  const int code = run_with_aws_until_signal(context, work, interrupted);
  if (!interrupted) return code;
  say(context.terminal, kCyan, "Shutting down sync watch...");
  say(context.terminal, kGreen, "Sync watch stopped.");
  return kDone;
}

}  // namespace cxsam::cli::sync_command
