// The APIs of an application on a port of this machine.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "gateway/authorizers/guards.h"
#include "gateway/gateway.h"
#include "gateway/inspect/traffic.h"
#include "gateway/websocket/session.h"
#include "http/server.h"
#include "invoke/journal.h"
#include "local/access_log_file.h"
#include "local/address.h"
#include "local/functions.h"
#include "local/https.h"
#include "local/serve.h"
#include "local/static_files.h"
#include "loop/world.h"

namespace cxsam::local {

struct GatewayOptions {
  Address address;
  gateway::GuardOptions guards;
  bool explain_cache = false;
  bool explain_requests = false;
  std::optional<std::filesystem::path> access_log;
  StaticFiles static_files = {};
  std::optional<Https> https = {};
  bool by_stage = false;          // paths begin with a stage's name
  gateway::Outside outside = {};  // its client is made anew
};

class Gateways final : public Listener {
 public:
  /// `functions` stands before it in the list of parts.
  Gateways(const World& world, const ServeOptions& serve, GatewayOptions options, const Functions& functions,
           invoke::Journal& journal);
  ~Gateways() override;

  /// Error: no route can be served.
  Result<Commit> prepare(const std::shared_ptr<const Version>& version) override;
  /// Errors: the port cannot be listened on, a certificate cannot be used.
  Task<Result<void>> start() override;
  [[nodiscard]] Description describe() const override;
  Task<void> stop() override;

  [[nodiscard]] std::string url() const override;
  [[nodiscard]] std::string invitation() const override;

 private:
  struct State;  // what one version serves; a request keeps the one that it began with

  Task<http::Response> respond(http::Request request);
  Task<http::Response> answer(const std::shared_ptr<const State>& state, http::Request request) const;
  Task<http::Response> answer_with_file(std::shared_ptr<const gateway::Served> served, http::Request request) const;
  Task<std::optional<http::Response>> find_file(const http::Request& request) const;
  [[nodiscard]] http::Response refuse(int status) const;
  [[nodiscard]] std::optional<http::Response> inspection(const http::Request& request) const;
  [[nodiscard]] std::vector<Remark> certificate_remarks() const;
  [[nodiscard]] std::vector<Remark> inspection_remarks() const;

  World world_;
  bool as_sam_;
  GatewayOptions options_;
  const Functions& functions_;
  invoke::Journal& journal_;
  gateway::Counters counters_;
  gateway::ResponseCache cache_;
  gateway::Traffic traffic_;
  std::unique_ptr<AccessLogFile> access_log_;
  gateway::Services services_;                        // outlives versions
  std::shared_ptr<State> state_;                      // left alone once requests hold it
  std::shared_ptr<gateway::websocket::Hub> sockets_;  // outlives versions, too
  std::unique_ptr<http::Server> server_;
  std::optional<TlsFiles> tls_;  // of the server, where it has one
};

}  // namespace cxsam::local
