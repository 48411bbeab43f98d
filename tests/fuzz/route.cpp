// Route table and request targets against foreign bytes. The first lines of the input are routes ("GET /a/{id}"), the last line
// is a request. Beyond not crashing: a match must really be one, and the event made for it must be JSON.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "application/application.h"
#include "base/text.h"
#include "gateway/event.h"
#include "gateway/route_table.h"
#include "gateway/sam/event.h"
#include "json/json.h"

using namespace cxsam;

namespace {

constexpr std::size_t kMaxInput = 4096;

void require(bool condition) {
  if (!condition) std::abort();
}

application::Application routes_of(const std::vector<std::string_view>& lines) {
  application::Application application;
  application.apis.emplace_back();
  application.apis.back().kind = lines.size() % 2 == 0 ? application::Api::Kind::Rest : application::Api::Kind::Http;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::size_t blank = lines[i].find(' ');
    if (blank == std::string_view::npos) continue;
    application::Route route;
    route.method = lines[i].substr(0, blank);
    route.path = lines[i].substr(blank + 1);
    application.apis.back().routes.push_back(std::move(route));
  }
  return application;
}

bool lies_within(std::string_view part, std::string_view whole) {
  return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kMaxInput) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto lines = split(input, '\n');
  const application::Application application = routes_of(lines);
  const gateway::RouteTable table(application);

  http::Request request;
  const std::string_view last = lines.back();
  const std::size_t blank = last.find(' ');
  request.method = last.substr(0, blank);
  request.target = blank == std::string_view::npos ? "/" : last.substr(blank + 1);
  request.headers = {{"Host", request.target}, {"Cookie", request.target}, {request.method, request.target}};
  const std::string_view target = request.target;
  const std::string_view path = target.substr(0, target.find('?'));
  const std::string_view query = target.substr(std::min(path.size() + 1, target.size()));

  const gateway::RouteMatch match = table.find(request.method, path);
  if (!match) return 0;
  require(match.route->method == request.method || match.route->method == "ANY");
  for (const auto& [name, value] : match.parameters) require(!value.empty() && lies_within(value, path));

  SystemWorld system;
  const gateway::RequestIds ids = gateway::make_request_ids(system.world, "");
  const gateway::EventSource source{
      .request = request, .sent_path = path, .path = path, .query = query, .match = match, .ids = ids, .account_id = "1"};
  require(parse_json(gateway::make_event_v1(source)).has_value());
  require(parse_json(gateway::make_event_v2(source)).has_value());
  if (const auto event = gateway::make_sam_event_v1(source)) require(parse_json(*event).has_value());
  if (const auto event = gateway::make_sam_event_v2(source)) require(parse_json(*event).has_value());
  return 0;
}
