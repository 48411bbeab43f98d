// cxsam docs: the page of AWS's guide about a command.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"
#include "cli/command.h"
#include "system/command.h"

namespace cxsam::cli {
namespace docs {
namespace {

constexpr std::string_view kGuide = "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/";
constexpr std::string_view kOverview = "what-is-sam.html";
constexpr std::string_view kTestEvents = "using-sam-cli-remote-test-event.html";

/// `name`: of the page; "" where it follows from the command's.
struct Page {
  std::string_view command;
  std::string_view name = "";
};

// In the order of SAM CLI, whose pages these are.
constexpr std::array kPages{
    Page{"config", "serverless-sam-cli-config.html"},
    Page{"build"},
    Page{"local", "serverless-test-and-debug.html"},
    Page{"local invoke"},
    Page{"local start-api"},
    Page{"local start-lambda"},
    Page{"list"},
    Page{"list stack-outputs"},
    Page{"list endpoints"},
    Page{"list resources"},
    Page{"deploy"},
    Page{"remote invoke"},
    Page{"remote test-event delete", kTestEvents},
    Page{"remote test-event get", kTestEvents},
    Page{"remote test-event list", kTestEvents},
    Page{"remote test-event put", kTestEvents},
    Page{"package"},
    Page{"delete"},
    Page{"sync"},
    Page{"publish"},
    Page{"validate"},
    Page{"init"},
    Page{"logs"},
    Page{"traces"},
};

std::string address_of(const Page& page) {
  const std::string guide(kGuide);
  if (!page.name.empty()) return guide + std::string(page.name);
  return guide + "sam-cli-command-reference-sam-" + replace_all(std::string(page.command), " ", "-") + ".html";
}

/// The browsers that $BROWSER names, then the desktop's where there is a screen. Source: xdg-open(1).
std::vector<std::string_view> browsers() {
  std::vector<std::string_view> programs;
  if (const char* named = std::getenv("BROWSER")) programs = split(named, ':');
  if (std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr) programs.emplace_back("xdg-open");
  std::erase(programs, "");
  return programs;
}

bool open_in_browser(const std::string& address) {
  for (const std::string_view browser : browsers()) {
    const auto done = system::run_command({.words = {std::string(browser), address}});
    if (done && done->exit_code == 0) return true;
  }
  return false;
}

int refuse(Context& context) {
  const std::string program(context.program());
  std::string text = "Error: Command not found. Try using one of the following available commands:\n";
  for (const Page& page : kPages) text += program + " docs " + std::string(page.command) + "\n";
  context.terminal.err(text);
  return kFailed;
}

int run(Context& context) {
  const std::string command = join(context.arguments, " ");
  const Page* page = std::ranges::find(kPages, command, &Page::command);
  if (!command.empty() && page == kPages.end()) return refuse(context);
  const std::string address = command.empty() ? std::string(kGuide) + std::string(kOverview) : address_of(*page);
  if (open_in_browser(address)) {
    context.terminal.out("Documentation page opened in a browser.\n");
  } else {
    context.terminal.err(
        "Failed to open a web browser. Use the following link to navigate to the documentation page: " + address + "\n");
  }
  return kDone;
}

}  // namespace
}  // namespace docs

extern const Command command_docs{
    .name = "docs",
    .summary = "Open the page of AWS's guide about a command",
    .description =
        "Opens the page about COMMAND, or the beginning of the guide to AWS SAM, in the browser that $BROWSER names or the "
        "desktop has, and says its address where there is none.",
    .arguments = "[COMMAND]",
    .max_arguments = 4,
    .argument_kind = OptionKind::Choice,
    .argument_choices = "build,config,delete,deploy,init,list,local,logs,package,publish,remote,sync,traces,validate",
    .examples =
        "cxsam docs\n"
        "cxsam docs local start-api",
    .run = docs::run,
    .area = "Start",
};

}  // namespace cxsam::cli
