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

/// SAM CLI's members first.
Json json_of(const build::Item& item, const std::string& id, const fs::path& build_folder) {
  Json resource{{"resource_id", id}, {"type", item.layer ? "layer" : "function"}};
  if (item.layer) {
    resource["compatible_runtimes"] = item.compatible_runtimes;
  } else {
    resource.update({{"package_type", "Zip"}, {"runtime", item.runtime}, {"architecture", item.architecture}});
  }
  resource.update({{"folder", (build_folder / id).string()}, {"built", name_of(item.work)}, {"reasons", item.reasons}});
  return resource;
}

/// From the working folder, also where it lies beside that.
std::string from_here(const fs::path& path) { return path.lexically_relative(fs::current_path()).string(); }

}  // namespace

void show_sam_success(Context& context, const build::Report& report, const fs::path& build_folder) {
  const std::string folder = from_here(build_folder);
  const std::string place = from_here(report.template_path);
  const bool usual_place = folder == ".aws-sam/build";
  context.terminal.out(fmt::format("\nBuild Succeeded\n\nBuilt Artifacts  : {}\nBuilt Template   : {}\n\n", folder, place));
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
  Json resources = Json::array();
  for (const bool layers : {false, true})
    for (const build::Item& item : report.items)
      if (item.layer == layers)
        for (const std::string& id : item.ids) resources.push_back(json_of(item, id, build_folder));
  terminal.out(dump_json({{"type", "result"},
                          {"status", "success"},
                          {"build_dir", build_folder.string()},
                          {"template_file", report.template_path.string()},
                          {"resources", std::move(resources)}}) +
               "\n");
}

void show_json_failure(system::Terminal& terminal, const Failure& failure) {
  Json resources = failure.resources.empty() ? Json() : Json(failure.resources);
  terminal.out(
      dump_json(
          {{"type", "result"},
           {"status", "failure"},
           {"error", {{"type", failure.type}, {"message", failure.error.message}, {"resources", std::move(resources)}}}}) +
      "\n");
}

}  // namespace cxsam::cli::build_command
