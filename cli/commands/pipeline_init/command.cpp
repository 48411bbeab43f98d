// `pipeline init`: recognised. Source: SAM CLI, "sam pipeline init".
#include "cli/command.h"

#include <array>

#include "cli/options.h"
#include "cli/pipelines.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{
    OptionSpec{.name = "bootstrap", .kind = OptionKind::Flag, .help = "Make the resources of the stages first."}};
constexpr std::array kGroups{OptionGroup{"Pipeline", kOptions}, OptionGroup{"Configuration", kConfigOptions}};

int run(Context& context) { return say_how_to_make_pipelines(context); }

}  // namespace

extern const Command command_pipeline_init{
    .name = "pipeline init",
    .summary = "Say how to build and deploy on a build server",
    .description = "cxsam makes no pipelines. It says what to use instead, and exits with 1.",
    .examples = "cxsam pipeline init",
    .groups = kGroups,
    .run = run,
    .area = "Build and hand over"};

}  // namespace cxsam::cli
