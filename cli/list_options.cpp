#include "cli/list_options.h"

#include "cli/load_project.h"
#include "json/json.h"

namespace cxsam::cli {

int show_list(Context& context, const Json& list, const Table& table) {
  if (context.options.text_or("output", "table") == "json") {
    context.terminal.out(dump_json(list, 2) + "\n");
  } else {
    context.terminal.out(table_text(table, table_style(context)));
  }
  return kDone;
}

void say_local_only(Context& context) {
  context.terminal.err(
      "The --stack-name options was not provided, displaying only local template data. To see data about deployed resources, "
      "provide the corresponding stack name.\n");
}

Result<std::optional<project::Project>> load_for_list(Context& context) {
  const bool named = context.options.has("template-file");
  const auto there = project::find_template(std::filesystem::current_path(), std::nullopt, true);
  if (!named && !there && context.options.has("stack-name")) return std::nullopt;
  Result<project::Project> project = load_for_code(context, true);
  if (!project) return fail(std::move(project).error());
  return std::optional<project::Project>(*std::move(project));
}

}  // namespace cxsam::cli
