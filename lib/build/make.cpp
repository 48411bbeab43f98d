#include "build/make.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "build/record.h"
#include "system/copy.h"
#include "system/program.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

/// What has to be done and why: the decision before the work.
struct Decision {
  std::vector<std::string> code;          // reasons to assemble
  std::vector<std::string> dependencies;  // reasons to resolve
};

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
        excluded_(excluded_from(definition, folders)) {}

  Result<Made> run() {
    if (!options_.from_scratch) before_ = load_record(record_path_);
    if (Result<void> looked = look(); !looked) return fail(looked.error());
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
    Result<void> done = made.work == Work::None ? keep() : build(decision);
    if (const Result<void> removed = system::remove_tree(unfinished_); done && !removed) done = removed;
    voice_(Ended{definition_, made.work, !done});
    if (!done) return fail(done.error());
    warn_of_bootstrap();
    return made;
  }

 private:
  /// What stands on disk now: settings, files and the folders of the last build.
  Result<void> look() {
    now_.settings = definition_.settings();
    now_.settings["workflow version"] = "3";
    now_.settings["in source"] = options_.in_source ? "yes" : "no";
    if (workflow_.toolchain != nullptr) now_.settings["tool"] = workflow_.toolchain(job());
    const std::array roots{definition_.code};
    const std::vector<std::string_view> excluded(excluded_.begin(), excluded_.end());
    Result<SourceState> source = take_state(roots, excluded, before_.source);
    if (!source) return fail(source.error());
    now_.source = std::move(*source);
    for (const std::string& id : definition_.ids) now_.outputs[id] = identity_of(folders_.build / id);
    if (workflow_.dependency_inputs == nullptr) return {};

    now_.dependencies_id = definition_.uuid();
    now_.dependencies = identity_of(dependencies());
    Result<SourceState> inputs = take_state(workflow_.dependency_inputs(job()), excluded, before_.dependency_inputs);
    if (!inputs) return fail(inputs.error());
    now_.dependency_inputs = std::move(*inputs);
    return {};
  }

  [[nodiscard]] Decision decide() const {
    Decision decision;
    if (!before_.known()) {
      decision.code.emplace_back(options_.from_scratch ? "--no-cached asks for it" : "it has not been built here before");
      if (workflow_.resolve != nullptr) decision.dependencies = std::exchange(decision.code, {});
      return decision;
    }
    std::vector<std::string> settings = changed_settings();
    if (workflow_.resolve != nullptr) {
      decision.dependencies = std::move(settings);
      std::ranges::move(differences(before_.dependency_inputs, now_.dependency_inputs),
                        std::back_inserter(decision.dependencies));
      if (decision.dependencies.empty() && before_.dependencies != now_.dependencies)
        decision.dependencies.push_back(
            fmt::format("the folder of dependencies `{}` is missing or another", dependencies().string()));
    } else {
      decision.code = std::move(settings);
    }
    std::ranges::move(differences(before_.source, now_.source), std::back_inserter(decision.code));
    for (const auto& [id, folder] : now_.outputs) {
      const auto old = before_.outputs.find(id);
      if (old == before_.outputs.end()) {
        decision.code.push_back(fmt::format("`{}` joined", id));
      } else if (old->second != folder) {
        decision.code.push_back(fmt::format("the built folder `{}` is missing or another", (folders_.build / id).string()));
      }
    }
    return decision;
  }

  [[nodiscard]] std::vector<std::string> changed_settings() const {
    std::vector<std::string> list;
    for (const auto& [name, value] : now_.settings) {
      const auto old = before_.settings.find(name);
      const std::string was = old == before_.settings.end() ? "" : old->second;
      if (was != value) list.push_back(fmt::format("the {} was `{}` and is `{}`", name, was, value));
    }
    return list;
  }

  /// Nothing to do. Times that moved without a change of content are remembered, so that the files are not read again.
  Result<void> keep() const {
    if (same_times(before_.source, now_.source) && same_times(before_.dependency_inputs, now_.dependency_inputs)) return {};
    return save_record(record_path_, now_);
  }

  Result<void> build(const Decision& decision) {
    if (Result<void> made = system::make_empty_folder(unfinished_); !made) return made;
    if (!decision.dependencies.empty()) {
      if (Result<void> resolved = resolve(); !resolved) return resolved;
    }
    // The record goes first: a build that is broken off must not be taken for the one that it describes.
    if (Result<void> removed = system::remove_tree(record_path_); !removed) return removed;
    if (Result<void> assembled = assemble(); !assembled) return assembled;
    return save_record(record_path_, now_);
  }

  Result<void> resolve() {
    Job work = job();
    work.scratch = unfinished_ / "scratch-dependencies";
    work.dependencies = unfinished_ / "dependencies";
    for (const fs::path& folder : {work.scratch, work.dependencies})
      if (Result<void> made = system::make_empty_folder(folder); !made) return made;
    if (Result<void> resolved = workflow_.resolve(work, progress()); !resolved) return named(resolved);
    if (Result<void> placed = system::replace_folder(work.dependencies, dependencies()); !placed) return placed;
    now_.dependencies = identity_of(dependencies());
    return {};
  }

  Result<void> assemble() {
    Job work = job();
    work.scratch = unfinished_ / "scratch";
    const fs::path fresh = unfinished_ / "artifacts";
    const bool nested = definition_.layer && !workflow_.layer_folder.empty();
    work.artifacts = nested ? fresh / workflow_.layer_folder : fresh;
    for (const fs::path& folder : {work.scratch, fresh, work.artifacts})
      if (Result<void> made = system::make_empty_folder(folder); !made) return made;
    if (workflow_.resolve != nullptr) {
      if (Result<void> copied = system::copy_tree(dependencies(), work.artifacts); !copied) return copied;
    }
    if (Result<void> assembled = workflow_.assemble(work, entries_of(now_.source), progress()); !assembled)
      return named(assembled);

    for (std::size_t i = 1; i < definition_.ids.size(); ++i) {
      const fs::path copy = unfinished_ / "copy";
      if (Result<void> copied = system::copy_tree(fresh, copy); !copied) return copied;
      if (Result<void> placed = place(copy, definition_.ids[i]); !placed) return placed;
    }
    return place(fresh, id_);
  }

  Result<void> place(const fs::path& fresh, const std::string& id) {
    const fs::path target = folders_.build / id;
    if (Result<void> placed = system::replace_folder(fresh, target); !placed) return placed;
    now_.outputs[id] = identity_of(target);
    return {};
  }

  /// Lambda cannot start such a function, and says so only at its first call.
  void warn_of_bootstrap() const {
    if (!definition_.runtime.starts_with("provided")) return;
    const auto fault = system::find_start_fault(folders_.build / id_ / "bootstrap", definition_.architecture);
    if (!fault) return;
    voice_(Note{fmt::format("Warning: the `bootstrap` of `{}` {}", id_, fault->message)});
    for (const std::string& hint : fault->hints)
      voice_(Note{"  hint: " + replace_all(hint, (folders_.build / id_).string(), definition_.code.string())});
  }

  [[nodiscard]] Job job() const {
    Job work;
    work.logical_id = definition_.logical_id;
    work.method = definition_.method;
    work.architecture = definition_.architecture;
    work.handler = definition_.handler;
    work.properties = definition_.properties;
    work.source = definition_.code;
    work.excluded = excluded_;
    work.manifest = definition_.manifest;
    work.in_source = options_.in_source;
    return work;
  }

  [[nodiscard]] Progress progress() {
    return {.step =
                [this](std::string_view action) {
                  step_ = action;
                  voice_(Step{definition_, action});
                },
            .note = [this](std::string_view line) { voice_(Note{line}); },
            .detail = [this](std::string_view line) { voice_(Detail{line}); },
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
  [[nodiscard]] Result<void> named(const Result<void>& failed) const {
    Error error = failed.error();
    error.message = options_.sam_errors
                        ? fmt::format("{}:{} - {}", workflow_.builder, step_.empty() ? "Validation" : step_, error.message)
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
  Record before_;
  Record now_;
  std::string step_;
};

}  // namespace

fs::path Folders::record(std::string_view id) const { return records() / replace_all(std::string(id), "/", "%2F"); }

std::string Folders::id_of_record(const fs::path& record) { return replace_all(record.filename().string(), "%2F", "/"); }

Result<Made> make(const Definition& definition, const Folders& folders, const MakeOptions& options, const Voice& voice) {
  return Making(definition, folders, options, voice).run();
}

}  // namespace cxsam::build
