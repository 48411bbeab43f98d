#include "cli/commands/build/view.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/paths.h"
#include "json/json.h"

namespace cxsam::cli::build_command {
namespace {

namespace fs = std::filesystem;

std::string_view name_of(build::Work work) {
  switch (work) {
    case build::Work::None:
      return "unchanged";
    case build::Work::Code:
      return "code";
    case build::Work::CodeAndDependencies:
      return "code and dependencies";
  }
  return "";
}

}  // namespace

void show_sam_success(Context& context, const build::Report& report, const fs::path& build_folder) {
  const bool usual_place = shown(build_folder) == ".aws-sam/build";
  const std::string place = shown(report.template_path);
  context.terminal.out(
      fmt::format("\nBuild Succeeded\n\nBuilt Artifacts  : {}\nBuilt Template   : {}\n\n", shown(build_folder), place));
  context.terminal.out(
      fmt::format("Commands you can use next\n=========================\n[*] Validate SAM template: sam validate\n"
                  "[*] Invoke Function: sam local invoke{}\n[*] Test Function in the Cloud: sam sync --stack-name "
                  "{{{{stack-name}}}} --watch\n"
                  "[*] Deploy: sam deploy --guided{}\n",
                  usual_place ? "" : " -t " + place, usual_place ? "" : " --template-file " + place));
}

void show_sam_failure(Context& context) { context.terminal.out("\nBuild Failed\n"); }

void show_reasons(system::Terminal& terminal, const build::Report& report) {
  for (const build::Item& item : report.items) {
    const std::string ids = join(item.ids, ", ");
    if (item.work == build::Work::None) {
      terminal.err(fmt::format("{}: nothing to do\n", ids));
      continue;
    }
    terminal.err(fmt::format("{}: built {}, because\n", ids, name_of(item.work)));
    for (const std::string& reason : item.reasons) terminal.err("  " + reason + "\n");
  }
}

void show_json(system::Terminal& terminal, const build::Report& report, const fs::path& build_folder) {
  Json result{{"status", "succeeded"},
              {"build_dir", build_folder.string()},
              {"template", report.template_path.string()},
              {"resources", Json::array()}};
  for (const build::Item& item : report.items) {
    for (const std::string& id : item.ids)
      result["resources"].push_back(
          {{"id", id}, {"folder", (build_folder / id).string()}, {"built", name_of(item.work)}, {"reasons", item.reasons}});
  }
  terminal.out(dump_json(result, 2) + "\n");
}

void show_json_failure(system::Terminal& terminal, const Error& error) {
  terminal.out(dump_json({{"status", "failed"}, {"error", error.message}}, 2) + "\n");
}

}  // namespace cxsam::cli::build_command
