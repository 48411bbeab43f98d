#include "cli/commands/deploy/text_view.h"

#include "cli/commands/deploy/common_view.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "aws/times.h"
#include "base/text.h"
#include "cli/ask.h"
#include "json/json.h"

namespace cxsam::cli::deploy_command {
namespace {

struct Operation {
  std::string_view action;
  std::string_view text;
  std::string_view colour;
};

constexpr std::array kOperations{Operation{"Add", "+ Add", kGreen}, Operation{"Modify", "* Modify", kYellow},
                                 Operation{"Remove", "- Delete", kRed}};

/// As Python writes it: `["a", "b"]`.
std::string list_text(const std::vector<std::string>& words) {
  if (words.empty()) return "null";
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + dump_json(Json(word));
  return "[" + text + "]";
}

/// What is given for parameters, but for what must not be seen.
std::string parameters_text(const deploy::Plan& plan) {
  std::string text;
  const auto add = [&](const std::string& name, const std::string& value) {
    text += (text.empty() ? "" : ", ") + dump_json(Json(name)) + ": " + dump_json(Json(value));
  };
  for (const deploy::Parameter& parameter : plan.parameters)
    if (parameter.value) add(parameter.name, parameter.is_secret ? "*****" : *parameter.value);
  for (const std::string& name : plan.unknown_parameters) add(name, plan.settings.parameters.at(name));
  return "{" + text + "}";
}

std::string profiles_text(const package::SigningProfiles& profiles) {
  std::string text;
  for (const auto& [name, profile] : profiles)
    text += fmt::format("{}{}: {{\"profile_name\": {}, \"profile_owner\": {}}}", text.empty() ? "" : ", ",
                        dump_json(Json(name)), dump_json(Json(profile.name)), dump_json(Json(profile.owner)));
  return "{" + text + "}";
}

std::string_view colour_of(std::string_view status) {
  if (status == "ROLLBACK_COMPLETE" || status == "DELETE_IN_PROGRESS" || status.ends_with("_FAILED") ||
      status == "ROLLBACK_IN_PROGRESS" || status == "UPDATE_ROLLBACK_IN_PROGRESS")
    return kRed;
  return status.ends_with("_COMPLETE") ? kGreen : kYellow;
}

/// "5.0", "0.2"
std::string seconds_text(std::chrono::nanoseconds pause) {
  std::string text = fmt::format("{}", std::chrono::duration<double>(pause).count());
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

const Operation* operation_of(const aws::ResourceChange& change) {
  for (const Operation& operation : kOperations)
    if (operation.action == change.action) return &operation;
  return nullptr;
}

}  // namespace

void TextView::begins(const deploy::Plan& plan) {
  const deploy::Settings& settings = plan.settings;
  system::Terminal& terminal = context_.terminal;
  pause_text_ = seconds_text(settings.pause);
  terminal.out(painted(terminal, kYellow, "\n\tDeploying with following values\n\t===============================") + "\n");
  const auto line = [&](std::string_view name, std::string_view value) {
    terminal.out(fmt::format("\t{:<28} : {}\n", name, value));
  };
  const std::string& bucket = settings.storage.upload.bucket;
  line("Stack name", settings.stack);
  line("Region", region_);
  line("Confirm changeset", confirm_ ? "True" : "False");
  line("Disable rollback", settings.on_failure == deploy::OnFailure::DoNothing ? "True" : "False");
  line("Deployment s3 bucket", bucket.empty() ? "None" : bucket);
  line("Capabilities", list_text(settings.capabilities));
  line("Parameter overrides", parameters_text(plan));
  line("Signing Profiles", profiles_text(settings.storage.signing));
  terminal.out(painted(terminal, kYellow, "\nInitiating deployment\n=====================\n") + "\n");
}

Task<Result<bool>> TextView::may_replace(const aws::Stack& stack) {
  if (context_.options.flag("replace-failed")) co_return true;
  if (context_.as_sam || !context_.terminal.out_is_terminal()) co_return false;
  const std::string question =
      fmt::format("The first creation of {} has failed. Delete what is left of it, and create it anew?", stack.name);
  co_return co_await ask_yes(world_.loop, context_.terminal, question, false);
}

void TextView::waits_for_change_set() { context_.terminal.out("\n\nWaiting for changeset to be created..\n"); }

void TextView::has_change_set(const aws::ChangeSet& change_set) {
  context_.terminal.out("\n");
  LiveTable table(context_.terminal, "CloudFormation stack changeset",
                  {"Operation", "LogicalResourceId", "ResourceType", "Replacement"}, context_.as_sam);
  const auto row = [&](const aws::ResourceChange& change, const std::string& operation, std::string_view colour) {
    table.row({operation, change.logical_id, change.type, change.replacement.empty() ? "N/A" : change.replacement}, colour);
  };
  for (const aws::ResourceChange& change : by_action(change_set.changes)) {
    const Operation* operation = operation_of(change);
    row(change, operation == nullptr ? "? " + change.action : std::string(operation->text),
        operation == nullptr ? kYellow : operation->colour);
  }
  if (change_set.changes.empty()) table.row({"-", "-", "-", "-"});
  table.end();
  context_.terminal.out(fmt::format("\nChangeset created successfully. {}\n\n", change_set.id));
}

Task<Result<bool>> TextView::may_execute(const aws::ChangeSet&) {
  if (!confirm_) co_return true;
  context_.terminal.out(
      painted(
          context_.terminal, kYellow,
          "\nPreviewing CloudFormation changeset before deployment\n======================================================") +
      "\n");
  co_return co_await ask_yes(world_.loop, context_.terminal, "Deploy this changeset?", false);
}

void TextView::executes() {
  system::Terminal& terminal = context_.terminal;
  const std::string time = aws::iso_seconds(world_.clock.wall());
  terminal.out(
      fmt::format("\n{} {} - Waiting for stack create/update to complete\n\n", time.substr(0, 10), time.substr(11, 8)));
  events_.emplace(terminal, fmt::format("CloudFormation events from stack operations (refresh every {} seconds)", pause_text_),
                  std::vector<std::string>{"ResourceStatus", "ResourceType", "LogicalResourceId", "ResourceStatusReason"},
                  context_.as_sam);
  terminal.flush();
}

void TextView::happened(const aws::StackEvent& event) {
  if (!events_) return;
  const std::string status = event.status + (event.detailed_status.empty() ? "" : " - " + event.detailed_status);
  events_->row({status, event.type, event.logical_id, event.reason.empty() ? "-" : event.reason}, colour_of(event.status));
  context_.terminal.flush();
}

void TextView::events_end() {
  if (events_) events_->end();
  events_.reset();
}

void TextView::notes(std::string_view text) { context_.terminal.err(std::string(text) + "\n"); }

void TextView::show_outputs(const std::vector<aws::StackOutput>& outputs) {
  if (outputs.empty()) return;
  LiveTable table(context_.terminal, "CloudFormation outputs from deployed stack", {"Outputs"}, context_.as_sam);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const aws::StackOutput& output = outputs[i];
    if (i > 0) table.gap();
    table.row({fmt::format("{:<20}{}", "Key", output.key)}, kGreen);
    table.row({fmt::format("{:<20}{}", "Description", output.description.empty() ? "-" : output.description)}, kGreen);
    table.row({fmt::format("{:<20}{}", "Value", output.value)}, kGreen);
  }
  table.end();
}

void TextView::show(const deploy::Done& done, const deploy::Settings& settings) {
  system::Terminal& terminal = context_.terminal;
  if (done.kind == deploy::Done::Kind::NoChanges) return terminal.out("\n" + no_changes(settings.stack) + "\n");
  if (done.kind != deploy::Done::Kind::Deployed) return;
  show_outputs(done.stack->outputs);
  terminal.out(fmt::format("\nSuccessfully created/updated stack - {} in {}\n\n", settings.stack, region_));
  if (settings.express)
    terminal.out("\nDeployed with CloudFormation Express mode. Resources may still be stabilizing in the background.\n");
}

}  // namespace cxsam::cli::deploy_command
