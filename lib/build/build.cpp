#include "build/build.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "build/build_toml.h"
#include "build/built_template.h"
#include "build/stale.h"
#include "build/write_if_changed.h"
#include "system/copy.h"
#include "system/file_lock.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kAtOnce = 2;

/// What is in the build folder is replaced, so neither the template nor code to build may be there.
Result<void> check_nothing_is_lost(const project::Project& project, const Plan& plan, const fs::path& build_folder) {
  const auto in_the_way = [&](const std::string& what) {
    return fail(Error{what + " is in the build folder `" + build_folder.string() + "`, where it would be written over"}.hint(
        "give another folder as `--build-dir`, or leave it out: .aws-sam/build is the usual one"));
  };
  std::error_code error;
  for (const project::Stack* stack : project::all_stacks(project))
    if (fs::equivalent(stack->template_path, build_folder / stack->path / "template.yaml", error))
      return in_the_way(stack->path.empty() ? "the template" : "the template of `" + stack->path + "`");
  for (const Definition& definition : plan.definitions)
    if (is_inside(definition.code, build_folder)) return in_the_way("the code of `" + join(definition.ids, "`, `") + "`");
  return {};
}

/// What definitions tell that are built at the same time comes one after the other, and a note that several have comes once.
class SharedVoice {
 public:
  explicit SharedVoice(const Voice& outer) : outer_(outer) {}

  void operator()(const Told& told) {
    const std::lock_guard lock(mutex_);
    const auto* note = std::get_if<Note>(&told);
    if (note != nullptr && !said_.emplace(note->line).second) return;
    outer_(told);
  }

 private:
  const Voice& outer_;
  std::mutex mutex_;
  std::set<std::string, std::less<>> said_;
};

using Results = std::vector<std::optional<Result<Made>>>;

Results make_all(const std::vector<Definition>& definitions, const Folders& folders, const Options& options,
                 const Voice& outer) {
  SharedVoice shared(outer);
  const Voice voice = [&shared](const Told& told) { shared(told); };
  Results results(definitions.size());
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  const auto work = [&] {
    for (std::size_t i = next++; i < definitions.size() && !failed; i = next++) {
      results[i] = make(definitions[i], folders, options.make, voice);
      if (!*results[i]) failed = true;
    }
  };
  // Children die with the thread that started them, which waits for each: so they live as long as they should.
  std::vector<std::future<void>> others;
  if (options.parallel)
    for (std::size_t i = 1; i < std::min(kAtOnce, definitions.size()); ++i)
      others.push_back(std::async(std::launch::async, work));
  work();
  for (std::future<void>& other : others) other.get();
  return results;
}

Result<Report> gather(const std::vector<Definition>& definitions, Results& results) {
  Report report;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (!results[i]) continue;
    if (!*results[i]) return fail(results[i]->error());
    const Definition& definition = definitions[i];
    report.items.push_back({.ids = definition.ids,
                            .layer = definition.layer,
                            .runtime = definition.runtime,
                            .architecture = definition.architecture,
                            .compatible_runtimes = definition.compatible_runtimes,
                            .work = (*results[i])->work,
                            .reasons = std::move((*results[i])->reasons),
                            .for_layer = std::move((*results[i])->for_layer)});
  }
  return report;
}

void remove_stale_dependencies(const Results& results, const Folders& folders) {
  std::set<std::string, std::less<>> used;
  for (const auto& result : results) used.insert((*result)->dependencies_id);
  for (const auto& result : results) {
    const std::string& stale = (*result)->stale_dependencies_id;
    if (!stale.empty() && !used.contains(stale)) (void)system::remove_tree(folders.dependencies / stale);
  }
}

/// What shared its code with another one in the last build and does no longer.
Ids earlier_ids(const Results& results) {
  Ids ids;
  for (const auto& result : results) ids.insert((*result)->earlier_ids.begin(), (*result)->earlier_ids.end());
  return ids;
}

/// Under SAM CLI's name its words come in place of the findings.
Result<Plan> refused(const Plan& plan, Diagnostics& diagnostics, const Voice& voice) {
  if (plan.refusal->begun) {
    for (const Remark& remark : plan.remarks)
      if (!remark.as_sam.empty()) voice(Note{remark.as_sam});
    voice(Starting{});
  }
  Error error = plan.refusal->error;
  for (const Diagnostic& finding : diagnostics.items()) std::ranges::copy(finding.hints, std::back_inserter(error.hints));
  diagnostics.items().clear();
  return fail(std::move(error));
}

