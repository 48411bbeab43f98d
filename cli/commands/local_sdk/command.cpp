// `local sdk`: what Lambda's runtimes bring along, for functions on this machine. SAM CLI has it in its images.
#include "cli/command.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/options.h"
#include "facts/runtimes.h"
#include "runtime/sdk.h"

namespace cxsam::cli {
namespace {

constexpr std::size_t kManyPackages = 1000;
constexpr OptionGroup kGroups[] = {{"Configuration", kConfigOptions}};

bool is_of_nodejs(std::string_view name) { return name.starts_with('@') || name == "aws-sdk"; }

struct Wanted {
  std::vector<std::string> python;
  std::vector<std::string> nodejs;
  std::vector<std::string> java;
};

/// "java" for "java21"; what is no runtime is as it is.
std::string family_or_package(const std::string& word) {
  const facts::Runtime* runtime = facts::find_runtime(word);
  return runtime == nullptr ? word : std::string(runtime->family);
}

/// Words after `install`: families or their runtimes, or packages of one. Errors: a family that needs nothing.
Result<Wanted> read_wanted(std::span<const std::string> words) {
  Wanted wanted;
  if (words.empty()) {  // Maven takes its time, so that Java's is fetched when it is asked for
    wanted.python = runtime::usual_sdk_packages("python");
    wanted.nodejs = runtime::usual_sdk_packages("nodejs");
  }
  for (const std::string& word : words) {
    const std::string name = family_or_package(word);
    const auto others = {"ruby", "dotnet", "go", "provided"};
    if (std::ranges::find(others, name) != others.end())
      return fail(
          Error{"there is nothing to fetch for `" + word + "`"}.hint("python, nodejs and java have something to fetch"));
    if (name == "python" || name == "nodejs" || name == "java") {
      std::vector<std::string>& packages = name == "python" ? wanted.python : name == "nodejs" ? wanted.nodejs : wanted.java;
      const std::vector<std::string> usual = runtime::usual_sdk_packages(name);
      packages.insert(packages.begin(), usual.begin(), usual.end());
    } else {
      (is_of_nodejs(name) ? wanted.nodejs : wanted.python).push_back(name);
    }
  }
  if (!wanted.python.empty() && std::ranges::find(wanted.python, "boto3") == wanted.python.end())
    wanted.python.insert(wanted.python.begin(), "boto3");
  return wanted;
}

Result<void> install(Context& context, std::string_view family, const std::vector<std::string>& packages) {
  if (packages.empty()) return {};
  const auto say = [&context](std::string_view line) { context.terminal.err(std::string(line) + "\n"); };
  say(fmt::format("Fetching for {}: {}", family, join(packages, ", ")));
  if (Result<void> done = runtime::install_sdk(family, packages, say); !done) return done;
  say(fmt::format("{} functions on this machine find them now, after their own packages and layers ({})", family,
                  runtime::sdk_folder(family).string()));
  return {};
}

int run(Context& context) {
  const std::vector<std::string>& words = context.arguments;
  if (words.empty() || words.front() != "install")
    return report(context.terminal, Error{"`local sdk` does one thing: install"}.hint("type: cxsam local sdk install"));
  const Result<Wanted> wanted = read_wanted(std::span(words).subspan(1));
  if (!wanted) return report(context.terminal, wanted.error());
  Result<void> done = install(context, "python", wanted->python);
  if (done) done = install(context, "nodejs", wanted->nodejs);
  if (done) done = install(context, "java", wanted->java);
  return done ? kDone : report(context.terminal, done.error());
}

}  // namespace

extern const Command command_local_sdk{
    .name = "local sdk",
    .summary = "Fetch what Lambda's runtimes bring along: boto3, @aws-sdk/*, Java's client",
    .description =
        "On Lambda, Python functions can import boto3 and Node.js functions @aws-sdk/* without listing them. `install` fetches "
        "these packages once, with pip and npm, into a cache of this user ($XDG_CACHE_HOME/cxsam/sdk, else "
        "~/.cache/cxsam/sdk); functions that run on this machine find them after their own packages and their layers. Versions "
        "are the newest ones: what Lambda has is a little older.\n\n"
        "`python` and `nodejs` choose a family, and so do their runtimes (`python3.13`); names of packages "
        "(@aws-sdk/client-kafka) choose these. `java` fetches the runtime interface client with Maven, which functions of "
        "Java's runtimes need to run on this machine.",
    .arguments = "install [python|nodejs|java|PACKAGE]...",
    .max_arguments = kManyPackages,
    .examples =
        "cxsam local sdk install\ncxsam local sdk install python\ncxsam local sdk install java\ncxsam local sdk install "
        "@aws-sdk/client-kafka",
    .groups = kGroups,
    .run = run,
    .area = "Run locally"};

}  // namespace cxsam::cli
