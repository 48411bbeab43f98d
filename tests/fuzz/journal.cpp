// The readers of a journal, and of what functions send to the X-Ray daemon.
#include <cstdlib>

#include "local/journal/log_lines.h"
#include "local/journal/read_calls.h"
#include "local/journal/replay.h"
#include "local/xray/segments.h"
#include "local/xray/traces.h"

using namespace cxsam::local;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)list_calls(calls_in(bytes));
  (void)log_text_of(bytes, {});
  (void)segments_in(bytes);
  const auto traces = traces_in(bytes);
  if (!traces.empty() && (trace_list(traces).empty() || traces_json(traces).empty())) std::abort();
  (void)service_map(traces);
  return 0;
}