Result<Plan> without_faults(Plan plan, bool as_sam, Diagnostics& diagnostics, const Voice& voice) {
  if (as_sam && plan.refusal) return refused(plan, diagnostics, voice);
  if (!diagnostics.has_errors()) return plan;
  return fail(diagnostics.count(Severity::Error) == 1 ? "nothing was built: see the problem above"
                                                      : "nothing was built: see the problems above");
}

void tell_remarks(const Plan& plan, bool as_sam, const Voice& voice) {
  for (const Remark& remark : plan.remarks) {
    const std::string& line = as_sam ? remark.as_sam : remark.text;
    if (!line.empty()) voice(Note{line});
  }
}

Result<Report> carry_out(const project::Project& project, const Plan& plan, const Options& options, const Folders& folders,
                         const Voice& voice) {
  const std::string waiting = "Waiting for another build of `" + options.build_folder.string() + "` to end";
  const Result<system::FileLock> lock = system::FileLock::acquire(folders.lock(), [&] { voice(Note{waiting}); });
  if (!lock) return fail(Error(lock.error()).hint("`--build-dir DIR` builds into another folder"));
  if (Result<void> removed = system::remove_tree(folders.unfinished()); !removed) return fail(removed.error());

  if (Result<void> made = make_room_for_stacks(project, folders); !made) return fail(made.error());
  tell_remarks(plan, options.plan.as_sam, voice);
  voice(Starting{});
  const bool whole = options.plan.resource.empty() && options.plan.excluded.empty();
  if (options.plan.resource.empty()) {
    const Result<void> listed = write_if_changed(folders.list(), render_build_toml(plan.definitions, options.hashes));
    if (!listed) return fail(listed.error());
  }
  Results results = make_all(plan.definitions, folders, options, voice);
  if (Result<void> removed = system::remove_tree(folders.unfinished()); !removed) return fail(removed.error());
  Result<Report> report = gather(plan.definitions, results);
  if (!report) return report;

  Ids built;
  for (const Definition& definition : plan.definitions) built.insert(definition.ids.begin(), definition.ids.end());
  remove_stale_dependencies(results, folders);
  if (whole) {
    if (Result<void> removed = remove_stale_outputs(folders, earlier_ids(results), built); !removed)
      return fail(removed.error());
  }
  if (Result<void> written = write_templates(project, built, folders, options.plan.as_sam); !written)
    return fail(written.error());
  if (Result<void> noted = note_stacks(project, whole, built, folders); !noted) return fail(noted.error());
  report->template_path = folders.build / "template.yaml";
  return report;
}

/// Local commands say so when they run something else than what was to be built.
Result<void> remember_outcome(const Result<Report>& report, const Diagnostics& diagnostics, const Folders& folders) {
  if (report) return system::remove_tree(folders.failure());
  const auto problem = std::ranges::find(diagnostics.items(), Severity::Error, &Diagnostic::severity);
  const std::string& why = problem == diagnostics.items().end() ? report.error().message : problem->message;
  return write_file_atomically(folders.failure(), why + "\n");
}

/// SAM CLI's place beside the usual build folder; another one keeps its own, so that nothing appears among the user's files.
fs::path dependencies_beside(const fs::path& build_folder) {
  const fs::path parent = build_folder.parent_path();
  const bool usual = parent.filename() == ".aws-sam" && build_folder.filename() == "build";
  return usual ? parent / "deps" : build_folder / ".cxsam" / "deps";
}

}  // namespace

Result<Report> build(const project::Project& project, const Options& options, Diagnostics& diagnostics, const Voice& voice) {
  Result<Plan> planned = make_plan(project, options.plan, diagnostics);
  if (!planned) return fail(planned.error());  // asks for what is not there: the build before stays the last one
  const Result<Plan> plan = without_faults(*std::move(planned), options.plan.as_sam, diagnostics, voice);
  if (plan) {
    if (Result<void> safe = check_nothing_is_lost(project, *plan, options.build_folder); !safe) return fail(safe.error());
  }
  const Folders folders{options.build_folder, dependencies_beside(options.build_folder)};
  Result<Report> report = plan ? carry_out(project, *plan, options, folders, voice) : fail(plan.error());
  if (Result<void> remembered = remember_outcome(report, diagnostics, folders); !remembered && report)
    return fail(remembered.error());
  return report;
}

}  // namespace cxsam::build
