#include "cli/usage.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "cli/help.h"

namespace cxsam::cli {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kArguments{{
    {"build", "[RESOURCE_LOGICAL_ID]"},
    {"local invoke", "[FUNCTION_LOGICAL_ID]"},
    {"local start-lambda", "[FUNCTION_LOGICAL_IDS]..."},
    {"remote invoke", "[RESOURCE_ID]"},
    {"remote test-event delete", "[RESOURCE_ID]"},
    {"remote test-event get", "[RESOURCE_ID]"},
    {"remote test-event list", "[RESOURCE_ID]"},
    {"remote test-event put", "[RESOURCE_ID]"},
}};
constexpr std::size_t kUsageWidth = 55;  // a longer line goes on below its options

}  // namespace

std::string_view sam_arguments(std::string_view command) {
  const auto* const named = std::ranges::find(kArguments, command, &std::pair<std::string_view, std::string_view>::first);
  return named == kArguments.end() ? std::string_view() : named->second;
}

std::string sam_usage_text(std::string_view command, std::string_view arguments, std::string_view fault) {
  // These are of another kind there.
  const bool plain = command.starts_with("local generate-event ") || command.starts_with("list ") || command == "traces";
  const std::string name = command.empty() ? "sam" : "sam " + std::string(command);
  std::string usage = fmt::format("Usage: {} [OPTIONS]", name);
  if (!arguments.empty()) usage += " " + std::string(arguments);
  if (!plain && usage.size() > kUsageWidth) {
    const std::size_t last = usage.rfind(' ');
    usage.replace(last, 1, "\n" + std::string(std::string_view("Usage: ").size() + name.size() + 1, ' '));
  }
  return fmt::format("{}{}\nTry '{} -h' for help.\n\nError: {}\n", plain ? "" : "\n", usage, name, fault);
}

std::string command_usage(const Command& command, std::string_view program) {
  return fmt::format("{}\nMore: {} {} --help", usage_line(command, program), program, command.name);
}

int usage_error(system::Terminal& terminal, const Error& error, std::string_view usage) {
  report(terminal, error);
  terminal.err(fmt::format("\n{}\n", usage));
  return kUsage;
}

int usage_error(Context& context, const Error& error) {
  const Command& command = context.command;
  if (!context.as_sam) return usage_error(context.terminal, error, command_usage(command, context.program()));
  context.terminal.err(sam_usage_text(command.name, sam_arguments(command.name), error.message));
  for (const std::string& hint : error.hints) context.terminal.err("  hint: " + hint + "\n");
  return kUsage;
}

}  // namespace cxsam::cli
