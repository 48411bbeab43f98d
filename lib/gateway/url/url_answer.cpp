#include "gateway/url/url_answer.h"

#include "gateway/function_answer.h"
#include "gateway/streamed_answer.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

constexpr std::string_view kStreamed = "application/vnd.awslambda.http-integration-response";
constexpr std::string_view kMark("\0\0\0\0\0\0\0\0", 8);  // between what is said of a stream and the stream

http::Response plain(std::string body, std::string_view type) {
  http::Response response{.status = 200, .headers = {}, .body = std::move(body)};
  response.headers.emplace_back("Content-Type", type);
  return response;
}

const AnswerRules kRules{
    .kind = application::Api::Kind::Http, .payload_format = "2.0", .binary_media_types = nullptr, .accept = {}};

Result<http::Response> streamed_answer(const std::string& bytes) {
  const std::size_t end = bytes.find(kMark);
  if (end == std::string::npos) return fail("its stream does not say where the body begins");
  auto response = make_streamed_head(std::string_view(bytes).substr(0, end));
  if (response) response->body = bytes.substr(end + kMark.size());
  return response;
}

}  // namespace

Result<http::Response> make_url_answer(const invoke::BufferedResponse& answer) {
  if (answer.content_type.starts_with(kStreamed)) return streamed_answer(answer.body);
  const auto result = parse_json(answer.body);
  if (!result) return fail("it is no JSON: " + result.error().message);
  if (result->is_object() && result->contains("statusCode")) return make_answer(answer.body, kRules);
  if (result->is_string()) return plain(result->get<std::string>(), "application/json");
  return plain(result->is_structured() ? dump_json(*result) : answer.body, "application/json");
}

Task<http::Response> stream_url_answer(std::shared_ptr<invoke::Stream> stream) {
  using Kind = invoke::Outcome::Kind;
  auto response = co_await stream_answer(stream, WithoutPrelude::PassedOn);
  if (const auto& outcome = stream->outcome(); outcome && outcome->kind != Kind::Ok && stream->content_type().empty())
    co_return url_failure(outcome->kind == Kind::Throttled ? 429 : 502);
  co_return response ? std::move(*response) : url_failure(502);
}

http::Response url_failure(int status) {
  std::string_view text = "Internal Server Error";
  if (status == 413) text = "Request Entity Too Large";
  if (status == 429) text = "Rate Exceeded.";
  http::Response response = plain(std::string(text), "application/json");
  response.status = status;
  return response;
}

}  // namespace cxsam::gateway
