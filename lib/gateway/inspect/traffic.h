// What a gateway has answered: counted by route, and the last exchanges as they were.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <string_view>

#include "loop/clock.h"

namespace cxsam::gateway {

struct Exchange;

/// Times by size. A bucket counts what is at most its bound and above the one before it.
struct Histogram {
  static constexpr std::array kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0};

  void add(std::chrono::nanoseconds time);

  std::array<std::uint64_t, kBounds.size() + 1> buckets{};  // the last one is for what is beyond all bounds
  std::uint64_t count = 0;
  std::chrono::nanoseconds sum{};
};

/// Of a route of a stage.
struct Counts {
  std::map<int, std::uint64_t> by_status;
  Histogram latency;      // from the request to its answer
  Histogram integration;  // what its integration took of it, where it was asked
};

/// All are "" for requests that no route is for.
struct RouteName {
  std::string api, stage, method, path;
};
struct RouteView {
  RouteView(std::string_view of_api, std::string_view of_stage, std::string_view by, std::string_view at)
      : api(of_api), stage(of_stage), method(by), path(at) {}
  RouteView(const RouteName& name) : RouteView(name.api, name.stage, name.method, name.path) {}  // NOLINT(*-explicit-*)
  auto operator<=>(const RouteView&) const = default;

  std::string_view api, stage, method, path;
};
struct ByRouteName {
  using is_transparent = void;
  bool operator()(const RouteView& a, const RouteView& b) const { return a < b; }
};

/// The beginning of a text, and how long it was.
struct Excerpt {
  std::string text;
  std::size_t bytes = 0;
};

/// One exchange, as it is shown.
struct Seen {
  std::uint64_t number = 0;  // counts all exchanges from 1
  Clock::WallTime time;
  std::string client, method;
  Excerpt target;
  const RouteName* route = nullptr;
  int status = 0;
  std::chrono::nanoseconds took{};
  std::string failure;  // "INVALID_API_KEY"; "" for none
  std::string why;
  Excerpt event;          // what its integration got
  Excerpt head;           // of its answer: a line for each header
  Excerpt body;           // the same
  bool streamed = false;  // there is no body to show
};

/// It outlives reloads and is bounded: a route is counted under its name in the template, and of the last exchanges there are
/// at most kLast with kShown bytes of each part.
class Traffic {
 public:
  static constexpr std::size_t kLast = 100;
  static constexpr std::size_t kShown = std::size_t{16} << 10U;

  /// The exchange has its answer.
  void add(Exchange& exchange);

  [[nodiscard]] const std::map<RouteName, Counts, ByRouteName>& counts() const { return counts_; }
  /// The oldest first.
  [[nodiscard]] const std::list<Seen>& last() const { return last_; }

 private:
  std::map<RouteName, Counts, ByRouteName> counts_;  // what has been seen points to its names
  std::list<Seen> last_;
  std::uint64_t number_ = 0;
};

}  // namespace cxsam::gateway
