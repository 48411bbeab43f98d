#include "runtime/api/connection.h"

#include <sys/socket.h>

#include <algorithm>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "base/text.h"
#include "json/json.h"
#include "loop/random.h"
#include "runtime/api/answer.h"
#include "runtime/api/stream_tail.h"
#include "runtime/documents.h"

namespace cxsam::runtime {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using http::Framing;
using http::Parse;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kText = "text/plain; charset=utf-8";
constexpr std::string_view kErrorTypeField = "Lambda-Runtime-Function-Error-Type";
constexpr std::string_view kErrorBodyField = "Lambda-Runtime-Function-Error-Body";
constexpr std::string_view kErrorWithCause = "application/vnd.aws.lambda.error.cause+json";
constexpr std::string_view kHttpIntegration = "application/vnd.awslambda.http-integration-response";
constexpr std::size_t kReadBytes = std::size_t{64} << 10U;
constexpr std::uint64_t kMaxDroppedBytes = std::uint64_t{256} << 20U;

// A field cannot hold line ends; JSON reads the same without them.
std::string in_one_line(const std::string& json) { return replace_all(replace_all(json, "\r", ""), "\n", " "); }

std::string event_fields(const Event& event) {
  std::string fields;
  const auto add = [&fields](std::string_view name, std::string_view value) {
    if (!value.empty()) fields.append(name).append(": ").append(value).append("\r\n");
  };
  add("Lambda-Runtime-Aws-Request-Id", event.request_id);
  add("Lambda-Runtime-Deadline-Ms", std::to_string(event.deadline_ms));
  add("Lambda-Runtime-Invoked-Function-Arn", event.function_arn);
  add("Lambda-Runtime-Trace-Id", event.trace_id);
  add("Lambda-Runtime-Client-Context", in_one_line(event.client_context));
  add("Lambda-Runtime-Cognito-Identity", in_one_line(event.cognito_identity));
  add("Lambda-Runtime-Aws-Tenant-Id", event.tenant_id);
  return fields;
}

// The cause of an error is for AWS X-Ray; the invoker gets the error.
std::string without_cause(std::string body, std::string_view content_type) {
  if (content_type != kErrorWithCause) return body;
  auto document = parse_json(body);
  if (!document || !document->is_object() || document->erase("errorCause") == 0) return body;
  return dump_json(*document);
}

}  // namespace

ApiConnection::ApiConnection(const World& world, tcp::socket socket, std::shared_ptr<Session> session)
    : world_(world),
      socket_(std::move(socket)),
      session_(std::move(session)),
      scratch_(std::make_unique_for_overwrite<char[]>(kReadBytes)) {
  boost::system::error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
}

Task<void> serve(std::shared_ptr<ApiConnection> connection) { co_await connection->run(); }

Task<void> ApiConnection::run() {
  bool open = true;
  while (open) {
    Request request;
    const bool read = co_await read_head(request);
    if (!read) break;
    open = co_await dispatch(request);
  }
  close();
}

void ApiConnection::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

Task<bool> ApiConnection::read_more() {
  boost::system::error_code error;
  const auto target = asio::buffer(scratch_.get(), kReadBytes);
  const std::size_t size = co_await socket_.async_read_some(target, asio::redirect_error(asio::use_awaitable, error));
  buffer_.append(scratch_.get(), size);
  co_return !error && size > 0;
}

