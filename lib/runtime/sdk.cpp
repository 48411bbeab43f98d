#include "runtime/sdk.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "runtime/interpreter.h"
#include "system/cache.h"
#include "system/command.h"
#include "system/copy.h"
#include "system/file_lock.h"
#include "system/packages.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

Result<void> run(std::vector<std::string> words, const fs::path& folder, const std::function<void(std::string_view)>& say) {
  system::Command command;
  const std::string what = fs::path(words.front()).filename().string();
  command.words = std::move(words);
  command.folder = folder;
  command.environment = {{"PIP_ROOT_USER_ACTION", "ignore"}, {"npm_config_update_notifier", "false"}};
  command.on_wait = [&](std::chrono::seconds running, std::string_view line) {
    say(system::waiting_text(what, running, line));
  };
  const Result<system::CommandResult> result = system::run_command(command);
  if (!result) return fail(result.error());
  if (result->exit_code == 0) return {};
  const std::string_view told = trim(result->err.empty() ? result->out : result->err);
  return fail(fmt::format("`{}` could not fetch the packages:\n{}", what, told));
}

/// pip adds nothing to a folder that has a package already, so that all are fetched anew and put in place at once.
Result<void> install_python(const std::vector<std::string>& packages, const std::function<void(std::string_view)>& say) {
  const auto python = find_python(SearchPlaces::from_environment(), "");
  if (!python) return fail(Error{"no `python3` is on PATH"}.hint(system::how_to_install("python3")));
  const fs::path folder = sdk_folder("python");
  const fs::path fresh = folder.parent_path() / ".python-fresh";
  if (Result<void> made = system::make_empty_folder(fresh); !made) return made;
  std::vector<std::string> words{python->string(), "-m",         "pip",
                                 "install",        "--target",   fresh.string(),
                                 "--no-compile",   "--no-input", "--disable-pip-version-check"};
  words.insert(words.end(), packages.begin(), packages.end());
  Result<void> done = run(std::move(words), fresh, say);
  if (done) done = system::replace_folder(fresh, folder);
  if (!done) (void)system::remove_tree(fresh);
  return done;
}

Result<void> install_nodejs(const std::vector<std::string>& packages, const std::function<void(std::string_view)>& say) {
  const fs::path folder = sdk_folder("nodejs");
  if (!file_exists(folder / "package.json")) {
    if (Result<void> made = write_file_atomically(folder / "package.json", "{\"private\": true}\n"); !made) return made;
  }
  std::vector<std::string> words{"npm", "install", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"};
  words.insert(words.end(), packages.begin(), packages.end());
  return run(std::move(words), folder, say);
}

/// Maven has no command for "a package and what it needs", but a project can say it.
constexpr std::string_view kJavaProject = R"(<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>cxsam</groupId>
  <artifactId>sdk</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.amazonaws</groupId>
      <artifactId>{}</artifactId>
      <version>[2,3)</version>
    </dependency>
  </dependencies>
</project>
)";

Result<void> install_java(const std::vector<std::string>& packages, const std::function<void(std::string_view)>& say) {
  if (!system::find_program("mvn")) return fail(Error{"no `mvn` is on PATH"}.hint(system::how_to_install("mvn")));
  const fs::path folder = sdk_folder("java");
  const fs::path fresh = folder.parent_path() / ".java-fresh";
  if (Result<void> made = system::make_empty_folder(fresh); !made) return made;
  Result<void> done = write_file_atomically(fresh / "pom.xml", fmt::format(kJavaProject, packages.front()));
  if (done)
    done = run({"mvn", "--quiet", "--batch-mode", "--file", "pom.xml", "dependency:copy-dependencies", "-DincludeScope=runtime",
                "-DoutputDirectory=" + (fresh / "lib").string()},
               fresh, say);
  if (done) done = system::replace_folder(fresh, folder);
  if (!done) (void)system::remove_tree(fresh);
  return done;
}

/// Where the packages of a family come from, and how they come where nobody can be asked.
std::vector<std::string> sources_of(std::string_view family) {
  std::string source = "npm takes them from registry.npmjs.org, or from where `npm config set registry` says";
  if (family == "python") source = "pip takes them from PyPI, or from the index that PIP_INDEX_URL names";
  if (family == "java") source = "Maven takes them from Maven Central, or from the mirror that ~/.m2/settings.xml names";
  return {std::move(source), "without a network: copy " + sdk_folder(family).string() + " from a machine that has it"};
}

Result<void> install(std::string_view family, const std::vector<std::string>& packages,
                     const std::function<void(std::string_view)>& say) {
  if (family == "python") return install_python(packages, say);
  return family == "java" ? install_java(packages, say) : install_nodejs(packages, say);
}

}  // namespace

fs::path sdk_folder(std::string_view family) { return system::cache_folder() / "sdk" / family; }

std::vector<std::string> usual_sdk_packages(std::string_view family) {
  if (family == "python") return {"boto3"};
  if (family == "java") return {"aws-lambda-java-runtime-interface-client"};
  return {"@aws-sdk/client-dynamodb",
          "@aws-sdk/lib-dynamodb",
          "@aws-sdk/util-dynamodb",
          "@aws-sdk/client-s3",
          "@aws-sdk/lib-storage",
          "@aws-sdk/s3-request-presigner",
          "@aws-sdk/client-sqs",
          "@aws-sdk/client-sns",
          "@aws-sdk/client-lambda",
          "@aws-sdk/client-eventbridge",
          "@aws-sdk/client-sfn",
          "@aws-sdk/client-ssm",
          "@aws-sdk/client-secrets-manager",
          "@aws-sdk/client-kms",
          "@aws-sdk/client-sts",
          "@aws-sdk/client-cloudwatch",
          "@aws-sdk/client-cloudwatch-logs",
          "@aws-sdk/client-cognito-identity-provider",
          "@aws-sdk/client-apigatewaymanagementapi",
          "@aws-sdk/client-ses",
          "@aws-sdk/client-kinesis",
          "@aws-sdk/client-bedrock-runtime"};
}

Result<void> install_sdk(std::string_view family, const std::vector<std::string>& packages,
                         const std::function<void(std::string_view)>& say) {
  const Result<system::FileLock> lock = system::FileLock::acquire(sdk_folder(family).parent_path() / "lock",
                                                                  [&] { say("Waiting for another installation to end"); });
  if (!lock) return fail(lock.error());
  Result<void> done = install(family, packages, say);
  if (done || !done.error().hints.empty()) return done;
  Error error = done.error();
  error.hints = sources_of(family);
  return fail(std::move(error));
}

}  // namespace cxsam::runtime
