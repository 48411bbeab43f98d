#include "cli/commands/deploy/json_view.h"

#include "cli/commands/deploy/common_view.h"
#include "cloud/spaced_json.h"
#include "json/json.h"

namespace cxsam::cli::deploy_command {
namespace {

/// With SAM CLI's blanks: scripts look for `"status": "success"`, too.
void print(system::Terminal& terminal, const Json& object) {
  terminal.out(cloud::spaced_json(object) + "\n");
  terminal.flush();
}

Json null_if_empty(const std::string& text) { return text.empty() ? Json() : Json(text); }

std::string_view type_of(deploy::Failure::Kind kind) {
  switch (kind) {
    case deploy::Failure::Kind::Upload:
      return kNotPackaged;
    case deploy::Failure::Kind::ChangeSet:
      return "ChangeSetError";
    default:
      return "DeployFailedError";
  }
}

}  // namespace

void JsonView::has_change_set(const aws::ChangeSet& change_set) {
  for (const aws::ResourceChange& change : by_action(change_set.changes))
    print(context_.terminal, {{"type", "changeset"},
                              {"action", change.action},
                              {"logical_id", change.logical_id},
                              {"resource_type", change.type},
                              {"replacement", change.replacement.empty() ? "N/A" : change.replacement}});
}

void JsonView::happened(const aws::StackEvent& event) {
  print(context_.terminal, {{"type", "event"},
                            {"status", event.status},
                            {"detailed_status", null_if_empty(event.detailed_status)},
                            {"resource_type", event.type},
                            {"logical_id", event.logical_id},
                            {"reason", event.reason},
                            {"timestamp", event.time}});
}

void JsonView::notes(std::string_view text) { context_.terminal.err(std::string(text) + "\n"); }

void JsonView::has_bucket(const std::string& bucket) {
  print(context_.terminal, {{"type", "info"}, {"managed_s3_bucket", bucket}});
}

void JsonView::warns_of(const std::string& open_function) {
  print(context_.terminal, {{"type", "warning"}, {"message", "no authentication"}, {"resource", open_function}});
}

void JsonView::show(const deploy::Done& done, const deploy::Settings& settings) {
  if (done.stack && !done.stack->outputs.empty()) {
    Json outputs = Json::array();
    for (const aws::StackOutput& output : done.stack->outputs)
      outputs.push_back({{"key", output.key}, {"value", output.value}, {"description", output.description}});
    print(context_.terminal, {{"type", "outputs"}, {"stack_outputs", std::move(outputs)}});
  }
  print(context_.terminal, result_of(done, settings));
}

void JsonView::show_unwanted(const deploy::Settings& settings) {
  show_json_failure(context_.terminal, "ChangeEmptyError", no_changes(settings.stack));
}

void JsonView::show(const deploy::Failure& failure) {
  Json resources = Json::array();
  for (const deploy::FailedResource& each : failure.resources)
    resources.push_back(
        {{"logical_id", each.path}, {"resource_type", each.type}, {"status", each.status}, {"reason", each.reason}});
  if (resources.empty() || context_.as_sam) resources = Json();
  show_json_failure(context_.terminal, type_of(failure.kind), failure.error.message, std::move(resources));
}

Json JsonView::result_of(const deploy::Done& done, const deploy::Settings& settings) const {
  const auto result = [](std::string_view status) { return Json{{"type", "result"}, {"status", status}}; };
  if (done.kind == deploy::Done::Kind::NoChanges) {
    Json none = result("no_changes");
    none["message"] = no_changes(settings.stack);
    return none;
  }
  const bool executed = done.kind != deploy::Done::Kind::ChangeSetOnly;
  Json made = result(executed ? "success" : "changeset_created");
  if (executed) made["stack_name"] = settings.stack;
  if (executed) made["region"] = region_;
  made["changeset_id"] = null_if_empty(done.change_set);
  if (executed) made["express"] = settings.express;
  return made;
}

void show_json_failure(system::Terminal& terminal, std::string_view type, std::string_view message, Json resources) {
  print(terminal, {{"type", "result"},
                   {"status", "failure"},
                   {"error", {{"type", type}, {"message", message}, {"resources", std::move(resources)}}}});
}

}  // namespace cxsam::cli::deploy_command
