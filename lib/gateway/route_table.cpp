#include "gateway/route_table.h"

#include <algorithm>

#include "base/percent.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

/// A piece between slashes: [begin, end) of the path.
struct Segment {
  std::size_t begin;
  std::size_t end;
};

/// Without those that are empty, but where these count: then between slashes that do not begin the path.
std::vector<Segment> segments_of(std::string_view path, bool with_empty = false) {
  std::vector<Segment> segments;
  std::size_t begin = std::min(path.find_first_not_of('/'), path.size());
  while (begin < path.size()) {
    std::size_t end = path.find('/', begin);
    if (end == std::string_view::npos) end = path.size();
    if (end > begin || with_empty) segments.push_back({begin, end});
    begin = end + 1;
  }
  return segments;
}

/// Null where the API has no such stage.
const application::Stage* stage_of(const application::Api& api, std::string_view name) {
  if (name.empty()) return &api.stages.front();
  const auto found = std::ranges::find(api.stages, name, &application::Stage::name);
  return found == api.stages.end() ? nullptr : &*found;
}

bool is_parameter(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }
bool is_greedy(std::string_view segment) { return is_parameter(segment) && segment[segment.size() - 2] == '+'; }

}  // namespace

struct RouteTable::Endpoint {
  const application::Api* api;
  const application::Stage* stage;
  const application::Route* route;
  bool (*takes)(std::string_view route_method, std::string_view method);  // the dialect's
  std::vector<const Step*> steps;
  std::vector<std::pair<std::string, std::size_t>> names;  // parameter and the depth of its segment
  bool greedy;                                             // the last name takes the rest of the path
};

struct RouteTable::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::vector<Endpoint> here;    // routes that end at this segment
  std::vector<Endpoint> greedy;  // routes that take everything below
};

/// A node is reached only at its own depth, so a search visits each node at most once.
struct RouteTable::Search {
  std::string_view method;
  std::string_view path;
  std::vector<Segment> segments;

  [[nodiscard]] std::string_view text(std::size_t depth) const {
    return path.substr(segments[depth].begin, segments[depth].end - segments[depth].begin);
  }
};

RouteTable::RouteTable(const application::Application& application, RouteChoice choice, const Dialect& dialect)
    : exact_slashes_(dialect.exact_slashes), root_(std::make_unique<Node>()) {
  for (const application::Api& api : application.apis) {
    if (choice.only != nullptr && choice.only != &api) continue;
    const application::Stage* stage = stage_of(api, choice.stage);
    if (stage == nullptr) continue;
    for (const application::Route& route : api.routes) add(api, *stage, route, dialect);
  }
}
RouteTable::RouteTable(RouteTable&&) noexcept = default;
RouteTable& RouteTable::operator=(RouteTable&&) noexcept = default;
RouteTable::~RouteTable() = default;

void RouteTable::add(const application::Api& api, const application::Stage& stage, const application::Route& route,
                     const Dialect& dialect) {
  Endpoint endpoint{.api = &api,
                    .stage = &stage,
                    .route = &route,
                    .takes = dialect.takes,
                    .steps = steps_of(api, stage, route, dialect),
                    .names = {},
                    .greedy = false};
  if (route.path == "$default") {
    defaults_.push_back(std::move(endpoint));
    return;
  }
  Node* node = root_.get();
  std::size_t depth = 0;
  for (const Segment segment : segments_of(route.path)) {
    const std::string_view text = std::string_view(route.path).substr(segment.begin, segment.end - segment.begin);
    if (is_greedy(text)) {
      endpoint.names.emplace_back(text.substr(1, text.size() - 3), depth);
      endpoint.greedy = true;
      break;
    }
    std::unique_ptr<Node>* next = &node->parameter;
    if (is_parameter(text)) {
      endpoint.names.emplace_back(text.substr(1, text.size() - 2), depth);
    } else {
      next = &node->literals[std::string(text)];
    }
    if (!*next) *next = std::make_unique<Node>();
    node = next->get();
    ++depth;
  }
  (endpoint.greedy ? node->greedy : node->here).push_back(std::move(endpoint));
}

const RouteTable::Endpoint* RouteTable::pick(const std::vector<Endpoint>& endpoints, std::string_view method) {
  const Endpoint* other = nullptr;
  for (const Endpoint& endpoint : endpoints) {
    if (endpoint.route->method == method) return &endpoint;
    if (other == nullptr && endpoint.takes(endpoint.route->method, method)) other = &endpoint;
  }
  return other;
}

const RouteTable::Endpoint* RouteTable::descend(const Node& node, std::size_t depth, Search& search) {
  if (depth == search.segments.size()) return pick(node.here, search.method);
  const std::string_view text = search.text(depth);
  auto literal = node.literals.find(text);
  if (literal == node.literals.end() && text.find('%') != std::string_view::npos) {
    literal = node.literals.find(percent_decode(text));
  }
  if (literal != node.literals.end()) {
    if (const Endpoint* found = descend(*literal->second, depth + 1, search)) return found;
  }
  if (node.parameter && !text.empty()) {
    if (const Endpoint* found = descend(*node.parameter, depth + 1, search)) return found;
  }
  return pick(node.greedy, search.method);
}

RouteMatch RouteTable::find(std::string_view method, std::string_view path) const {
  Search search{.method = method, .path = path, .segments = segments_of(path, exact_slashes_)};
  const Endpoint* found = descend(*root_, 0, search);
  if (found == nullptr) found = pick(defaults_, method);
  if (found == nullptr) return {};
  RouteMatch match{.api = found->api, .stage = found->stage, .route = found->route, .parameters = {}, .steps = found->steps};
  for (const auto& [name, depth] : found->names) match.parameters.emplace_back(name, search.text(depth));
  if (found->greedy) {
    const std::size_t begin = search.segments[found->names.back().second].begin;
    const std::size_t end = exact_slashes_ ? path.size() : search.segments.back().end;
    match.parameters.back().second = path.substr(begin, end - begin);
  }
  return match;
}

void RouteTable::add_clashes(const std::vector<Endpoint>& endpoints, std::vector<Clash>& clashes) {
  for (const Endpoint& hidden : endpoints) {
    for (const Endpoint& other : endpoints) {
      const bool comes_first = other.route->method == hidden.route->method && &other < &hidden;
      const bool is_closer = hidden.route->method == "ANY" && other.route->method != "ANY" && other.api != hidden.api;
      if (comes_first || is_closer) clashes.push_back({hidden.api, hidden.route, other.api, other.route});
      if (comes_first) break;
    }
  }
}

void RouteTable::add_clashes(const Node& node, std::vector<Clash>& clashes) {
  add_clashes(node.here, clashes);
  add_clashes(node.greedy, clashes);
  for (const auto& [text, next] : node.literals) add_clashes(*next, clashes);
  if (node.parameter) add_clashes(*node.parameter, clashes);
}

std::vector<Clash> RouteTable::clashes() const {
  std::vector<Clash> clashes;
  add_clashes(*root_, clashes);
  add_clashes(defaults_, clashes);
  return clashes;
}

}  // namespace cxsam::gateway
