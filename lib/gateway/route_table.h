// Which route a request belongs to. One table serves all APIs of an application.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "application/application.h"
#include "gateway/dialect.h"

namespace cxsam::gateway {

/// Name -> value as in the path, still percent-encoded; in the order of the path.
using PathParameters = std::vector<std::pair<std::string_view, std::string_view>>;

/// Pointers into the application and the table; views into the request's path.
struct RouteMatch {
  const application::Api* api = nullptr;
  const application::Stage* stage = nullptr;
  const application::Route* route = nullptr;  // null: no route
  PathParameters parameters;
  std::span<const Step* const> steps;  // that answer its requests, in their order

  explicit operator bool() const { return route != nullptr; }
};

/// Two routes for the same requests.
struct Clash {
  const application::Api* hidden_api = nullptr;
  const application::Route* hidden = nullptr;
  const application::Api* answering_api = nullptr;
  const application::Route* answering = nullptr;
};

/// Which routes are in a table.
struct RouteChoice {
  const application::Api* only = nullptr;  // null: of all APIs
  std::string_view stage = {};             // of APIs that have this one; "" = each API's first
};

/// Routes by path segment. In each segment a literal wins over `{p}`, which wins over `{p+}`; a branch that ends without a
/// route for the method is left again, so that a greedy route further up may answer; the exact method wins over those that the
/// dialect takes for it (ANY); `$default` comes last. Repeated and trailing slashes do not count (in some dialects they do: see
/// there), case does. Where two routes are equal the first stays. Sources: API Gateway developer guide, "Working with routes
/// for HTTP APIs"; recorded behaviour of REST APIs.
class RouteTable {
 public:
  /// `application` must outlive the table and not change.
  explicit RouteTable(const application::Application& application, RouteChoice choice = {},
                      const Dialect& dialect = kAwsDialect);
  RouteTable(const RouteTable&) = delete;
  RouteTable& operator=(const RouteTable&) = delete;
  RouteTable(RouteTable&&) noexcept;
  RouteTable& operator=(RouteTable&&) noexcept;
  ~RouteTable();

  /// `path` is the path part of a request target, percent-encoded, without the query.
  [[nodiscard]] RouteMatch find(std::string_view method, std::string_view path) const;

  /// Routes that do not get all requests that they would get if they were alone, one entry for each that answers in their
  /// place.
  [[nodiscard]] std::vector<Clash> clashes() const;

 private:
  struct Node;
  struct Endpoint;
  struct Search;

  void add(const application::Api& api, const application::Stage& stage, const application::Route& route,
           const Dialect& dialect);
  static const Endpoint* pick(const std::vector<Endpoint>& endpoints, std::string_view method);
  static const Endpoint* descend(const Node& node, std::size_t depth, Search& search);
  static void add_clashes(const std::vector<Endpoint>& endpoints, std::vector<Clash>& clashes);
  static void add_clashes(const Node& node, std::vector<Clash>& clashes);

  bool exact_slashes_;  // the dialect's
  std::unique_ptr<Node> root_;
  std::vector<Endpoint> defaults_;
};

}  // namespace cxsam::gateway
