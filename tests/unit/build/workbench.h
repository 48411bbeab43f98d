// make() with a workflow that needs no tools.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "build/make.h"
#include "system/copy.h"
#include "tests/support/scratch_folder.h"

namespace cxsam::build::bench {

using test::ScratchFolder;

inline int resolved = 0;  // how often
inline bool assemble_fails = false;

/// A workflow without tools: one dependency file that holds what the manifest says.
inline Result<void> resolve(const Job& job, const Progress& progress) {
  progress.step("Resolve");
  ++resolved;
  return system::duplicate_file(job.manifest, job.dependencies / "dependency");
}

inline Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  progress.step("Copy");
  if (Result<void> copied = system::copy_entries(job.source, source, job.artifacts, job.earlier); !copied) return copied;
  if (assemble_fails) return fail("the disk is full");
  return {};
}

inline std::vector<std::filesystem::path> inputs(const Job& job) { return {job.manifest}; }

/// This machine's processor in Lambda's words.
inline std::string machine() {
#ifdef __aarch64__
  return "arm64";
#else
  return "x86_64";
#endif
}

inline const Workflow kWorkflow{.name = "test",
                                .builder = "TestBuilder",
                                .manifest = "manifest",
                                .layer_folder = "lib",
                                .excluded_names = {},
                                .dependency_inputs = inputs,
                                .resolve = resolve,
                                .assemble = assemble};

inline std::string line_of(const Told& told) {
  if (const auto* begun = std::get_if<Begun>(&told)) return begun->work == Work::None ? "nothing to do\n" : "begun\n";
  if (const auto* step = std::get_if<Step>(&told)) return std::string(step->action) + "\n";
  if (const auto* note = std::get_if<Note>(&told)) return std::string(note->line) + "\n";
  if (const auto* ended = std::get_if<Ended>(&told)) return ended->failed ? "failed\n" : "ended\n";
  return "";
}

struct Bench {
  ScratchFolder folder;
  Definition definition;
  Folders folders;
  MakeOptions options;
  std::string said;

  Bench() {
    resolved = 0;
    assemble_fails = false;
    folder.write("src/app", "1");
    folder.write("src/manifest", "m");
    definition.ids = {"One"};
    definition.workflow = &kWorkflow;
    definition.method = "test1.0";
    definition.runtime = "test1.0";
    definition.architecture = machine();
    definition.code = folder / "src";
    definition.manifest = folder / "src/manifest";
    folders = {folder / "out/build", folder / "out/deps"};
  }

  /// Builds with `copying`: a layer, or two functions of one code. The folders that copies go to; one and the same for a layer.
  struct Places {
    std::filesystem::path built, twin;
  };
  Places copy_with(const Workflow& copying, bool layer) {
    definition.workflow = &copying;
    definition.layer = layer;
    if (layer) return {folder / "out/build/One/lib", folder / "out/build/One/lib"};
    definition.ids = {"One", "Two"};
    return {folder / "out/build/One", folder / "out/build/Two"};
  }

  Result<Made> run() {
    said.clear();
    return make(definition, folders, options, [this](const Told& told) { said += line_of(told); });
  }
};

}  // namespace cxsam::build::bench
