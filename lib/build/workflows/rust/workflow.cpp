// Rust: cargo-lambda, or plain cargo where it is not installed. Both work in the package's own folder, as in a Rust
// programmer's day: what is compiled already in `target` is not compiled again.
// Source: AWS SAM developer guide, "Building Rust Lambda functions with Cargo Lambda".
#include <array>
#include <cstdlib>

#include "base/text.h"
#include "build/workflow.h"
#include "build/workflows/rust/cargo.h"
#include "build/workflows/rust/crate.h"
#include "system/copy.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> kExcluded{".aws-sam", ".git", "target", "node_modules", ".idea", ".vscode"};

constexpr std::array<std::string_view, 1> kMade{"Cargo.lock"};

bool accepts(std::string_view method, const fs::path&) { return method == "rust-cargolambda" || method == "rustcargolambda"; }

/// Where cargo's own programs are, also when the shell does not know.
fs::path cargo_folder() {
  if (is_set("CARGO_HOME")) return fs::path(std::getenv("CARGO_HOME")) / "bin";
  return is_set("HOME") ? fs::path(std::getenv("HOME")) / ".cargo" / "bin" : fs::path();
}

std::vector<fs::path> cargo_folders() {
  const fs::path folder = cargo_folder();
  return folder.empty() ? std::vector<fs::path>{} : std::vector{folder};
}

std::vector<Tool> tools(const Job&) { return {{"cargo", "install Rust: https://rustup.rs", cargo_folders()}}; }

Tool cargo_lambda() { return {"cargo-lambda", "pip install cargo-lambda", cargo_folders()}; }

std::string toolchain(const Job& job) { return identity_of(tools(job).front()) + "; " + identity_of(cargo_lambda()); }

std::vector<fs::path> inputs(const Job& job) { return rust::further_inputs(job.source); }

std::string binary_of(const Job& job) {
  const Node* binary = job.properties.find("Binary");
  return binary == nullptr ? "" : std::string(binary->as_text().value_or(""));
}

/// cargo-lambda puts each program into a folder of its name.
Result<rust::Programs> cargo_lambda_build(const Job& job, const std::string& binary, const Progress& progress) {
  const fs::path folder = job.scratch / "lambda";
  system::Command cargo;
  cargo.words = {job.tools.at("cargo").string(), "lambda", "build", "--lambda-dir", folder.string()};
  if (!job.debug) cargo.words.emplace_back("--release");
  if (job.architecture == "arm64") cargo.words.emplace_back("--arm64");
  if (!binary.empty()) cargo.words.insert(cargo.words.end(), {"--bin", binary});
  cargo.folder = job.source;
  const Result<std::string> built = run_tool(std::move(cargo), "cargo lambda build", progress);
  if (!built) return fail("Cargo Lambda failed: " + built.error().message);
  rust::Programs programs;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    programs[entry.path().filename().string()] = entry.path() / "bootstrap";
  return programs;
}

/// The one that is asked for, or that the handler names, or the only one.
Result<fs::path> choose(const rust::Programs& programs, const std::string& binary, const Job& job) {
  for (const std::string& name : {binary, job.handler})
    if (const auto found = programs.find(name); found != programs.end()) return found->second;
  if (programs.size() == 1 && binary.empty()) return programs.begin()->second;
  std::vector<std::string> names;
  for (const auto& [name, place] : programs) names.push_back(name);
  if (names.empty()) return fail("`" + job.source.string() + "` has no program: there is neither src/main.rs nor a [[bin]]");
  if (!binary.empty()) return fail("there is no program `" + binary + "`; there is " + join(names, ", "));
  return fail(Error{"`" + job.source.string() + "` has several programs: " + join(names, ", ")}.hint(
      "name the function's own: Metadata: {BuildMethod: rust-cargolambda, BuildProperties: {Binary: " + names.front() + "}}"));
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry>, const Progress& progress) {
  const std::string binary = binary_of(job);
  const bool has_cargo_lambda = !identity_of(cargo_lambda()).empty();
  progress.step("CargoLambdaBuild");
  if (!has_cargo_lambda) progress.detail("cargo-lambda is not installed; plain cargo builds for the targets that it has here");
  const Result<rust::Programs> programs =
      has_cargo_lambda ? cargo_lambda_build(job, binary, progress) : rust::cargo_build(job, binary, progress);
  if (!programs) return fail(programs.error());
  progress.step("RustCopyAndRename");
  const Result<fs::path> program = choose(*programs, binary, job);
  if (!program) return fail(program.error());
  return system::duplicate_file(*program, job.artifacts / "bootstrap");
}

}  // namespace

extern const Workflow workflow_rust{.name = "rust",
                                    .builder = "RustCargoLambdaBuilder",
                                    .manifest = "Cargo.toml",
                                    .layer_folder = "",
                                    .excluded_names = kExcluded,
                                    .uses_handler = true,
                                    .place = Place::Source,
                                    .made_names = kMade,
                                    .accepts = accepts,
                                    .tools = tools,
                                    .toolchain = toolchain,
                                    .dependency_inputs = inputs,
                                    .assemble = assemble};

}  // namespace cxsam::build
