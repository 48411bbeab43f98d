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

std::string_view status_of(deploy::Done::Kind kind) {
  switch (kind) {
    case deploy::Done::Kind::NoChanges:
      return "no_changes";
    case deploy::Done::Kind::ChangeSetOnly:
      return "changeset_created";
    default:
      return "success";
  }
}

std::string_view type_of(deploy::Failure::Kind kind) {
  switch (kind) {
    case deploy::Failure::Kind::Upload:
      return "UploadError";
    case deploy::Failure::Kind::ChangeSet:
      return "ChangeSetError";
    default:
      return "DeployFailedError";
  }
}

}  // namespace

void JsonView::has_change_set(const aws::ChangeSet& change_set) {
  change_set_ = change_set.id;
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
  Json result = result_of(status_of(done.kind), done.change_set, settings);
  if (done.kind == deploy::Done::Kind::NoChanges) result["message"] = no_changes(settings.stack);
  print(context_.terminal, result);
}

void JsonView::show_unwanted(const deploy::Done& done, const deploy::Settings& settings) {
  show_failure(done.change_set, settings,
               {{"type", "ChangeEmptyError"}, {"message", no_changes(settings.stack)}, {"resources", Json::array()}});
}

void JsonView::show(const deploy::Failure& failure, const deploy::Settings& settings) {
  Json resources = Json::array();
  for (const deploy::FailedResource& each : failure.resources)
    resources.push_back(
        {{"logical_id", each.path}, {"resource_type", each.type}, {"status", each.status}, {"reason", each.reason}});
  show_failure(change_set_, settings,
               {{"type", type_of(failure.kind)}, {"message", failure.error.message}, {"resources", std::move(resources)}});
}

Json JsonView::result_of(std::string_view status, const std::string& change_set, const deploy::Settings& settings) const {
  return {{"type", "result"},
          {"status", status},
          {"stack_name", settings.stack},
          {"region", region_},
          {"changeset_id", null_if_empty(change_set)},
          {"express", settings.express}};
}

void JsonView::show_failure(const std::string& change_set, const deploy::Settings& settings, Json error) {
  Json result = result_of("failure", change_set, settings);
  result["error"] = std::move(error);
  print(context_.terminal, result);
}

}  // namespace cxsam::cli::deploy_command
