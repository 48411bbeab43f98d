#include "cli/commands/deploy/run.h"

#include <optional>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "aws/client.h"
#include "base/text.h"
#include "cli/ask.h"
#include "cli/aws_options.h"
#include "cli/commands/deploy/checks.h"
#include "cli/commands/deploy/common_view.h"
#include "cli/commands/deploy/guided.h"
#include "cli/commands/deploy/json_view.h"
#include "cli/commands/deploy/save_answers.h"
#include "cli/commands/deploy/settings.h"
#include "cli/commands/deploy/text_view.h"
#include "cli/failed_resources.h"
#include "cli/load_project.h"
#include "cli/upload_options.h"
#include "deploy/carry_out.h"
#include "deploy/open_functions.h"
#include "json/json.h"
#include "loop/run.h"
#include "loop/stop_on_signal.h"
#include "package/applications.h"
#include "package/images.h"
#include "package/signing.h"

namespace cxsam::cli::deploy_command {
namespace {

/// A deployment as it is prepared for.
struct Job {
  Context& context;
  const project::Project& project;
  const std::optional<Guided>& guided;
  aws::Client& client;
  std::string region;
  bool json = false;
};

/// What is left when a deployment ends, or is interrupted.
struct Ending {
  std::string_view failure = kNotBegun;  // what it is called in JSON if there is no plan
  bool finds_bucket = false;             // and makes one where there is none
  std::optional<deploy::Plan> plan = std::nullopt;
  deploy::Progress progress = {};
};

bool is_json(const Context& context) { return context.options.text_or("output", "text") == "json"; }

/// As report(); what programs read ends with a result then, too.
int end_with(const Context& context, const Error& error, std::string_view type = kNotBegun) {
  if (is_json(context)) show_json_failure(context.terminal, type, error.message);
  return report(context.terminal, error);
}

/// Who is about to be changed, before anything is.
Task<void> show_account(const Job& job) {
  if (job.context.as_sam) co_return;
  const auto identity = co_await job.client.query("sts", "GetCallerIdentity", Json::object());
  const std::string account = identity ? identity->text_of("Account") : "";
  if (account.empty()) co_return;  // whoever may not ask this may still deploy
  job.context.terminal.err(fmt::format("Account {}, Region {}\n", account, job.region));
}

Result<void> keep_answers(const Job& job) {
  return job.guided && job.guided->save ? save_answers(job.context, *job.guided) : Result<void>();
}

/// Nobody wants to give them twice.
Error with_answers_kept(const Job& job, Error error) {
  if (const Result<void> kept = keep_answers(job); !kept) error.hints.push_back(kept.error().message);
  return error;
}

Task<Result<deploy::Plan>> prepare(const Job& job, Ending& ending) {
  Result<deploy::Settings> settings = read_deploy_settings(job.context);
  if (!settings) co_return fail(std::move(settings).error());
  if (job.context.as_sam) {
    const auto say = [&](std::string_view text) { job.context.terminal.err(text); };
    const Result<void> asked = co_await package::ask_for_applications(job.client, job.project, say);
    if (!asked) co_return fail(asked.error());
  }
  std::string& bucket = settings->storage.upload.bucket;
  const bool resolve = job.context.options.flag("resolve-s3") || job.guided;
  if (job.guided) job.context.terminal.out("\n\tLooking for resources needed for deployment:\n");
  if (bucket.empty() && resolve) {
    ending.finds_bucket = true;
    Result<std::string> found = co_await resolve_bucket(job.context, job.client, job.json);
    ending.finds_bucket = false;
    if (!found) co_return fail(with_answers_kept(job, std::move(found).error()));
    bucket = *std::move(found);
    if (job.json) JsonView(job.context, job.region).has_bucket(bucket);
  }
  if (const Result<void> kept = keep_answers(job); !kept) co_return fail(kept.error());
  Diagnostics diagnostics;
  ending.failure = kNotPackaged;
  Result<deploy::Plan> plan = deploy::plan(job.project, *settings, job.client.settings(), diagnostics);
  show_findings(job.context, *job.project.sources, diagnostics);
  if (!plan || settings->storage.signing.empty()) co_return plan;
  // Signed copies have keys that only Signer knows, so that the template is made once more.
  const auto tell = [&](std::string_view text) { job.context.terminal.err(text); };
  auto keys = co_await package::sign(job.client, plan->artifacts, settings->storage.signing, settings->storage.upload, tell);
  if (!keys) co_return fail(std::move(keys).error());
  settings->storage.signed_keys = *std::move(keys);
  co_return deploy::plan(job.project, *std::move(settings), job.client.settings(), diagnostics);
}

void tell_of_plan(const Job& job, const deploy::Plan& plan) {
  const bool asked_already = job.guided.has_value();
  for (const std::string& name : plan.unknown_parameters)
    job.context.terminal.err(fmt::format("Warning: the template declares no parameter `{}`; its value is not sent\n", name));
  if (asked_already) return;
  for (const std::string& name : deploy::find_open_functions(job.project)) {
    if (job.json)
      JsonView(job.context, job.region).warns_of(name);
    else if (!job.context.as_sam)
      job.context.terminal.err(fmt::format("Warning: {} has no authentication: anybody may call it\n", name));
  }
}

int end_with(const Job& job, const deploy::Failure& failure) {
  if (failure.kind == deploy::Failure::Kind::NoAnswer && is_no_answer(failure.error))
    return report_no_answer(job.context.terminal);
  if (failure.kind == deploy::Failure::Kind::Deployment && job.context.options.flag("disable-rollback"))
    show_advice_without_rollback(job.context, job.context.options.text_or("stack-name", ""));
  report(job.context.terminal, failure.error);
  show_failed_resources(job.context, failure.resources, &job.project);
  return kFailed;
}

bool is_unwanted(const Job& job, const deploy::Done& done) {
  return done.kind == deploy::Done::Kind::NoChanges && job.context.options.flag("fail-on-empty-changeset");
}

int end_with(const Job& job, const deploy::Done& done, const deploy::Settings& settings) {
  if (!is_unwanted(job, done)) return kDone;
  Error error{no_changes(settings.stack)};
  if (!job.context.as_sam) error.hints.emplace_back("`--no-fail-on-empty-changeset` makes this a success");
  return report(job.context.terminal, error);
}

Task<int> deploy_with(const Job& job, deploy::Observer& observer, const auto& show, Ending& ending) {
  const auto outcome = co_await deploy::carry_out(job.client, *ending.plan, observer, ending.progress);
  if (outcome) {
    show(*outcome);
    co_return end_with(job, *outcome, ending.plan->settings);
  }
  if constexpr (requires { show(outcome.error()); }) show(outcome.error());
  co_return end_with(job, outcome.error());
}

Task<int> carry_out_job(const Job& job, Ending& ending) {
  co_await show_account(job);
  Result<deploy::Plan> plan = co_await prepare(job, ending);
  if (!plan) co_return end_with(job.context, plan.error(), ending.failure);
  tell_of_plan(job, *plan);
  ending.plan = *std::move(plan);
  const deploy::Settings& settings = ending.plan->settings;
  if (job.json) {
    JsonView view(job.context, job.region);
    const auto show = [&](const auto& end) {
      if constexpr (std::is_same_v<decltype(end), const deploy::Done&>) {
        is_unwanted(job, end) ? view.show_unwanted(settings) : view.show(end, settings);
      } else {
        view.show(end);
      }
    };
    co_return co_await deploy_with(job, view, show, ending);
  }
  TextView view(job.context, job.client.world(), job.region, must_confirm(job.context, settings.stack));
  const auto show = [&](const deploy::Done& done) {
    if (!is_unwanted(job, done)) view.show(done, settings);
  };
  co_return co_await deploy_with(job, view, show, ending);
}

/// On a loop of its own: nothing goes on of what was interrupted, least of all to the execution of the change set.
bool tidy_up(const aws::Settings& settings, const Ending& ending) {
  if (!ending.plan) return false;
  SystemWorld system;
  aws::Client client(system.world, settings);
  return cxsam::run(system.loop, deploy::tidy_up(client, *ending.plan, ending.progress)).value_or(false);
}

/// After Ctrl-C.
int end_interrupted(Context& context, const aws::Settings& settings, const Ending& ending, const std::string& region) {
  const std::string stack = context.options.text_or("stack-name", "");
  if (ending.progress.executing) {
    context.terminal.err(
        fmt::format("\nInterrupted. CloudFormation goes on with the stack {0} in {1}; how far it is says\n  aws cloudformation "
                    "describe-stack-events --stack-name {0} --region {1}\n",
                    stack, region));
    return kInterrupted;
  }
  const bool tidied = tidy_up(settings, ending);
  context.terminal.err(
      fmt::format("\nInterrupted: the stack {} is as it was{}\n", stack, tidied ? ", and the change set is removed" : ""));
  if (ending.finds_bucket)
    context.terminal.err(
        "Where there was no bucket for deployments, one may have been begun; the next deployment goes on with it.\n");
  return kInterrupted;
}

int run_job(Context& context, const project::Project& project, const std::optional<Guided>& guided) {
  Result<aws::Settings> settings = read_aws_settings(context);
  if (!settings) return end_with(context, settings.error());
  const Result<std::string> region = aws::need_region(*settings);
  if (!region) return end_with(context, region.error(), "NoRegionError");
  SystemWorld system;
  aws::Client client(system.world, *std::move(settings));
  const StopOnSignal stop(system.loop);
  Ending ending;
  const Job job{context, project, guided, client, *region, is_json(context)};
  const std::optional<int> code = cxsam::run(system.loop, carry_out_job(job, ending));
  return code ? *code : end_interrupted(context, client.settings(), ending, *region);
}

/// Said before anything is asked.
Result<void> check_images(Context& context, const project::Project& project) {
  Diagnostics diagnostics;
  for (const project::Stack* stack : project::all_stacks(project)) package::check_images(stack->source, diagnostics);
  if (!diagnostics.has_errors()) return {};
  show_findings(context, *project.sources, diagnostics);
  return fail("nothing was deployed: " + plural(diagnostics.count(Severity::Error), "problem"));
}

int run_guided(Context& context, const project::Project& project) {
  const Result<aws::Settings> settings = read_aws_settings(context);
  if (!settings) return report(context.terminal, settings.error());
  if (const Result<void> pushed = check_images(context, project); !pushed) return report(context.terminal, pushed.error());
  Result<Guided> answers = ask_all(context, project, aws::region_of(*settings).value_or("us-east-1"));
  if (!answers && is_no_answer(answers.error())) {
    report_no_answer(context.terminal);
    if (!context.as_sam && !context.terminal.out_is_terminal())
      context.terminal.err("  hint: where nobody can answer, give `--stack-name` and the options that you need\n");
    return kFailed;
  }
  if (!answers) return report(context.terminal, answers.error());
  if (!answers->options.has("s3-prefix"))
    answers->options.set("s3-prefix", {answers->options.text_or("stack-name", "")}, config::Origin::CommandLine);
  const std::optional<Guided> guided = *std::move(answers);
  Context answered{guided->options, context.arguments, context.terminal, context.as_sam, context.command};
  if (guided->parameters.empty()) return run_job(answered, project, guided);
  const Result<project::Project> again = load_for_code(answered, true);  // with the values that were given
  if (!again) return report(context.terminal, again.error());
  return run_job(answered, *again, guided);
}

}  // namespace

int run(Context& context) {
  const config::Values& options = context.options;
  const bool guided = options.flag("guided");
  if (!guided && options.has("s3-bucket") && options.flag("resolve-s3"))
    return end_with(context,
                    Error{"Cannot use both --resolve-s3 and --s3-bucket parameters in non-guided deployments. Please use only "
                          "one or use the --guided option for a guided deployment."},
                    "DeployResolveS3AndS3SetError");
  warn_of_newer_build(context);
  const Result<project::Project> project = load_for_code(context, true);
  if (!project) return end_with(context, project.error());
  if (const Result<void> valid = check_template(context, *project); !valid) return end_with(context, valid.error());
  return guided ? run_guided(context, *project) : run_job(context, *project, std::nullopt);
}

}  // namespace cxsam::cli::deploy_command
