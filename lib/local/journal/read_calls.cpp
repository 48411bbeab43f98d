#include "local/journal/read_calls.h"

#include <map>

#include "base/file.h"
#include "base/text.h"
#include "invoke/outcome_name.h"
#include "json/json.h"
#include "local/journal/payload.h"

namespace cxsam::local {
namespace {

std::string text_at(const Json& line, std::string_view name) {
  const auto found = line.find(name);
  return found == line.end() || !found->is_string() ? "" : found->get<std::string>();
}

RecordedCall call_of(const Json& line) {
  RecordedCall call{.time = text_at(line, "time"), .function = text_at(line, "function"), .invocation = {}, .answer = {}};
  call.invocation = {.request_id = text_at(line, "requestId"),
                     .payload = find_payload(line, "event").value_or("{}"),
                     .client_context = text_at(line, "clientContext"),
                     .trace_id = text_at(line, "traceId"),
                     .tenant_id = text_at(line, "tenantId"),
                     .cognito_identity = text_at(line, "cognitoIdentity"),
                     .function_arn = text_at(line, "functionArn")};
  if (const std::string version = text_at(line, "version"); !version.empty()) call.invocation.version = version;
  return call;
}

RecordedAnswer answer_of(const Json& line) {
  const auto duration = line.find("durationMs");
  return {.outcome = invoke::outcome_of(text_at(line, "outcome")),
          .body = find_payload(line, "answer").value_or(""),
          .duration_ms = duration != line.end() && duration->is_number() ? duration->get<double>() : 0};
}

}  // namespace

RecordedCallList calls_in(std::string_view text) {
  RecordedCallList list;
  std::map<std::string, std::size_t> open;  // by request id
  for (const std::string_view line : split(text, '\n')) {
    if (trim(line).empty()) continue;
    const auto parsed = parse_json(line);
    if (!parsed || !parsed->is_object()) {
      ++list.broken_lines;
      continue;
    }
    const std::string kind = text_at(*parsed, "kind");
    if (kind == "call") {
      open[text_at(*parsed, "requestId")] = list.calls.size();
      list.calls.push_back(call_of(*parsed));
    } else if (kind == "answer") {
      const auto found = open.find(text_at(*parsed, "requestId"));
      if (found != open.end()) list.calls[found->second].answer = answer_of(*parsed);
    }
  }
  return list;
}

Result<RecordedCallList> read_calls(const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return fail(Error(text.error()).with("reading the journal"));
  return calls_in(*text);
}

}  // namespace cxsam::local
