#include "local/journal/replay.h"

#include <fmt/format.h>

#include "base/text.h"
#include "invoke/outcome_name.h"
#include "json/json.h"
#include "local/journal/line_diff.h"

namespace cxsam::local {
namespace {

/// One value a line, so that a difference is small.
std::string spread(const std::string& body) {
  const auto parsed = parse_json(body);
  return parsed ? dump_json(*parsed, 2) : body;
}

/// Names that are of one call alone count in neither.
std::string without_request_id(const std::string& body, const std::string& request_id) {
  return request_id.empty() ? body : replace_all(body, request_id, "<request id>");
}

}  // namespace

Result<Replayed> replay(const RecordedCall& call, InvokeOptions options) {
  options.function = call.function;
  options.recorded = call.invocation;
  const auto invoked = invoke_function(options);
  if (!invoked) return fail(invoked.error());
  if (invoked->unwritten) return fail(*invoked->unwritten);
  Replayed replayed{.interrupted = invoked->end == Invoked::End::Interrupted};
  if (replayed.interrupted) return replayed;
  if (!call.answer) {
    replayed.text = "The journal ends before the answer to this call. Now it is:\n" + spread(invoked->answer) + "\n";
    return replayed;
  }
  const RecordedAnswer& then = *call.answer;
  const std::string times = fmt::format("{:.2f} ms then, {:.2f} ms now", then.duration_ms, invoked->duration_ms);
  const std::string difference = line_diff(spread(without_request_id(then.body, call.invocation.request_id)),
                                           spread(without_request_id(invoked->answer, invoked->request_id)));
  const bool same_end = then.outcome == invoked->outcome;
  replayed.same = same_end && difference.empty();
  if (replayed.same) {
    replayed.text = "The answer is the same (" + times + ").\n";
    return replayed;
  }
  replayed.text = "The answer differs (" + times + ").\n";
  if (!same_end) {
    replayed.text +=
        fmt::format("- outcome: {}\n+ outcome: {}\n", invoke::name_of(then.outcome), invoke::name_of(invoked->outcome));
  }
  replayed.text += difference;
  return replayed;
}

Result<std::size_t> choose_call(const RecordedCallList& list, std::optional<std::int64_t> number) {
  if (list.calls.empty())
    return fail(Error{"the journal has no call"}.hint(
        "`--journal FILE` of `local invoke`, `start-api` and `start-lambda` writes them"));
  const auto count = static_cast<std::int64_t>(list.calls.size());
  const std::int64_t wanted = number.value_or(count);
  if (wanted < 1 || wanted > count)
    return fail(
        Error{"there is no call " + std::to_string(wanted) + ": the journal has " + plural(list.calls.size(), "call")}.hint(
            "`--list` shows them"));
  return static_cast<std::size_t>(wanted - 1);
}

std::string list_calls(const RecordedCallList& list) {
  std::string text;
  std::size_t number = 0;
  for (const RecordedCall& call : list.calls) {
    const std::string end = call.answer
                                ? fmt::format("{}, {:.2f} ms", invoke::name_of(call.answer->outcome), call.answer->duration_ms)
                                : "no answer";
    text += fmt::format("{:>4}  {}  {}  {}\n", ++number, call.time, call.function, end);
  }
  return text;
}

}  // namespace cxsam::local