Task<bool> ApiConnection::read_head(Request& request) {
  http::RequestHead head;
  Parse parsed = parse_head(buffer_, head);
  while (parsed == Parse::NeedMore) {
    const bool more = co_await read_more();
    if (!more) co_return false;
    parsed = parse_head(buffer_, head);
  }
  if (parsed == Parse::Malformed) {
    request.keep_alive = false;
    co_await refuse(request, {400, "InvalidRequestFormat", "The request is not well-formed HTTP/1.1"});
    co_return false;
  }
  request.method = head.method;
  request.route = route_of(head.target);
  if (is_of_extension(request.route.call)) request.fields.assign(head.fields.begin(), head.fields.end());
  request.content_type = http::find_field(head.fields, "Content-Type");
  request.error_type = http::find_field(head.fields, kErrorTypeField);
  const std::string_view mode = http::find_field(head.fields, "Lambda-Runtime-Function-Response-Mode");
  request.response_mode = mode;
  request.has_response_mode = mode.data() != nullptr;
  request.keep_alive = head.keep_alive;
  request.framing = head.framing;
  request.left = head.content_length;
  request.body_done = head.framing == Framing::None || (head.framing == Framing::Length && head.content_length == 0);
  buffer_.erase(0, head.size);
  if (head.expects_continue && !request.body_done) {
    const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    boost::system::error_code error;
    const auto source = asio::buffer(go_on);
    co_await asio::async_write(socket_, source, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return false;
  }
  co_return true;
}

// `restore/*` is there for what is restored from a snapshot only.
Route ApiConnection::route_of(std::string_view target) const {
  Route route = find_route(target.substr(0, target.find('?')));
  const bool of_restore = route.call == Call::RestoreNext || route.call == Call::RestoreError;
  return of_restore && !session_->function().snap_start ? Route{} : route;
}

// The bytes of the body that are there, or that come next. Malformed: broken off or not well-formed.
Task<Parse> ApiConnection::read_part(Request& request, std::string& part) {
  part.clear();
  while (part.empty() && !request.body_done) {
    if (buffer_.empty()) {
      const bool more = co_await read_more();
      if (!more) co_return Parse::Malformed;
    }
    if (request.framing == Framing::Length) {
      const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(request.left, buffer_.size()));
      part.assign(buffer_, 0, taken);
      buffer_.erase(0, taken);
      request.left -= taken;
      request.body_done = request.left == 0;
    } else {
      std::string_view rest = buffer_;
      const Parse parsed = request.chunked.feed(rest, part);
      buffer_.erase(0, buffer_.size() - rest.size());
      if (parsed == Parse::Malformed) co_return parsed;
      request.body_done = parsed == Parse::Done;
    }
  }
  co_return request.body_done ? Parse::Done : Parse::NeedMore;
}

// NeedMore: the body is larger than any legal one; the rest was read and dropped so that the client hears the answer.
Task<Parse> ApiConnection::read_body(Request& request, std::string& body) {
  std::string part;
  std::uint64_t size = 0;
  Parse parsed = Parse::NeedMore;
  while (parsed == Parse::NeedMore) {
    parsed = co_await read_part(request, part);
    size += part.size();
    if (size <= kMaxResponseBytes) body += part;
    if (size > kMaxDroppedBytes) parsed = Parse::Malformed;
  }
  if (parsed == Parse::Malformed) co_return parsed;
  co_return size <= kMaxResponseBytes ? Parse::Done : Parse::NeedMore;
}

Task<bool> ApiConnection::dispatch(Request& request) {
  const Route& route = request.route;
  const bool right_method = request.method == route.method;
  if (right_method && route.call == Call::Response) co_return co_await take_response(request, route.id);
  if (right_method && route.call == Call::Error) co_return co_await take_error(request, route.id);
  const bool of_init = route.call == Call::InitError || route.call == Call::RestoreError;
  if (right_method && of_init) co_return co_await take_init_error(request);
  std::string body;
  const Parse read = co_await read_body(request, body);
  if (read == Parse::Malformed) co_return false;
  if (route.call == Call::None) co_return co_await send(request, 404, kText, "", "404 page not found\n");
  if (!right_method) co_return co_await send(request, 405, "", "", "");
  if (route.call == Call::Next) co_return co_await answer_next(request);
  if (route.call == Call::RestoreNext) co_return co_await answer_restore(request);
  if (route.call == Call::Ping) co_return co_await send(request, 200, kText, "", "pong");
  co_return co_await answer_extension(request, std::move(body));
}

