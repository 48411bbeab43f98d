#include "build/make.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "build/bootstrap_fault.h"
#include "build/decision.h"
#include "build/present.h"
#include "build/record.h"
#include "build/sole_change.h"
#include "system/copy.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

/// The workflow's names, and the places of builds: with `CodeUri: .` they can lie in the code's own folder.
std::vector<std::string> excluded_from(const Definition& definition, const Folders& folders) {
  std::vector<std::string> excluded(definition.workflow->excluded_names.begin(), definition.workflow->excluded_names.end());
  for (const fs::path& place : {folders.build, folders.dependencies, folders.list()})
    excluded.push_back("/" + place.lexically_relative(definition.code).string());
  return excluded;
}

class Making {
 public:
  Making(const Definition& definition, const Folders& folders, const MakeOptions& options, const Voice& voice)
      : definition_(definition),
        workflow_(*definition.workflow),
        folders_(folders),
        options_(options),
        voice_(voice),
        id_(definition.ids.front()),
        record_path_(folders.record(id_)),
        unfinished_(folders.unfinished() / id_),
        excluded_(excluded_from(definition, folders)),
        code_alone_(workflow_.layer_part && !definition.layer && !options.in_source && options.code_alone != nullptr &&
                    options.code_alone(definition)) {}

  Result<Made> run() {
    if (!options_.from_scratch) before_ = load_record(record_path_);
    Result<Record> present = look_at_present(definition_, job(), folders_, options_, before_);
    if (!present) return fail(present.error());
    now_ = *std::move(present);
    now_.settled = before_.settled;
    now_.settings["place of dependencies"] = code_alone_ ? "a layer" : "";
    const Decision decision = decide();
    Made made;
    made.dependencies_id = now_.dependencies_id;
    if (before_.dependencies_id != now_.dependencies_id) made.stale_dependencies_id = before_.dependencies_id;
    for (const auto& [id, folder] : before_.outputs)
      if (!now_.outputs.contains(id)) made.earlier_ids.push_back(id);
    made.reasons = decision.dependencies;
    std::ranges::copy(decision.code, std::back_inserter(made.reasons));
    if (!decision.code.empty()) made.work = Work::Code;
    if (!decision.dependencies.empty()) made.work = Work::CodeAndDependencies;
    voice_(Begun{definition_, made.work, dependencies()});
    if (made.work != Work::None) note_place();
    Result<void> done = made.work == Work::None ? keep() : build(decision);
    if (const Result<void> removed = system::remove_tree(unfinished_); done && !removed) done = removed;
    voice_(Ended{definition_, made.work, !done});
    if (!done) return fail(done.error());
    warn_of_bootstrap();
    made.for_layer = for_layer();
    return made;
  }

 private:
  [[nodiscard]] Decision decide() const {
    const Places places{folders_.build, dependencies(), workflow_.resolve != nullptr};
    if (before_.known()) {
      Decision decision = build::decide(before_, now_, places);
      if (options_.in_source && workflow_.imports_from_beside)
        decision.code.emplace_back("built in its own folder, it may import what lies beside that");
      return decision;
    }
    return everything(options_.from_scratch ? "--no-cached asks for it" : "it has not been built here before", places);
  }

  /// Nothing to do. Times that moved without a change of content are remembered, so that the files are not read again.
  Result<void> keep() const {
    if (same_times(before_.source, now_.source) && same_times(before_.dependency_inputs, now_.dependency_inputs)) return {};
    return save_record(record_path_, now_);
  }

  Result<void> build(const Decision& decision) {
    if (Result<void> made = system::make_empty_folder(unfinished_); !made) return made;
    if (Result<void> found = find_tools(); !found) return found;
    if (!decision.dependencies.empty()) {
      if (Result<void> resolved = resolve(); !resolved) return resolved;
    }
    // The record goes first: a build that is broken off must not be taken for the one that it describes.
    if (Result<void> removed = system::remove_tree(record_path_); !removed) return removed;
    const system::TreeEntry* change = sole_change(decision);
    if (Result<void> done = change != nullptr ? renew(*change) : assemble(decision.dependencies.empty()); !done) return done;
    now_.settled = time_of_files();
    if (Result<void> taken = take_over_made_files(job(), workflow_, now_); !taken) return taken;
    return save_record(record_path_, now_);
  }

