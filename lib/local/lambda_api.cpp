#include "local/lambda_api.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "lambda/api.h"
#include "lambda/refusal.h"
#include "lambda/sam_api.h"
#include "local/function_parts.h"
#include "local/function_urls.h"
#include "local/lacks.h"
#include "local/mounts.h"
#include "local/request_record.h"
#include "local/stack_values.h"

namespace cxsam::local {
namespace {

using application::Application;
using application::Function;

constexpr std::chrono::seconds kGrace{5};

/// What was asked for and is not there. SAM CLI serves a template without functions too.
std::optional<Error> find_nothing_to_call(const Application& application, const std::vector<std::string>& only, bool as_sam) {
  if (application.functions.empty() && !as_sam) return Error{"the template has no Lambda function"};
  for (const std::string& name : only) {
    if (application.find_function(name) != nullptr) continue;
    if (as_sam) return Error{"Unable to find Function(s) with name(s) '" + name + "'"};
    std::vector<std::string> names;
    for (const Function& function : application.functions) names.push_back(function.full_path());
    return Error{"function `" + name + "` is not in the template"}.hint("functions of the template: " + join(names, ", "));
  }
  return std::nullopt;
}

/// What is told of the ends of asynchronous calls, and does not arrive.
std::vector<Remark> unreached_destinations(const Application& application, const application::PartsOfFunctions& parts,
                                           const lambda::Outbox* outbox) {
  std::vector<Remark> remarks;
  for (const auto& [function, part] : parts) {
    std::set<std::string> arns{part.dead_letters};
    for (const auto& [qualifier, settings] : part.async) arns.insert({settings.on_success, settings.on_failure});
    for (const std::string& arn : arns) {
      const auto is_called = [&](const Function& each) { return arn == each.arn || arn.starts_with(each.arn + ":"); };
      if (arn.empty() || std::ranges::any_of(application.functions, is_called)) continue;
      const std::string why = outbox == nullptr ? "the AWS settings cannot be read" : outbox->why_not(arn);
      if (!why.empty())
        remarks.push_back({Remark::Level::Note, "`" + function + "` sends to `" + arn + "`, which does not arrive: " + why});
    }
  }
  return remarks;
}

}  // namespace

struct LambdaApi::State {
  std::shared_ptr<const Version> version;
  lambda::Service service;
  gateway::ServedUrls urls;
  std::vector<Remark> unreached;  // destinations
};

LambdaApi::LambdaApi(const World& world, const ServeOptions& serve, LambdaApiOptions options, const Functions& functions,
                     lambda::LogTails& log_tails, std::shared_ptr<lambda::Outbox> outbox)
    : world_(world),
      as_sam_(serve.as_sam),
      options_(std::move(options)),
      functions_(functions),
      log_tails_(log_tails),
      guards_(std::make_shared<const gateway::Guards>(world, options_.guards)),
      outbox_(std::move(outbox)),
      async_calls_(world, log_tails, outbox_) {}

LambdaApi::~LambdaApi() = default;

Result<Commit> LambdaApi::prepare(const std::shared_ptr<const Version>& version) {
  if (auto why = find_nothing_to_call(version->loaded.project.application, options_.only, as_sam_))
    return fail(std::move(*why));
  return [this, version, parts = read_function_parts(version->loaded.project)] {
    const project::Project& project = version->loaded.project;
    gateway::ServedUrls urls = served_urls(world_, *version, parts, log_tails_, guards_);
    urls.invokers = functions_.invokers();
    urls.port = server_ ? server_->port() : 0;
    state_ = std::make_shared<State>(
        State{.version = version,
              .service = {.world = world_,
                          .directory = lambda::Directory(project.application, parts, functions_.invokers(), options_.only),
                          .log_tails = log_tails_,
                          .async_calls = async_calls_,
                          .region = project.root.environment.region,
                          .account_id = project.root.environment.account_id,
                          .log_groups = read_log_groups(project)},
              .urls = std::move(urls),
              .unreached = unreached_destinations(project.application, parts, outbox_.get())});
  };
}

Task<Result<void>> LambdaApi::start() {
  auto server = http::Server::listen(
      world_, options_.address.host, options_.address.port, {},
      [this](http::Request request) { return respond(std::move(request)); },
      [](int status) { return lambda::response_of(lambda::refusal_of_status(status)); });
  if (!server) co_return fail(std::move(server.error()));
  server_ = std::move(*server);
  state_->urls.port = server_->port();
  co_return Result<void>();
}

Task<http::Response> LambdaApi::answer(const std::shared_ptr<const State>& state, http::Request request) const {
  if (const gateway::UrlEndpoint* endpoint = gateway::find_url(state->urls, request)) {
    const std::shared_ptr<const gateway::ServedUrls> urls(state, &state->urls);
    return gateway::handle_url(urls, *endpoint, std::move(request));
  }
  const std::shared_ptr<const lambda::Service> service(state, &state->service);
  if (as_sam_) return lambda::handle_as_sam(service, std::move(request));
  return lambda::handle(service, std::move(request));
}

Task<http::Response> LambdaApi::respond(http::Request request) {
  const RequestRecord record(world_, request);
  http::Response response = co_await answer(state_, std::move(request));
  record.write(log_tails_, response.status);
  co_return response;
}

std::string LambdaApi::url() const { return url_of(options_.address.host, server_->port()); }

std::string LambdaApi::invitation() const {
  return "Starting the Local Lambda Service. You can now invoke your Lambda Functions defined in your template through the "
         "endpoint";
}

Description LambdaApi::describe() const {
  Description description{.remarks = state_->unreached, .mountings = {}};
  for (const Function* function : state_->service.directory.functions()) {
    const std::string path = function->full_path();
    if (const auto fault = functions_.faults().find(path); fault != functions_.faults().end())
      description.remarks.push_back({Remark::Level::Warning, fault_sentence(path, fault->second)});
    for (Remark& remark : lacks_of(*function, state_->version->loaded.project.application))
      description.remarks.push_back(std::move(remark));
    description.mountings.push_back({.function = path, .url = url() + lambda::invocation_path(*function), .methods = {"POST"}});
  }
  return joined(std::move(description), describe_urls(state_->urls, functions_.faults(), url()));
}

Task<void> LambdaApi::stop() {
  if (server_) co_await server_->stop(kGrace);
  co_await async_calls_.stop(kGrace);
}

}  // namespace cxsam::local