Task<bool> ApiConnection::answer_extension(Request& request, std::string body) {
  if (request.route.call == Call::ExtensionNext) co_return co_await answer_extension_next(request);
  if (request.route.call == Call::Logs || request.route.call == Call::Telemetry)
    co_return co_await reply(request, subscribe_extension(world_, session_, request.route.call, request.fields, body));
  if (request.route.call == Call::Register)
    co_return co_await reply(request, register_extension(*session_, world_.random, request.fields, body));
  co_return co_await reply(request, give_up_extension(*session_, request.route.call, request.fields, body));
}

Task<bool> ApiConnection::answer_extension_next(Request& request) {
  const std::string id(find_field(request.fields, "Lambda-Extension-Identifier"));
  if (const auto refusal = session_->extensions().check(id)) co_return co_await reply(request, reply_of(*refusal));
  const auto gone = std::make_shared<bool>(false);
  watch_for_close(gone);
  std::optional<std::string> event = co_await session_->extensions().next(id, *gone);
  boost::system::error_code ignored;
  socket_.cancel(ignored);
  if (!event) co_return false;
  const std::string fields = "Lambda-Extension-Event-Identifier: " + make_uuid(world_.random) + "\r\n";
  co_return co_await reply(request, {.status = 200, .fields = fields, .body = std::move(*event)});
}

// A client that hangs up while it waits must not be handed the next event: nobody would answer it.
void ApiConnection::watch_for_close(std::shared_ptr<bool> gone) {
  socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this(), gone](const boost::system::error_code& error) {
    char byte = 0;
    const bool closed = error || recv(self->socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0;
    if (!closed) return;
    *gone = true;
    self->session_->wake();
  });
}

Task<bool> ApiConnection::answer_next(Request& request) {
  const auto gone = std::make_shared<bool>(false);
  watch_for_close(gone);
  const std::optional<Event> event = co_await session_->next(*gone);
  boost::system::error_code ignored;
  socket_.cancel(ignored);
  if (!event) co_return false;
  const std::string fields = event_fields(*event);
  co_return co_await send(request, 200, kJson, fields, event->payload);
}

Task<bool> ApiConnection::answer_restore(Request& request) {
  auto refusal = session_->restore();
  if (refusal) co_return co_await refuse(request, std::move(*refusal));
  co_return co_await send(request, 200, kJson, "", "");
}

Task<bool> ApiConnection::take_response(Request& request, std::string id) {
  std::optional<Refusal> refusal = session_->check_response(id);
  const bool other_mode = request.has_response_mode && !equals_ignoring_case(request.response_mode, "streaming");
  if (!refusal && other_mode) refusal = Refusal{400, "InvalidFunctionResponseMode", "Invalid function response mode"};
  if (refusal) {
    std::string dropped;
    const Parse body = co_await read_body(request, dropped);
    if (body == Parse::Malformed) co_return false;
    co_return co_await refuse(request, std::move(*refusal));
  }
  session_->begin_response(id);
  session_->set_content_type(request.content_type);
  // The Go client streams without saying so, but for the content type.
  const bool streams = request.has_response_mode || request.content_type == kHttpIntegration;
  if (streams) co_return co_await take_stream(request, std::move(id));
  co_return co_await take_whole(request, std::move(id));
}

Task<bool> ApiConnection::take_whole(Request& request, std::string id) {
  std::string body;
  const Parse parsed = co_await read_body(request, body);
  const bool open = session_->takes_parts_of(id);
  if (parsed == Parse::Malformed) {
    const std::string type = "Runtime.TruncatedResponse";
    if (open) session_->finish_with({type, error_document(type, "")});
    request.keep_alive = false;
    co_return co_await refuse(request, {400, "TruncatedHTTPRequest", "HTTP request detected as truncated"});
  }
  if (parsed == Parse::NeedMore) {
    if (open) session_->refuse_too_large(kMaxResponseBytes);
    const std::string text = "Exceeded maximum allowed payload size (" + std::to_string(kMaxResponseBytes) + " bytes).";
    co_return co_await refuse(request, {413, "RequestEntityTooLarge", text});
  }
  std::string error_type, error_body;
  for (const auto& [name, value] : request.chunked.trailers()) {
    if (equals_ignoring_case(name, kErrorTypeField)) error_type = value;
    if (equals_ignoring_case(name, kErrorBodyField)) error_body = value;
  }
  if (open && !error_type.empty()) {
    session_->finish_with(trailer_failure(error_type, error_body));
  } else if (open) {
    session_->add_part(std::move(body));
    session_->finish();
  }
  co_return co_await accept(request);
}