  /// SAM CLI says when tools run elsewhere than `--build-in-source` asks for.
  void note_place() const {
    if (!options_.sam_errors || workflow_.place == Place::Either) return;
    const bool source = workflow_.place == Place::Source;
    if (options_.in_source == source) return;
    voice_(Note{fmt::format("Workflow {} does not support value \"{}\" for building in source. Using default value \"{}\".",
                            workflow_.builder, source ? "False" : "True", source ? "True" : "False")});
  }

  Result<void> find_tools() {
    if (workflow_.tools == nullptr) return {};
    for (const Tool& tool : workflow_.tools(job())) {
      const std::string& method = definition_.runtime.empty() ? definition_.method : definition_.runtime;
      const Result<fs::path> found = find_tool(tool, options_.sam_errors ? method : "");
      if (!found) return named(found.error(), "Resolver");
      tools_[tool.name] = *found;
    }
    return {};
  }

  Result<void> resolve() {
    Job work = job();
    work.scratch = unfinished_ / "scratch-dependencies";
    work.dependencies = unfinished_ / "dependencies";
    for (const fs::path& folder : {work.scratch, work.dependencies})
      if (Result<void> made = system::make_empty_folder(folder); !made) return made;
    if (Result<void> resolved = workflow_.resolve(work, progress()); !resolved) return named(resolved.error(), step_);
    if (Result<void> placed = system::replace_folder(work.dependencies, dependencies()); !placed) return placed;
    now_.dependencies = identity_of(dependencies());
    return {};
  }

  /// The one file that separates the last results from what a whole copy would be; null where more does.
  [[nodiscard]] const system::TreeEntry* sole_change(const Decision& decision) const {
    if (!decision.dependencies.empty() || decision.code.size() != 1 || workflow_.code_folder == nullptr) return nullptr;
    const system::TreeEntry* file = find_sole_change(before_.source, now_.source);
    const auto untouched = [&](const auto& output) { return untouched_since(folders_.build / output.first, before_.settled); };
    const bool one = file != nullptr && workflow_.code_folder(job()) && std::ranges::all_of(now_.outputs, untouched);
    return one ? file : nullptr;
  }

  Result<void> renew(const system::TreeEntry& file) {
    progress().step("CopySource");
    const Job work = job();
    const fs::path top = definition_.layer ? workflow_.layer_folder : "";
    const fs::path place = top / *workflow_.code_folder(work) / file.path;
    for (const auto& [id, folder] : now_.outputs) {
      const fs::path result = folders_.build / id / place;
      if (Result<void> done = replace_file(work.source / file.path, unfinished_ / "file", result); !done)
        return named(done.error(), step_);
    }
    return {};
  }

  /// What of the last result for `id` is still what a copy would be.
  [[nodiscard]] system::EarlierCopy earlier(const std::string& id, bool same_dependencies) const {
    const auto last = before_.outputs.find(id);
    const bool is_there = last != before_.outputs.end() && last->second == now_.outputs.at(id);
    if (!workflow_.only_copies || !same_dependencies || !is_there) return {};
    return {folders_.build / id, changed_paths(before_.source, now_.source)};
  }

  Result<void> assemble(bool same_dependencies) {
    Job work = job();
    work.scratch = unfinished_ / "scratch";
    work.dependencies = code_alone_ ? unfinished_ / "with-the-code" : dependencies();
    const fs::path fresh = unfinished_ / "artifacts";
    const bool nested = definition_.layer && !workflow_.layer_folder.empty();
    work.artifacts = nested ? fresh / workflow_.layer_folder : fresh;
    work.earlier = earlier(id_, same_dependencies);
    if (nested) work.earlier = work.earlier.below(workflow_.layer_folder);
    for (const fs::path& folder : {work.scratch, fresh, work.artifacts})
      if (Result<void> made = system::make_empty_folder(folder); !made) return made;
    if (code_alone_) {
      if (Result<void> kept = keep_with_the_code(work.dependencies); !kept) return kept;
    }
    if (workflow_.resolve != nullptr && !workflow_.dependencies_apart) {
      if (Result<void> copied = system::copy_tree(work.dependencies, work.artifacts, {}, work.earlier); !copied) return copied;
    }
    if (Result<void> assembled = workflow_.assemble(work, entries_of(now_.source), progress()); !assembled)
      return named(assembled.error(), step_);

    for (std::size_t i = 1; i < definition_.ids.size(); ++i) {
      const fs::path copy = unfinished_ / "copy";
      const system::EarlierCopy last = nested ? system::EarlierCopy() : earlier(definition_.ids[i], same_dependencies);
      if (Result<void> copied = system::copy_tree(fresh, copy, {}, last); !copied) return copied;
      if (Result<void> placed = place(copy, definition_.ids[i]); !placed) return placed;
    }
    return place(fresh, id_);
  }

