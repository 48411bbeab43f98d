#include "cli/aws_options.h"

#include <utility>

#include <fmt/format.h>

#include "aws/settings.h"
#include "loop/run.h"
#include "loop/stop_on_signal.h"
#include "loop/world.h"

namespace cxsam::cli {

Result<aws::Settings> read_aws_settings(Context& context, const std::string& usual) {
  const config::Values& values = context.options;
  aws::Wishes wishes{values.text("profile"), values.text("region"), values.text("endpoint-url")};
  if (!wishes.region && !usual.empty()) wishes.region = usual;
  Result<aws::Settings> settings = aws::read_settings(aws::environment_variables(), std::move(wishes));
  if (settings && context.terminal.err_is_terminal())
    settings->ask_code = [&](std::string_view device) -> Result<std::string> {
      context.terminal.err(fmt::format("Enter MFA code for {}: ", device));
      if (auto code = context.terminal.read_line()) return *std::move(code);
      return fail("no code was given");
    };
  return settings;
}

int run_with_aws(Context& context, const std::function<Task<Result<int>>(aws::Client&)>& work,
                 const std::string& usual_region) {
  Result<aws::Settings> settings = read_aws_settings(context, usual_region);
  if (!settings) return report(context.terminal, settings.error());
  SystemWorld system;
  aws::Client client(system.world, *std::move(settings));
  const std::optional<Result<int>> done = cxsam::run(system.loop, work(client));
  if (!done) return kInterrupted;
  return *done ? **done : report(context.terminal, done->error());
}

int run_with_aws_until_signal(Context& context, const std::function<Task<Result<int>>(aws::Client&)>& work, bool& interrupted) {
  Result<aws::Settings> settings = read_aws_settings(context);
  if (!settings) return report(context.terminal, settings.error());
  SystemWorld system;
  const StopOnSignal stop(system.loop);
  aws::Client client(system.world, *std::move(settings));
  const std::optional<Result<int>> done = cxsam::run(system.loop, work(client));
  interrupted = stop.came();
  if (!done) return kDone;
  return *done ? **done : report(context.terminal, done->error());
}

int run_with_region(Context& context, const std::function<Task<Result<int>>(aws::Client&, std::string region)>& work) {
  return run_with_aws(context, [&](aws::Client& client) -> Task<Result<int>> {
    Result<std::string> region = aws::need_region(client.settings());
    if (!region) co_return fail(std::move(region).error());
    co_return co_await work(client, *std::move(region));
  });
}

}  // namespace cxsam::cli
