// `local sdk`: what Lambda's runtimes bring along, for functions on this machine. SAM CLI has it in its images.
#include "cli/command.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/options.h"
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

/// Words after `install`: families, or packages of one.
Wanted read_wanted(std::span<const std::string> words) {
  Wanted wanted;
  const bool all = words.empty();
  if (all || std::ranges::find(words, "python") != words.end()) wanted.python = runtime::usual_sdk_packages("python");
  if (all || std::ranges::find(words, "nodejs") != words.end()) wanted.nodejs = runtime::usual_sdk_packages("nodejs");
  // Maven takes its time, so that Java's is fetched when it is asked for.
  if (std::ranges::find(words, "java") != words.end()) wanted.java = runtime::usual_sdk_packages("java");
  for (const std::string& word : words)
    if (word != "python" && word != "nodejs" && word != "java")
      (is_of_nodejs(word) ? wanted.nodejs : wanted.python).push_back(word);
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
  const Wanted wanted = read_wanted(std::span(words).subspan(1));
  Result<void> done = install(context, "python", wanted.python);
  if (done) done = install(context, "nodejs", wanted.nodejs);
  if (done) done = install(context, "java", wanted.java);
  return done ? kDone : report(context.terminal, done.error());
}

}  // namespace

extern const Command command_local_sdk{
    .name = "local sdk",
    .summary = "Fetch what Lambda's runtimes bring along: boto3, @aws-sdk/*, Java's client",
    .description =
        "On Lambda, Python functions can import boto3 and Node.js functions @aws-sdk/* without listing them. `install` fetches "
        "these packages once, with pip and npm, into a cache of this user ($XDG_CACHE_HOME/cxsam/sdk, else "
        "~/.cache/cxsam/sdk); "
        "functions that run on this machine find them after their own packages and their layers. Versions are the newest ones: "
        "what Lambda has is a little older.\n\n"
        "`python` and `nodejs` choose a family; names of packages (@aws-sdk/client-kafka) choose these. `java` fetches the "
        "runtime interface client with Maven, which functions of Java's runtimes need to run on this machine.",
    .arguments = "install [python|nodejs|java|PACKAGE]...",
    .max_arguments = kManyPackages,
    .examples =
        "cxsam local sdk install\ncxsam local sdk install python\ncxsam local sdk install java\ncxsam local sdk install "
        "@aws-sdk/client-kafka",
    .groups = kGroups,
    .run = run,
    .area = "Run locally"};

}  // namespace cxsam::cli
