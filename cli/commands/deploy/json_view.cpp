#include "cli/commands/deploy/json_view.h"

#include "json/json.h"

namespace cxsam::cli::deploy_command {
namespace {

void print(system::Terminal& terminal, const Json& object) {
  terminal.out(dump_json(object) + "\n");
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
  for (const aws::ResourceChange& change : change_set.changes)
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
    print(context_.terminal, {{"type", "outputs"}, {"outputs", std::move(outputs)}});
  }
  print(context_.terminal, {{"type", "result"},
                            {"status", status_of(done.kind)},
                            {"stack_name", settings.stack},
                            {"region", region_},
                            {"changeset_id", null_if_empty(done.change_set)},
                            {"express", settings.express}});
}

void JsonView::show(const deploy::Failure& failure, const deploy::Settings& settings) {
  Json resources = Json::array();
  for (const deploy::FailedResource& each : failure.resources)
    resources.push_back(
        {{"logical_id", each.path}, {"resource_type", each.type}, {"status", each.status}, {"reason", each.reason}});
  print(
      context_.terminal,
      {{"type", "result"},
       {"status", "failure"},
       {"stack_name", settings.stack},
       {"region", region_},
       {"changeset_id", null_if_empty(change_set_)},
       {"express", settings.express},
       {"error", {{"type", type_of(failure.kind)}, {"message", failure.error.message}, {"resources", std::move(resources)}}}});
}

}  // namespace cxsam::cli::deploy_command
