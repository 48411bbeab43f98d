#include "cloud/traces.h"

#include <algorithm>
#include <map>
#include <utility>

#include "aws/members.h"
#include "aws/rest.h"
#include "base/time_text.h"

namespace cxsam::cloud {
namespace {

using aws::int_of;
using aws::list_of;
using aws::number_of;
using aws::text_of;

using std::chrono::seconds;

constexpr std::size_t kTracesAtOnce = 5;  // that one call gives
constexpr seconds kPause{1};
constexpr seconds kGraphPause{60};  // X-Ray makes its graph of whole minutes
constexpr seconds kLateness{60};    // traces are complete some time after they began

using Revisions = std::map<std::string, std::int64_t>;

double epoch(Clock::WallTime time) { return static_cast<double>(epoch_ms(time)) / 1000; }

Trace read_trace(const Json& answer, const Revisions& revisions) {
  Trace trace{.id = text_of(answer, "Id"), .duration = number_of(answer, "Duration"), .segments = Json::array()};
  if (const auto limit = answer.find("LimitExceeded"); limit != answer.end() && limit->is_boolean())
    trace.limit_exceeded = limit->get<bool>();
  if (const auto known = revisions.find(trace.id); known != revisions.end()) trace.revision = known->second;
  std::vector<Json> documents;
  for (const Json& segment : list_of(answer, "Segments"))
    if (Result<Json> document = parse_json(text_of(segment, "Document"))) documents.push_back(*std::move(document));
  std::ranges::stable_sort(documents, {}, [](const Json& each) { return number_of(each, "start_time"); });
  if (!documents.empty()) trace.began = number_of(documents.front(), "start_time");
  trace.segments = std::move(documents);
  return trace;
}

/// Ids and revisions of the time, page by page.
Task<Result<Revisions>> list_traces(aws::Client& client, Clock::WallTime from, Clock::WallTime to) {
  Revisions revisions;
  Json body{{"TimeRangeType", "TraceId"}, {"StartTime", epoch(from)}, {"EndTime", epoch(to)}};
  for (;;) {
    const auto page = co_await aws::rest(client, "xray", "POST", "/TraceSummaries", body);
    if (!page) co_return fail(aws::to_error(page.error(), "GetTraceSummaries"));
    for (const Json& each : list_of(*page, "TraceSummaries")) revisions[text_of(each, "Id")] = int_of(each, "Revision");
    const std::string next = text_of(*page, "NextToken");
    if (next.empty()) co_return revisions;
    body["NextToken"] = next;
  }
}

Task<Result<std::vector<Trace>>> get_traces(aws::Client& client, std::vector<std::string> ids, Revisions revisions) {
  std::vector<Trace> traces;
  for (std::size_t begin = 0; begin < ids.size(); begin += kTracesAtOnce) {
    const auto end = std::min(begin + kTracesAtOnce, ids.size());
    Json body{{"TraceIds", Json::array()}};
    for (std::size_t i = begin; i < end; ++i) body["TraceIds"].push_back(ids[i]);
    for (std::string next;;) {
      const auto page = co_await aws::rest(client, "xray", "POST", "/Traces", body);
      if (!page) co_return fail(aws::to_error(page.error(), "BatchGetTraces"));
      for (const Json& each : list_of(*page, "Traces")) traces.push_back(read_trace(each, revisions));
      next = text_of(*page, "NextToken");
      if (next.empty()) break;
      body["NextToken"] = next;
    }
  }
  std::ranges::stable_sort(traces, {}, &Trace::began);
  co_return traces;
}

Task<Result<void>> read_graph(aws::Client& client, Clock::WallTime from, Clock::WallTime to, TraceView view) {
  const Json body{{"StartTime", epoch(from)}, {"EndTime", epoch(to)}};
  const auto graph = co_await aws::rest(client, "xray", "POST", "/ServiceGraph", body);
  if (!graph) co_return fail(aws::to_error(graph.error(), "GetServiceGraph"));
  if (!list_of(*graph, "Services").empty()) view.graph(*graph);
  co_return Result<void>();
}

/// The traces of the time whose revisions are not among `known`, which are added to them.
Task<Result<void>> read_new(aws::Client& client, Clock::WallTime from, Clock::WallTime to, Revisions& known, TraceView view) {
  const Result<Revisions> listed = co_await list_traces(client, from, to);
  if (!listed) co_return fail(listed.error());
  std::vector<std::string> ids;
  for (const auto& [id, revision] : *listed) {
    const auto before = known.find(id);
    if (before == known.end() || before->second < revision) ids.push_back(id);
    known[id] = revision;
  }
  const Result<std::vector<Trace>> traces = co_await get_traces(client, std::move(ids), *listed);
  if (!traces) co_return fail(traces.error());
  for (const Trace& trace : *traces) view.trace(trace);
  co_return Result<void>();
}

}  // namespace

Task<Result<void>> read_traces(aws::Client& client, TraceQuery query, TraceView view) {
  if (!query.ids.empty()) {
    const Result<std::vector<Trace>> traces = co_await get_traces(client, query.ids, {});
    if (!traces) co_return fail(traces.error());
    for (const Trace& trace : *traces) view.trace(trace);
    co_return Result<void>();
  }
  const Result<void> graph = co_await read_graph(client, query.from, query.to, view);
  if (!graph) co_return graph;
  Revisions none;
  co_return co_await read_new(client, query.from, query.to, none, view);
}

Task<Error> follow_traces(aws::Client& client, TraceQuery query, TraceView view) {
  Clock& clock = client.world().clock;
  Revisions known;
  Clock::WallTime from = query.from;
  for (Clock::TimePoint next_graph = clock.now();;) {
    const Clock::WallTime now = clock.wall();
    if (clock.now() >= next_graph) {
      const Result<void> graph = co_await read_graph(client, query.from, now, view);
      if (!graph) co_return graph.error();
      query.from = now;
      next_graph = clock.after(kGraphPause);
    }
    const Result<void> read = co_await read_new(client, from, now, known, view);
    if (!read) co_return read.error();
    from = std::max(from, now - kLateness);
    co_await clock.sleep_for(kPause);
  }
}

}  // namespace cxsam::cloud
