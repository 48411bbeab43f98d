#include "local/gateways.h"

#include "aws/exchange.h"
#include "base/text.h"
#include "gateway/inspect/inspect.h"
#include "gateway/websocket/management.h"
#include "local/client_certificates.h"
#include "local/function_parts.h"
#include "local/function_urls.h"
#include "local/mounts.h"
#include "local/request_record.h"
#include "local/sam_cors.h"
#include "local/sam_guards.h"
#include "local/sam_static.h"
#include "local/sockets.h"
#include "loop/off_thread.h"

namespace cxsam::local {
namespace {

constexpr std::chrono::seconds kGrace{5};
constexpr std::uint32_t kHeaderBytes = 16U << 10U;  // API Gateway's own limit is 10,240 bytes without the request line

/// APIs that SAM CLI does not begin with: authorizers and CORS that it cannot make out.
std::optional<Error> refused_by_sam(const Version& version, bool authorizers_disabled) {
  const project::Project& project = version.loaded.project;
  if (!authorizers_disabled) {
    if (auto why = sam_auth_fault(project)) return why;
    if (auto why = sam_fault(project.application)) return why;
  }
  return sam_cors_fault(project);
}

/// As SAM CLI a file goes before routes that take all paths; else files answer where no route does.
bool goes_before_routes(const StaticFiles& files, const gateway::Served& served, const http::Request& request) {
  return files.as_sam && !files.folder.empty() && means_static_file(*way_of(served, request).routes, request);
}

}  // namespace

struct Gateways::State {
  std::shared_ptr<const Version> version;
  gateway::Served served;
  gateway::ServedUrls urls;
  ClientCertificates certificates;
};

Gateways::Gateways(const World& world, const ServeOptions& serve, GatewayOptions options, const Functions& functions,
                   invoke::Journal& journal)
    : world_(world),
      as_sam_(serve.as_sam),
      options_(std::move(options)),
      functions_(functions),
      journal_(journal),
      services_{.world = world,
                .journal = journal,
                .counters = counters_,
                .cache = cache_,
                .guards = std::make_shared<gateway::Guards>(world, options_.guards),
                .access_log = nullptr,
                .explain_cache = options_.explain_cache,
                .explain_requests = options_.explain_requests,
                .traffic = as_sam_ ? nullptr : &traffic_,
                .outside = options_.outside,
                .dialect = as_sam_ ? gateway::kSamDialect : gateway::kAwsDialect},
      sockets_(std::make_shared<gateway::websocket::Hub>(world)) {
  if (!as_sam_ && !options_.static_files.folder.empty())
    services_.unrouted = [this](const http::Request& request) { return find_file(request); };
  services_.outside.http = std::make_shared<system::HttpClient>(aws::http_options(options_.outside.settings));
  sockets_->current = [this] { return std::shared_ptr<const gateway::Served>(state_, &state_->served); };
}

Gateways::~Gateways() = default;

Result<Commit> Gateways::prepare(const std::shared_ptr<const Version>& version) {
  const application::Application& application = version->loaded.project.application;
  if (as_sam_)
    if (auto why = refused_by_sam(*version, options_.guards.disabled)) return fail(std::move(*why));
  gateway::ServedUrls urls =
      served_urls(world_, *version, read_function_parts(version->loaded.project), journal_, services_.guards);
  if (urls.endpoints.empty())
    if (auto why = find_nothing_to_serve(application)) return fail(std::move(*why));
  auto certificates = client_certificates(application, world_.clock.wall());
  if (!certificates) return fail(std::move(certificates.error()));
  const auto state =
      std::make_shared<State>(version,
                              gateway::Served{.services = services_,
                                              .application = application,
                                              .routing = gateway::Routing(application, services_.dialect, options_.by_stage),
                                              .invokers = {},
                                              .account_id = version->loaded.project.root.environment.account_id,
                                              .port = 0,
                                              .region = version->loaded.project.root.environment.region},
                              std::move(urls), std::move(*certificates));
  return [this, state] {
    state->served.invokers = state->urls.invokers = functions_.invokers();
    state->served.port = state->urls.port = server_ ? server_->port() : 0;
    services_.guards->grants.clear();
    cache_.clear();
    services_.outside.clients.merge(clients_with(state->certificates, options_.outside.settings));  // known ones stay
    state_ = state;
  };
}

Task<Result<void>> Gateways::start() {
  StaticFiles& files = options_.static_files;
  if (files.as_sam && !std::filesystem::is_directory(files.folder)) files.folder.clear();
  http::ServerOptions options{.limits = {.header_bytes = kHeaderBytes}};
  if (options_.https) {
    auto tls = load_tls(*options_.https, world_.clock.wall());
    if (!tls) co_return fail(std::move(tls.error()));
    options.tls = std::move(tls->context);
    tls_ = std::move(tls->files);
  }
  if (options_.access_log) {
    auto log = AccessLogFile::open(*options_.access_log);
    if (!log) co_return fail(std::move(log.error()));
    access_log_ = std::move(*log);
    services_.access_log = access_log_.get();
  }
  auto server = http::Server::listen(
      world_, options_.address.host, options_.address.port, std::move(options),
      [this](http::Request request) { return respond(std::move(request)); }, [this](int status) { return refuse(status); });
  if (!server) co_return fail(std::move(server.error()));
  server_ = std::move(*server);
  state_->served.port = state_->urls.port = server_->port();
  co_return Result<void>();
}

/// SAM CLI has no such pages.
std::optional<http::Response> Gateways::inspection(const http::Request& request) const {
  if (services_.traffic == nullptr || !gateway::is_inspection(request.target)) return std::nullopt;
  if (gateway::find_url(state_->urls, request) != nullptr || gateway::is_of_application(state_->served, request))
    return std::nullopt;
  return gateway::inspect(state_->served, traffic_, options_.address.host, request);
}

Task<http::Response> Gateways::respond(http::Request request) {
  if (std::optional<http::Response> page = inspection(request)) co_return std::move(*page);
  const RequestRecord record(world_, request);
  http::Response response = co_await answer(state_, std::move(request));
  record.write(journal_, response.status);
  co_return response;
}

Task<http::Response> Gateways::answer(const std::shared_ptr<const State>& state, http::Request request) const {
  if (const gateway::UrlEndpoint* endpoint = gateway::find_url(state->urls, request)) {
    const std::shared_ptr<const gateway::ServedUrls> urls(state, &state->urls);
    return gateway::handle_url(urls, *endpoint, std::move(request));
  }
  const std::shared_ptr<const gateway::Served> served(state, &state->served);
  if (!served->application.websocket_apis.empty()) {
    if (http::asks_for_websocket(request)) return gateway::websocket::connect(sockets_, served, std::move(request));
    if (gateway::websocket::names_connection(request.target))
      return gateway::websocket::manage(served, sockets_->connections, std::move(request));
  }
  if (goes_before_routes(options_.static_files, *served, request)) return answer_with_file(served, std::move(request));
  return gateway::handle(served, std::move(request));
}

Task<http::Response> Gateways::answer_with_file(std::shared_ptr<const gateway::Served> served, http::Request request) const {
  const Clock::WallTime now = services_.world.clock.wall();
  const auto find = [&] { return sam_static_answer(options_.static_files, *way_of(*served, request).routes, request, now); };
  co_return co_await off_thread(find);
}

Task<std::optional<http::Response>> Gateways::find_file(const http::Request& request) const {
  const auto find = [&] { return find_static_file(options_.static_files, request); };
  co_return co_await off_thread(find);
}

http::Response Gateways::refuse(int status) const { return gateway::refusal(state_->served.application, status); }

std::string Gateways::url() const { return url_of(options_.address.host, server_->port(), tls_.has_value()); }

std::string Gateways::invitation() const { return "You can now browse to the above endpoints to call your functions"; }

/// Clients must trust a certificate that no authority has signed.
std::vector<Remark> Gateways::certificate_remarks() const {
  if (!tls_ || options_.https->files) return {};
  return {{Remark::Level::Note,
           "the certificate is `" + tls_->certificate.string() +
               "`, which signs itself: have clients trust it (curl --cacert, NODE_EXTRA_CA_CERTS, AWS_CA_BUNDLE)"}};
}

std::vector<Remark> Gateways::inspection_remarks() const {
  if (services_.traffic == nullptr) return {};
  const std::vector<std::string> routes = gateway::routes_over_inspection(state_->served.application);
  const std::string what = "routes and the last requests are shown at " + url() + "/_cxsam/, counts at /_cxsam/metrics";
  if (routes.empty()) return {{Remark::Level::Note, what}};
  return {{Remark::Level::Note, what + "; `" + join(routes, "`, `") + "` of the template answers what is for it"}};
}

Description Gateways::describe() const {
  const Offer offer{.application = state_->served.application,
                    .routing = state_->served.routing,
                    .faults = functions_.faults(),
                    .url = url(),
                    .guards = options_.guards};
  Description own{.remarks = limitations(offer), .mountings = mountings(offer)};
  for (std::string& sentence : gateway::unreachable(offer.application, services_.outside))
    own.remarks.push_back({Remark::Level::Warning, std::move(sentence)});
  for (Remark& remark : remarks_on(state_->certificates)) own.remarks.push_back(std::move(remark));
  for (Remark& remark : inspection_remarks()) own.remarks.push_back(std::move(remark));
  const Description apis = joined({.remarks = certificate_remarks()}, std::move(own));
  const Description sockets = describe_sockets(offer.application, offer.faults, url(), options_.guards);
  return joined(joined(apis, sockets), describe_urls(state_->urls, functions_.faults(), url()));
}

Task<void> Gateways::stop() {
  if (server_) co_await server_->stop(kGrace);
  if (access_log_) co_await off_thread([this] { return access_log_->flush(); });
}

}  // namespace cxsam::local