Task<bool> ApiConnection::take_stream(Request& request, std::string id) {
  StreamTail tail;
  std::string part;
  std::uint64_t size = 0;
  Parse parsed = Parse::NeedMore;
  while (parsed == Parse::NeedMore) {
    parsed = co_await read_part(request, part);
    size += part.size();
    if (session_->takes_parts_of(id) && size > kMaxStreamBytes) session_->refuse_too_large(kMaxStreamBytes);
    if (session_->takes_parts_of(id)) {
      session_->add_part(tail.push(std::move(part)));
      co_await session_->wait_for_reader();
    }
  }
  if (parsed == Parse::Malformed) {
    close();
    co_await session_->break_off(id);
    co_return false;
  }
  if (!session_->takes_parts_of(id)) co_return co_await accept(request);
  std::string rest;
  std::optional<Failure> failure = tail.end(rest);
  std::string error_type, error_body;
  for (const auto& [name, value] : request.chunked.trailers()) {
    if (equals_ignoring_case(name, kErrorTypeField)) error_type = value;
    if (equals_ignoring_case(name, kErrorBodyField)) error_body = value;
  }
  if (!error_type.empty()) failure = trailer_failure(error_type, error_body);
  session_->add_part(std::move(rest));
  if (failure) {
    session_->finish_with(std::move(*failure));
  } else {
    session_->finish();
  }
  co_return co_await accept(request);
}

Task<bool> ApiConnection::take_error(Request& request, std::string id) {
  auto refusal = session_->begin_error(id);
  std::string body;
  const Parse parsed = co_await read_body(request, body);
  if (parsed == Parse::Malformed) {
    if (!refusal) session_->finish_with({checked_error_type(request.error_type), ""});
    co_return false;
  }
  if (refusal) co_return co_await refuse(request, std::move(*refusal));
  session_->finish_with({checked_error_type(request.error_type), without_cause(std::move(body), request.content_type)});
  co_return co_await accept(request);
}

Task<bool> ApiConnection::take_init_error(Request& request) {
  std::string body;
  const Parse parsed = co_await read_body(request, body);
  if (parsed == Parse::Malformed) co_return false;
  Failure failure{checked_error_type(request.error_type), std::move(body)};
  const bool restoring = request.route.call == Call::RestoreError;
  auto refusal = restoring ? session_->fail_restore(std::move(failure)) : session_->fail_init(std::move(failure));
  if (refusal) co_return co_await refuse(request, std::move(*refusal));
  co_return co_await accept(request);
}

Task<bool> ApiConnection::accept(const Request& request) {
  co_return co_await send(request, 202, kJson, "", "{\"status\":\"OK\"}\n");
}

Task<bool> ApiConnection::refuse(Request& request, Refusal refusal) { co_return co_await reply(request, reply_of(refusal)); }

Task<bool> ApiConnection::reply(const Request& request, Reply reply) {
  co_return co_await send(request, reply.status, kJson, reply.fields, reply.body);
}

Task<bool> ApiConnection::send(const Request& request, int status, std::string_view type, std::string_view fields,
                               std::string_view body) {
  const std::string answer = render_answer(status, type, fields, body, request.keep_alive);
  boost::system::error_code error;
  const auto source = asio::buffer(answer);
  co_await asio::async_write(socket_, source, asio::redirect_error(asio::use_awaitable, error));
  co_return !error && request.keep_alive;
}

}  // namespace cxsam::runtime
