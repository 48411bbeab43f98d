// One request on its way through the gateway's steps.
#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "gateway/asked.h"
#include "gateway/caller.h"
#include "gateway/event.h"
#include "gateway/failure.h"
#include "gateway/inspect/traffic.h"
#include "gateway/inspect/walk.h"
#include "gateway/mapping/request_mapping.h"
#include "gateway/mapping/response_mapping.h"
#include "gateway/mapping/scope.h"
#include "gateway/request_ids.h"
#include "gateway/route_table.h"
#include "gateway/served.h"
#include "gateway/target.h"
#include "http/server.h"

namespace cxsam::gateway {

/// The steps fill it from top to bottom. It stays where it was made: views point into it.
struct Exchange {
  Exchange(std::shared_ptr<const Served> what, http::Request sent);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange();

  /// Whether there is an answer. No step follows then but those of the end.
  [[nodiscard]] bool ended() const { return answered || refused.has_value(); }
  void refuse(Refused why) { refused = std::move(why); }
  void refuse(Failure failure) { refused = Refused{.failure = failure}; }
  void answer(http::Response with) {
    response = std::move(with);
    answered = true;
  }

  /// Keeps what the integration gets, for who looks at it later.
  void show(std::string_view sent) {
    if (served->services.traffic != nullptr)
      event = {.text = std::string(sent.substr(0, Traffic::kShown)), .bytes = sent.size()};
  }

  /// What events are made of; from find_route on.
  [[nodiscard]] EventSource source() const;
  /// What templates and parameter mappings can ask about, made when the first one asks.
  MappingScope& scope();

  const std::shared_ptr<const Served> served;
  const http::Request request;
  const Way way;        // where its routes are
  const Target target;  // behind the stage
  RequestIds ids;
  const Clock::TimePoint begin;  // when the request was there
  application::Api::Kind kind;   // of the route's API; of the application where there is no route

  RouteMatch match;
  std::optional<bool> canary;                         // whether the stage's canary answers, where it has one
  const application::Variables* variables = nullptr;  // of the canary; null for the stage's own
  Caller caller;

  MappedRequest mapped;               // what an integration without proxy gets
  BackendAnswer backend;              // and what it gave back
  std::chrono::nanoseconds waited{};  // for the integration
  Endpoints asked;                    // what access logs tell of others
  Verdicts verdicts;                  // and of who lets in

  std::string cache_key;  // under which the answer is kept; "" where it is not
  http::Headers notes;    // headers that say how it was answered

  http::Response response;
  bool answered = false;
  std::optional<Refused> refused;  // gateway_response makes `response` of it

  Excerpt event;               // what the integration got
  std::unique_ptr<Walk> walk;  // null when nobody wants to know

 private:
  std::unique_ptr<MappingScope> scope_;
};

}  // namespace cxsam::gateway
