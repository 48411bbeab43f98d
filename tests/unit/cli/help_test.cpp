#include "cli/help.h"

#include <array>
#include <catch2/catch.hpp>

#include "cli/options.h"

using namespace cxsam;
using cli::OptionKind;
using cli::OptionSpec;

namespace {

constexpr std::array kOptions{
    cli::kTemplateFile,
    OptionSpec{
        .name = "port", .aliases = "-p", .kind = OptionKind::Number, .default_value = "3000", .help = "Where to listen."},
    OptionSpec{.name = "output", .kind = OptionKind::Choice, .choices = "text,json", .help = "Form."},
    OptionSpec{.name = "cached", .aliases = "-c", .kind = OptionKind::Flag, .help = "Use the cache.", .negatable = true},
    OptionSpec{.name = "secret", .help = "Not seen.", .hidden = true},
    OptionSpec{.name = "skip-pull-image", .kind = OptionKind::Flag, .no_effect = "no images here"},
};
constexpr std::array kGroups{cli::OptionGroup{"Options", kOptions}, cli::OptionGroup{"Configuration", cli::kConfigOptions}};
const cli::Command kStartApi{.name = "local start-api",
                             .summary = "Serve the APIs",
                             .description = "First paragraph.\n\nSecond one.",
                             .arguments = "[ID]...",
                             .examples = "cxsam local start-api\ncxsam local start-api -p 8080",
                             .groups = kGroups,
                             .area = "Run locally"};
const cli::Command kValidate{.name = "validate", .summary = "Check templates", .area = "Check"};
const std::array kCommands{&kStartApi, &kValidate};

}  // namespace

TEST_CASE("help: the page of a command") {
  CHECK(cli::command_help(kStartApi, {"sam", 72, false}) == R"(Usage: sam local start-api [OPTIONS] [ID]...

Serve the APIs.

First paragraph.

Second one.

Options:
  -t, --template-file, --template FILE
                      The SAM or CloudFormation template. Without it:
                      template.yaml, template.yml or template.json.
                      [env: SAM_TEMPLATE_FILE]
  -p, --port NUMBER   Where to listen. [default: 3000]
  --output text|json  Form.
  -c, --[no-]cached   Use the cache.

Configuration:
  --config-file FILE  The file with your defaults for options.
                      [default: samconfig.toml]
  --config-env NAME   The environment (table) of the configuration file
                      to use. [default: default]
  --debug             Say more of what is being done. [env: SAM_DEBUG]
  --save-params       Keep the options of this command line as defaults
                      in the configuration file.

Accepted as in SAM CLI, without effect:
  --skip-pull-image

Examples:
  sam local start-api
  sam local start-api -p 8080

Every option can have its value in samconfig.toml, under
[default.local_start_api.parameters], with `_` for `-`.
)");
}

TEST_CASE("help: headings are bold only where colour is wanted") {
  CHECK(cli::command_help(kStartApi, {"cxsam", 80, true}).find("\x1b[1mOptions:\x1b[0m") != std::string::npos);
  CHECK(cli::command_help(kStartApi, {"cxsam", 80, false}).find('\x1b') == std::string::npos);
}

TEST_CASE("help: the overview groups commands by area, in the order of work") {
  const std::string page = cli::overview(kCommands, {});
  CHECK(page.starts_with("Usage: cxsam COMMAND [OPTIONS]\n"));
  CHECK(page.find("Check:\n  validate         Check templates\n") == std::string::npos);
  CHECK(page.find("Check:\n  validate  Check templates\n") < page.find("Run locally:\n  local start-api  Serve the APIs\n"));
}

TEST_CASE("help: a group shows only its commands, by their next word") {
  CHECK(cli::group_help(kCommands, "local", "", {"cxsam", 80, false}) ==
        "Usage: cxsam local COMMAND [OPTIONS]\n\nRun locally:\n  start-api  Serve the APIs\n"
        "\nThe options of one: cxsam local COMMAND --help\n");
  CHECK(cli::group_help(kCommands, "local", "About it.", {"sam", 80, false})
            .starts_with("Usage: sam local COMMAND [OPTIONS]\n\nAbout it.\n\nRun locally:\n"));
}
