#include "cli/commands/sync/consent.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "cli/ask.h"
#include "cli/settings.h"
#include "json/json.h"

namespace cxsam::cli::sync_command {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStacks = "accelerateOptInStacks";
constexpr std::string_view kWarning =
    "\n{} will use the AWS Lambda, Amazon API Gateway, and AWS "
    "StepFunctions APIs to upload your code without \n"
    "performing a CloudFormation deployment. This will cause drift in your "
    "CloudFormation stack. \n"
    "**The sync command should only be used against a development stack**.\n";
constexpr std::string_view kQuestion =
    "\nConfirm that you are synchronizing a development stack.\n\n"
    "Enter Y to proceed with the command, or enter N to cancel:\n";

/// "" where there is no home.
fs::path memory_file() {
  const std::string home = environment_variable("HOME").value_or("");
  return home.empty() ? fs::path() : fs::path(home) / ".aws-sam" / "metadata.json";
}

Json read_memory(const fs::path& file) {
  const Result<std::string> text = file.empty() || !file_exists(file) ? "{}" : read_file(file);
  Result<Json> memory = text ? parse_json(*text) : fail(text.error());
  if (!memory || !memory->is_object()) return Json::object();
  return *std::move(memory);
}

bool remembers(const Json& memory, const std::string& id) {
  const auto stacks = memory.find(kStacks);
  return stacks != memory.end() && stacks->is_array() && std::ranges::find(*stacks, Json(id)) != stacks->end();
}

}  // namespace

Result<bool> ask_consent(Context& context, const fs::path& template_path, const std::string& stack) {
  system::Terminal& terminal = context.terminal;
  const std::string warning = fmt::format(kWarning, context.as_sam ? "The SAM CLI" : "cxsam");
  const fs::path file = memory_file();
  Json memory = read_memory(file);
  const std::string id = md5_hex(template_path.string() + stack);
  if (remembers(memory, id)) {
    const bool colour = terminal.colour_err();
    terminal.err((colour ? "\x1b[33m" : "") + warning + (colour ? "\x1b[0m" : "") + "\n");
    return true;
  }
  terminal.out(warning);
  const Result<bool> agreed = ask_yes(terminal, kQuestion, true);
  if (!agreed || !*agreed) return agreed;
  if (!memory[kStacks].is_array()) memory[kStacks] = Json::array();
  memory[kStacks].push_back(id);
  // Who cannot be remembered is asked again.
  if (!file.empty()) (void)write_file_atomically(file, dump_json(memory, 4));
  return true;
}

}  // namespace cxsam::cli::sync_command
