// Ruby: Bundler puts the gems of the Gemfile into vendor/bundle beside the code; of a layer into gems/, where Lambda's Ruby
// looks for them, and the code into lib/.
// Source: AWS Lambda developer guide, "Deploy Ruby Lambda functions with .zip file archives" and "Working with layers for Ruby
// Lambda functions"; Bundler documentation, "bundle config".
#include <array>

#include "base/file.h"
#include "base/text.h"
#include "build/workflow.h"
#include "build/workflows/ruby/gems.h"
#include "system/copy.h"
#include "system/packages.h"
#include "system/program.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kExcluded{".aws-sam", ".chalice",       ".git",        ".gitignore",
                                                    ".bundle",  "/vendor/bundle", "node_modules"};
constexpr std::string_view kBundle = "vendor/bundle";

bool accepts(std::string_view method, const fs::path&) { return method.starts_with("ruby"); }

std::vector<Tool> tools(const Job& job) {
  if (!file_exists(job.manifest)) return {};
  return {{"bundle", system::how_to_install("ruby")}};
}

/// What --manifest names.
bool takes_manifest(const fs::path& file) { return file.filename().string().find("Gemfile") != std::string::npos; }

/// A Gemfile may read gemspecs and folders of gems beside it.
std::vector<fs::path> inputs(const Job& job) {
  std::vector<fs::path> inputs{job.manifest, job.manifest.string() + ".lock", job.source / ".bundle" / "config"};
  std::error_code error;
  const std::string text = read_file(job.manifest).value_or("");
  if (text.find("gemspec") == std::string::npos && text.find("path") == std::string::npos) return inputs;
  return {job.source, inputs[2]};
}

class Bundler {
 public:
  Bundler(const Job& job, const Progress& progress) : job_(job), progress_(progress), folder_(job.scratch / "code") {}

  /// A copy, since Bundler writes its settings and the lock file beside the Gemfile.
  Result<void> copy() {
    std::vector<std::string_view> excluded(job_.excluded.begin(), job_.excluded.end());
    std::erase(excluded, ".bundle");  // mirrors, credentials
    if (Result<void> copied = system::copy_tree(job_.source, folder_, excluded); !copied) return copied;
    if (Result<void> copied = system::duplicate_file(job_.manifest, folder_ / "Gemfile"); !copied) return copied;
    const fs::path lock = job_.manifest.string() + ".lock";
    return file_exists(lock) ? system::duplicate_file(lock, folder_ / "Gemfile.lock") : Result<void>();
  }

  [[nodiscard]] bool has_lock() const { return file_exists(folder_ / "Gemfile.lock"); }

  [[nodiscard]] Result<void> configure(const char* name, const std::string& value) const {
    return run({"config", "set", "--local", name, value});
  }

  [[nodiscard]] Result<void> run(std::vector<std::string> words) const {
    system::Command bundle;
    std::string what = "bundle " + words.front();
    words.insert(words.begin(), job_.tools.at("bundle").string());
    bundle.words = std::move(words);
    bundle.folder = folder_;
    bundle.environment = {{"BUNDLE_GEMFILE", (folder_ / "Gemfile").string()},
                          {"BUNDLE_APP_CONFIG", (folder_ / ".bundle").string()},
                          {"BUNDLE_SILENCE_ROOT_WARNING", "true"},
                          {"BUNDLE_IGNORE_MESSAGES", "true"}};
    const Result<std::string> done = run_tool(std::move(bundle), std::move(what), progress_);
    if (done) return {};
    return fail("Bundler Failed: " + replace_all(done.error().message, folder_.string(), job_.source.string()));
  }

  [[nodiscard]] const fs::path& folder() const { return folder_; }

 private:
  const Job& job_;
  const Progress& progress_;
  fs::path folder_;
};

/// Finds the gems when the function itself asks Bundler for them.
Result<void> write_settings(const Job& job) {
  return write_file_atomically(job.dependencies / ".bundle" / "config", "---\nBUNDLE_DEPLOYMENT: \"true\"\nBUNDLE_PATH: \"" +
                                                                            std::string(kBundle) +
                                                                            "\"\nBUNDLE_WITHOUT: \"development:test\"\n");
}

Result<void> resolve(const Job& job, const Progress& progress) {
  if (!file_exists(job.manifest)) {
    progress.detail("Gemfile not found. Continuing the build without dependencies.");
    return {};
  }
  Bundler bundler(job, progress);
  if (Result<void> copied = bundler.copy(); !copied) return copied;
  progress.step("RubyBundle");
  if (Result<void> set = bundler.configure("path", (job.dependencies / kBundle).string()); !set) return set;
  if (Result<void> set = bundler.configure("without", "development:test"); !set) return set;
  progress.step("RubyBundleDeployment");
  if (Result<void> set = bundler.configure("deployment", bundler.has_lock() ? "true" : "false"); !set) return set;
  if (Result<void> installed = bundler.run({"install"}); !installed) return installed;
  const fs::path ruby = job.dependencies / kBundle / "ruby";
  if (!file_exists(ruby)) return {};
  if (Result<void> settled = ruby::settle_version(ruby, job, progress); !settled) return settled;
  if (const auto foreign = system::find_foreign(ruby, job.architecture))
    progress.note("note: `" + foreign->path.string() + "` was built for " + foreign->processor + " and does not load on " +
                  job.architecture + "; build on such a machine");
  if (Result<void> copied = system::duplicate_file(bundler.folder() / "Gemfile.lock", job.dependencies / "Gemfile.lock");
      !copied)
    return copied;
  return write_settings(job);
}

std::optional<fs::path> code_folder(const Job& job) { return job.layer ? "lib" : ""; }

Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  progress.step("CopySource");
  if (!job.layer) {
    if (Result<void> copied = system::copy_tree(job.dependencies, job.artifacts, {}, job.earlier); !copied) return copied;
    return system::copy_entries(job.source, source, job.artifacts, job.earlier);
  }
  const fs::path gems = job.dependencies / kBundle / "ruby";
  if (file_exists(gems)) {
    if (Result<void> copied = system::copy_tree(gems, job.artifacts / "gems", {}, job.earlier.below("gems")); !copied)
      return copied;
  }
  return system::copy_entries(job.source, source, job.artifacts / *code_folder(job), job.earlier.below("lib"));
}

}  // namespace

extern const Workflow workflow_ruby{.name = "ruby",
                                    .builder = "RubyBundlerBuilder",
                                    .manifest = "Gemfile",
                                    .layer_folder = "ruby",
                                    .excluded_names = kExcluded,
                                    .takes_manifest = takes_manifest,
                                    .accepts = accepts,
                                    .tools = tools,
                                    .dependency_inputs = inputs,
                                    .resolve = resolve,
                                    .dependencies_apart = true,
                                    .only_copies = true,
                                    .code_folder = code_folder,
                                    .assemble = assemble};

}  // namespace cxsam::build
