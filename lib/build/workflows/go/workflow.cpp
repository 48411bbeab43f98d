// Go modules: one program, which a custom runtime finds as `bootstrap`.
// Source: AWS Lambda developer guide, "Deploy Go Lambda functions with .zip file archives"; AWS SAM developer guide, "Building
// Go Lambda functions with AWS SAM".
#include <array>
#include <cstdlib>

#include "build/workflow.h"
#include "build/workflows/go/module.h"
#include "system/packages.h"
#include "system/program.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> kExcluded{".aws-sam", ".git", "node_modules", ".idea", ".vscode"};

bool accepts(std::string_view method, const fs::path&) { return method == "go1.x" || method == "go"; }

std::vector<Tool> tools(const Job&) { return {{"go", system::how_to_install("go") + ", or see https://go.dev/dl"}}; }

std::vector<fs::path> inputs(const Job& job) { return go::further_inputs(job.source); }

/// Custom runtimes start `bootstrap`; the runtime go1.x starts what the handler names.
std::string program_of(const Job& job) {
  return job.runtime.starts_with("go") && !job.handler.empty() ? job.handler : "bootstrap";
}

/// The user's own tags are in GOFLAGS, which an option would put out of effect. With `lambda.norpc` Lambda's library leaves out
/// what only the runtime go1.x needs.
bool has_own_tags() {
  const char* flags = std::getenv("GOFLAGS");
  return flags != nullptr && std::string_view(flags).find("-tags") != std::string_view::npos;
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry>, const Progress& progress) {
  progress.step("Build");
  const fs::path program = job.artifacts / program_of(job);
  system::Command go;
  // Neither this machine's paths nor the state of its repository get into the program: the same source is the same bytes.
  go.words = {job.tools.at("go").string(), "build", "-trimpath", "-buildvcs=false"};
  if (!has_own_tags() && !job.runtime.starts_with("go")) go.words.insert(go.words.end(), {"-tags", "lambda.norpc"});
  if (job.debug) go.words.insert(go.words.end(), {"-gcflags", "all=-N -l"});
  go.words.insert(go.words.end(), {"-o", program.string(), "."});
  go.folder = job.source;
  go.environment = {{"GOOS", "linux"}, {"GOARCH", job.architecture == "arm64" ? "arm64" : "amd64"}};
  if (!is_set("CGO_ENABLED")) go.environment.emplace_back("CGO_ENABLED", "0");
  const Result<std::string> built = run_tool(std::move(go), "go build", progress);
  if (!built) {
    Error error = built.error();
    error.message = "Builder Failed: " + error.message;
    return fail(std::move(error));
  }
  if (system::processor_of(program).empty())
    return fail(Error{"Builder Failed: `" + job.source.string() + "` is no program: its package is not `main`"}.hint(
        "name the folder with `func main()` as CodeUri"));
  return {};
}

}  // namespace

extern const Workflow workflow_go{.name = "go",
                                  .builder = "GoModulesBuilder",
                                  .manifest = "go.mod",
                                  .layer_folder = "",
                                  .excluded_names = kExcluded,
                                  .uses_handler = true,
                                  .place = Place::Source,
                                  .accepts = accepts,
                                  .tools = tools,
                                  .dependency_inputs = inputs,
                                  .assemble = assemble};

}  // namespace cxsam::build