  /// What stands beside the part that a layer brings: files that scripts of packages have made.
  Result<void> keep_with_the_code(const fs::path& folder) const {
    if (workflow_.layer_part->empty()) return system::make_empty_folder(folder);
    const std::string part = fmt::format("/{}", *workflow_.layer_part);
    return system::copy_tree(dependencies(), folder, std::array<std::string_view, 1>{part});
  }

  [[nodiscard]] ForLayer for_layer() const {
    if (!code_alone_) return {};
    const fs::path part = *workflow_.layer_part;
    const fs::path content = part.empty() ? dependencies() : dependencies() / part;
    std::error_code error;
    if (!fs::is_directory(content, error) || fs::is_empty(content, error)) return {};
    return {content, part.empty() ? fs::path(workflow_.layer_folder) : workflow_.layer_folder / part};
  }

  Result<void> place(const fs::path& fresh, const std::string& id) {
    const fs::path target = folders_.build / id;
    if (Result<void> placed = system::replace_folder(fresh, target); !placed) return placed;
    now_.outputs[id] = identity_of(target);
    return {};
  }

  /// Lambda cannot start such a function, and says so only at its first call.
  void warn_of_bootstrap() const {
    if (definition_.layer || !definition_.runtime.starts_with("provided")) return;
    const std::optional<Error> fault = find_bootstrap_fault(folders_.build / id_, definition_);
    if (!fault) return;
    voice_(Note{fmt::format("Warning: the `bootstrap` of `{}` {}", id_, fault->message)});
    for (const std::string& hint : fault->hints)
      voice_(Note{"  hint: " + replace_all(hint, (folders_.build / id_).string(), definition_.code.string())});
  }

  [[nodiscard]] Job job() const {
    Job work = definition_.job();
    work.excluded = excluded_;
    work.in_source = options_.in_source;
    work.debug = options_.debug;
    work.tools = tools_;
    return work;
  }

  [[nodiscard]] Progress progress() {
    return {.step =
                [this](std::string_view action) {
                  step_ = action;
                  voice_(Step{definition_, action});
                },
            .note = [this](std::string_view line) { voice_(Note{line}); },
            .detail =
                [this](std::string_view line) {
                  voice_(Detail{definition_, line});
                },
            .output =
                [this](std::string_view bytes) {
                  voice_(Output{definition_, bytes});
                },
            .waiting =
                [this](std::string_view what, std::chrono::seconds running, std::string_view line) {
                  voice_(Waiting{definition_, what, running, line});
                },
            .verbose = options_.verbose};
  }

  /// Says what could not be built, or which step of which builder failed, as scripts of SAM CLI's users expect.
  [[nodiscard]] Result<void> named(Error error, std::string_view step) const {
    error.message = options_.sam_errors
                        ? fmt::format("{}:{} - {}", workflow_.builder, step.empty() ? "Validation" : step, error.message)
                        : fmt::format("cannot build `{}`: {}", join(definition_.ids, "`, `"), error.message);
    return fail(std::move(error));
  }

  [[nodiscard]] fs::path dependencies() const { return folders_.dependencies / definition_.uuid(); }

  const Definition& definition_;
  const Workflow& workflow_;
  const Folders& folders_;
  const MakeOptions& options_;
  const Voice& voice_;
  const std::string id_;
  const fs::path record_path_;
  const fs::path unfinished_;
  const std::vector<std::string> excluded_;
  const bool code_alone_;
  Record before_;
  Record now_;
  std::map<std::string, fs::path, std::less<>> tools_;
  std::string step_;
};

}  // namespace

fs::path Folders::record(std::string_view id) const { return records() / replace_all(std::string(id), "/", "%2F"); }

std::string Folders::id_of_record(const fs::path& record) { return replace_all(record.filename().string(), "%2F", "/"); }

Result<Made> make(const Definition& definition, const Folders& folders, const MakeOptions& options, const Voice& voice) {
  return Making(definition, folders, options, voice).run();
}

}  // namespace cxsam::build
