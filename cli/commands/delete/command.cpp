// `delete`: a stack and what was uploaded for it. Source: SAM CLI, "sam delete".
#include "cli/command.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "aws/client.h"
#include "aws/services/cloudformation.h"
#include "base/hash.h"
#include "cli/ask.h"
#include "cli/aws_options.h"
#include "cli/commands/delete/options.h"
#include "cli/failed_resources.h"
#include "cli/upload_options.h"
#include "deploy/remove.h"
#include "json/json.h"
#include "loop/run.h"
#include "loop/stop_on_signal.h"

namespace cxsam::cli {
namespace delete_command {
namespace {

struct Job {
  Context& context;
  aws::Client& client;
  std::string stack;
  std::string region;
  bool deleting = false;

  [[nodiscard]] bool asks() const { return !context.options.flag("no-prompts"); }
  [[nodiscard]] system::Terminal& terminal() const { return context.terminal; }
  [[nodiscard]] const std::string option(std::string_view name) const { return context.options.text_or(name, ""); }
};

constexpr std::string_view kNoBucket =
    "\nWarning: Cannot resolve s3 bucket information from command options , local config file or cloudformation template. "
    "Please use --s3-bucket next time and delete s3 files manually if required.\n";

Task<Result<bool>> ask(const Job& job, const std::string& question) {
  co_return co_await ask_yes(job.client.world().loop, job.terminal(), "\t" + question, false);
}

Task<void> show_account(const Job& job) {
  if (job.context.as_sam) co_return;
  const auto identity = co_await job.client.query("sts", "GetCallerIdentity", Json::object());
  const std::string account = identity ? identity->text_of("Account") : "";
  if (!account.empty()) job.terminal().err(fmt::format("Account {}, Region {}\n", account, job.region));
}

/// Whether the uploaded objects go too.
Task<Result<bool>> may_remove_objects(const Job& job, const deploy::Stored& stored) {
  if (stored.bucket.empty()) co_return false;
  if (!job.asks()) co_return true;
  std::string question =
      stored.prefix.empty()
          ? fmt::format("Do you want to delete the template file {} in S3?", stored.template_key)
          : fmt::format("Are you sure you want to delete the folder {} in S3 which contains the artifacts?", stored.prefix);
  co_return co_await ask(job, question);
}

/// Images of its functions, where SAM CLI has pushed them.
Task<void> tell_of_companion(const Job& job) {
  const std::string name = fmt::format("{}-{}-CompanionStack", job.stack.substr(0, 104), md5_hex(job.stack).substr(0, 8));
  const auto companion = co_await aws::find_stack(job.client, name);
  if (!companion || !*companion) co_return;
  job.terminal().err(
      fmt::format("Note: the stack {} holds repositories of images for {}; it stays\n  hint: empty them, then `cxsam delete "
                  "--stack-name {}`\n",
                  name, job.stack, name));
}

int end_with(const Job& job, const Error& error) {
  return is_no_answer(error) ? report_no_answer(job.terminal()) : report(job.terminal(), error);
}

int end_with(const Job& job, deploy::NotRemoved failure) {
  if (!failure.resources.empty())
    failure.error.hints.push_back(fmt::format("`{} delete --stack-name {} --retain-resources {}` leaves that where it is",
                                              job.context.program(), job.stack, failure.resources.front().path));
  report(job.terminal(), failure.error);
  show_failed_resources(job.context, failure.resources, nullptr);
  return kFailed;
}

Task<Result<bool>> is_sure(const Job& job) {
  if (!job.asks()) co_return true;
  co_return co_await ask(job,
                         fmt::format("Are you sure you want to delete the stack {} in the region {} ?", job.stack, job.region));
}

Error is_protected(const Job& job) {
  return Error{fmt::format("Stack {} cannot be deleted while TerminationProtection is enabled.", job.stack)}.hint(
      fmt::format("`aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name {}` "
                  "takes it away",
                  job.stack));
}

Task<tl::expected<void, deploy::NotRemoved>> remove_stack(Job& job) {
  job.terminal().out(fmt::format("\t- Deleting Cloudformation stack {}\n", job.stack));
  job.terminal().flush();
  job.deleting = true;
  deploy::RemoveOptions options{.stack = job.stack,
                                .retain = job.context.options.list("retain-resources"),
                                .express = job.context.options.flag("express")};
  auto removed = co_await deploy::remove_stack(job.client, std::move(options));
  job.deleting = false;
  co_return removed;
}

Task<Result<void>> remove_objects(const Job& job, const deploy::Stored& stored) {
  const auto tell = [&](const deploy::RemovedObject& object) {
    job.terminal().err(object.was_there
                           ? fmt::format("\t- Deleting S3 object with key {}\n", object.key)
                           : fmt::format("\t- Could not find and delete the S3 object with the key {}\n", object.key));
  };
  co_return co_await deploy::remove_objects(job.client, stored, tell);
}

Task<int> remove_all(Job& job) {
  co_await show_account(job);
  const Result<bool> sure = co_await is_sure(job);
  if (!sure) co_return end_with(job, sure.error());
  if (!*sure) co_return kDone;
  const auto stack = co_await aws::find_stack(job.client, job.stack);
  if (!stack) co_return end_with(job, aws::to_error(stack.error(), "DescribeStacks"));
  if (!*stack) {
    job.terminal().out(
        fmt::format("Error: The input stack {} does not exist on Cloudformation in the region {}\n", job.stack, job.region));
    co_return kDone;
  }
  if ((*stack)->is_protected) co_return end_with(job, is_protected(job));
  const Result<std::string> text = co_await deploy::original_template(job.client, job.stack, (*stack)->status);
  if (!text) co_return end_with(job, text.error());
  const deploy::Stored stored = deploy::stored_by(*text, job.option("s3-bucket"), read_s3_prefix(job.context));
  const Result<bool> objects_too = co_await may_remove_objects(job, stored);
  if (!objects_too) co_return end_with(job, objects_too.error());

  // The stack goes first: should that fail, its code is still there.
  const auto removed = co_await remove_stack(job);
  if (!removed) co_return end_with(job, removed.error());
  if (*objects_too) {
    const Result<void> gone = co_await remove_objects(job, stored);
    if (!gone) co_return end_with(job, gone.error());
  }
  co_await tell_of_companion(job);
  if (stored.bucket.empty()) job.terminal().out(kNoBucket);
  job.terminal().out("\nDeleted successfully\n");
  if (job.context.options.flag("express"))
    job.terminal().out("Deleted with CloudFormation Express mode. Some resources may still be removing in the background.\n");
  co_return kDone;
}

Result<std::string> need_stack(Context& context) {
  if (const auto given = context.options.text("stack-name")) return *given;
  return cli::ask(context.terminal, "\tEnter stack name you want to delete", nullptr);
}

std::optional<Error> find_wrong_use(const Context& context) {
  const bool asks = !context.options.flag("no-prompts");
  if (asks || context.options.has("stack-name")) return std::nullopt;
  return Error{"Missing option '--stack-name', provide a stack name that needs to be deleted."};
}

int run(Context& context) {
  const Result<std::string> stack = need_stack(context);
  if (!stack) return report_no_answer(context.terminal);
  Result<aws::Settings> settings = read_aws_settings(context);
  if (!settings) return report(context.terminal, settings.error());
  if (!aws::region_of(*settings))
    return report(context.terminal,
                  Error{"Unable to resolve a region. Please provide a region via the --region, via --profile or "
                        "by the AWS_DEFAULT_REGION environment variable."});
  const Result<std::string> region = aws::need_region(*settings);
  if (!region) return report(context.terminal, region.error());
  SystemWorld system;
  aws::Client client(system.world, *std::move(settings));
  const StopOnSignal stop(system.loop);
  Job job{context, client, *stack, *region};
  const std::optional<int> code = cxsam::run(system.loop, remove_all(job));
  if (code) return *code;
  context.terminal.err(job.deleting
                           ? fmt::format("\nInterrupted. CloudFormation goes on deleting the stack {0} in {1}; how far it is "
                                         "says\n  aws cloudformation describe-stack-events --stack-name {0} --region {1}\n",
                                         job.stack, job.region)
                           : "\nInterrupted\n");
  return kInterrupted;
}

}  // namespace
}  // namespace delete_command

extern const Command command_delete{
    .name = "delete",
    .summary = "Delete the application's stack and what was uploaded for it",
    .description =
        "Deletes a stack of CloudFormation, waits until it is gone, and then deletes the archives and templates that were "
        "uploaded for it: those that its template names, or all below its prefix. Objects whose names are not made of their "
        "content, as `package` makes them, are left alone. What is asked for is said by samconfig.toml as for `deploy`.\n\n"
        "Where resources cannot be deleted they are named with the reasons, and nothing that was uploaded is touched.",
    .examples =
        "cxsam delete\n"
        "cxsam delete --stack-name shop --no-prompts --region eu-west-1",
    .groups = delete_command::kGroups,
    .run = delete_command::run,
    .wrong_use = delete_command::find_wrong_use,
    .also_reads = "deploy",
    .area = "Build and hand over",
};

}  // namespace cxsam::cli
