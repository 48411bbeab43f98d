#include "local/xray/traces.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/text.h"
#include "invoke/trace_header.h"
#include "json/json.h"
#include "local/journal/read_time.h"

namespace cxsam::local {
namespace {

constexpr int kMaxDepth = 64;

std::string text_at(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() || !found->is_string() ? "" : found->get<std::string>();
}

double number_at(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() || !found->is_number() ? 0 : found->get<double>();
}

bool flag_at(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

double seconds_of(std::string_view iso) { return std::chrono::duration<double>(read_time(iso).time_since_epoch()).count(); }

/// What is known so far of all traces.
struct Reading {
  std::vector<Trace> traces;
  std::map<std::string, std::size_t> by_id;
  /// Of a call: the trace and the segment of its function, by request id.
  std::map<std::string, std::pair<std::size_t, std::size_t>> calls;
  /// Functions, by trace and the id that what they send names as its parent.
  std::map<std::pair<std::size_t, std::string>, std::size_t> functions;

  std::size_t trace(const std::string& id) {
    const auto [found, is_new] = by_id.emplace(id, traces.size());
    if (is_new) traces.push_back({.id = id, .segments = {}});
    return found->second;
  }

  void add_call(const Json& line) {
    const std::string header = text_at(line, "traceId");
    const std::string root(invoke::trace_field(header, "Root"));
    if (root.empty()) return;
    const std::size_t at = trace(root);
    const std::string parent(invoke::trace_field(header, "Parent"));
    const std::string request = text_at(line, "requestId");
    functions[{at, parent}] = traces[at].segments.size();
    calls[request] = {at, traces[at].segments.size()};
    traces[at].segments.push_back({.id = "call " + request,
                                   .parent = parent,
                                   .name = text_at(line, "function"),
                                   .kind = "function",
                                   .start = seconds_of(text_at(line, "time"))});
  }

  void add_answer(const Json& line) {
    const auto call = calls.find(text_at(line, "requestId"));
    if (call == calls.end()) return;
    Segment& segment = traces[call->second.first].segments[call->second.second];
    segment.end = segment.start + number_at(line, "durationMs") / 1000;
    const std::string outcome = text_at(line, "outcome");
    segment.fault = outcome != "ok" && outcome != "throttled";
    segment.throttle = outcome == "throttled";
  }

  void add_segment(const Json& document, std::size_t at, const std::string& parent, int depth) {
    if (!document.is_object() || depth > kMaxDepth) return;
    Segment segment{.id = text_at(document, "id"),
                    .parent = parent,
                    .name = text_at(document, "name"),
                    .kind = text_at(document, "namespace"),
                    .start = number_at(document, "start_time"),
                    .end = number_at(document, "end_time"),
                    .fault = flag_at(document, "fault"),
                    .error = flag_at(document, "error"),
                    .throttle = flag_at(document, "throttle")};
    const std::string id = segment.id;
    std::vector<Segment>& segments = traces[at].segments;
    const auto known = std::ranges::find(segments, id, &Segment::id);
    if (known == segments.end()) {
      segments.push_back(std::move(segment));
    } else {
      *known = std::move(segment);  // it was under way
    }
    const auto below = document.find("subsegments");
    if (below == document.end() || !below->is_array()) return;
    for (const Json& one : *below) add_segment(one, at, id, depth + 1);
  }

  void add(const Json& line) {
    const std::string kind = text_at(line, "kind");
    if (kind == "call") add_call(line);
    if (kind == "answer") add_answer(line);
    const auto segment = line.find("segment");
    if (kind != "segment" || segment == line.end() || !segment->is_object()) return;
    add_segment(*segment, trace(text_at(*segment, "trace_id")), text_at(*segment, "parent_id"), 0);
  }
};

/// Puts each segment below the one that it names; what a function sent stands below the function.
void link(Trace& trace, std::size_t at, const Reading& reading) {
  std::vector<Segment>& segments = trace.segments;
  std::map<std::string, std::size_t> by_id;
  for (std::size_t i = 0; i < segments.size(); ++i) by_id.emplace(segments[i].id, i);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto function = reading.functions.find({at, segments[i].parent});
    const auto above = by_id.find(segments[i].parent);
    if (segments[i].kind != "function" && function != reading.functions.end()) {
      segments[function->second].below.push_back(i);
    } else if (above != by_id.end() && above->second != i) {
      segments[above->second].below.push_back(i);
    } else {
      trace.roots.push_back(i);
    }
  }
  const auto by_start = [&](std::size_t a, std::size_t b) { return segments[a].start < segments[b].start; };
  for (Segment& segment : segments) std::ranges::stable_sort(segment.below, by_start);
  std::ranges::stable_sort(trace.roots, by_start);
}

}  // namespace

double Trace::start() const {
  double first = 0;
  for (const Segment& segment : segments)
    if (first == 0 || (segment.start > 0 && segment.start < first)) first = segment.start;
  return first;
}

double Trace::duration() const {
  double last = 0;
  for (const Segment& segment : segments) last = std::max(last, segment.end);
  return std::max(0.0, last - start());
}

std::vector<Trace> traces_in(std::string_view journal) {
  Reading reading;
  for (const std::string_view text : split(journal, '\n')) {
    const auto line = parse_json(text);
    if (line && line->is_object()) reading.add(*line);
  }
  for (std::size_t i = 0; i < reading.traces.size(); ++i) link(reading.traces[i], i, reading);
  std::ranges::stable_sort(reading.traces, [](const Trace& a, const Trace& b) { return a.start() < b.start(); });
  return std::move(reading.traces);
}

}  // namespace cxsam::local
