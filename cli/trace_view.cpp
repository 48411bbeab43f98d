#include "cli/trace_view.h"

namespace cxsam::cli {

cloud::TraceView make_trace_view(Context& context) {
  system::Terminal& terminal = context.terminal;
  const auto print = [&terminal](const std::string& text) {
    terminal.out(text);
    terminal.flush();
  };
  if (context.options.text_or("output", "text") == "json")
    return {.graph = [print](const Json& graph) { print(cloud::graph_json(graph) + "\n"); },
            .trace = [print](const cloud::Trace& trace) { print(cloud::trace_json(trace) + "\n"); }};
  return {.graph = [print](const Json& graph) { print(cloud::graph_text(graph)); },
          .trace = [print](const cloud::Trace& trace) { print(cloud::trace_text(trace)); }};
}

}  // namespace cxsam::cli
