#include "runtime/api/connection.h"

#include <sys/socket.h>

#include "base/text.h"
#include "json/json.h"
#include "loop/random.h"
#include "loop/turn.h"
#include "runtime/api/event_fields.h"
#include "runtime/api/stream_tail.h"
#include "runtime/documents.h"

namespace cxsam::runtime {
namespace {

using boost::asio::ip::tcp;
using http::Parse;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kText = "text/plain; charset=utf-8";
constexpr std::string_view kErrorTypeField = "Lambda-Runtime-Function-Error-Type";
constexpr std::string_view kErrorBodyField = "Lambda-Runtime-Function-Error-Body";
constexpr std::string_view kErrorWithCause = "application/vnd.aws.lambda.error.cause+json";
constexpr std::string_view kHttpIntegration = "application/vnd.awslambda.http-integration-response";

// The cause of an error is for AWS X-Ray; the invoker gets the error.
std::string without_cause(std::string body, std::string_view content_type) {
  if (content_type != kErrorWithCause) return body;
  auto document = parse_json(body);
  if (!document) return "\"Invalid error body\"";
  if (!document->is_object() || document->erase("errorCause") == 0) return body;
  return dump_json(*document);
}

}  // namespace

ApiConnection::ApiConnection(const World& world, tcp::socket socket, std::shared_ptr<Session> session,
                             std::shared_ptr<ConcurrentCalls> calls)
    : world_(world), client_(std::move(socket)), session_(std::move(session)), calls_(std::move(calls)) {}

Task<void> serve(std::shared_ptr<ApiConnection> connection) { co_await connection->run(); }

Task<void> ApiConnection::run() {
  bool open = true;
  while (open) {
    ApiRequest request;
    const Parse head = co_await client_.read_head(request);
    if (head == Parse::NeedMore) break;
    if (head == Parse::Malformed) {
      open = co_await refuse(request, {400, "InvalidRequestFormat", "The request is not well-formed HTTP/1.1"});
    } else {
      if (!has(request.route.call)) request.route = {};
      open = co_await dispatch(request);
    }
  }
  close();
}

// `restore/*` is there for what is restored from a snapshot only.
bool ApiConnection::has(Call call) const {
  const bool of_restore = call == Call::RestoreNext || call == Call::RestoreError;
  return !of_restore || session_->function().snap_start;
}

Task<bool> ApiConnection::dispatch(ApiRequest& request) {
  const Route& route = request.route;
  const bool right_method = request.method == route.method;
  const bool of_invocation = route.call == Call::Response || route.call == Call::Error;
  if (right_method && of_invocation) co_return co_await take_end(request);
  const bool of_init = route.call == Call::InitError || route.call == Call::RestoreError;
  if (right_method && of_init) co_return co_await take_init_error(request);
  std::string body;
  const Parse read = co_await client_.read_body(request, body);
  if (read == Parse::Malformed) co_return false;
  if (route.call == Call::None) co_return co_await client_.send(request, 404, kText, "", "404 page not found\n");
  if (!right_method) co_return co_await client_.send(request, 405, "", "", "");
  if (route.call == Call::Next) co_return co_await answer_next(request);
  if (route.call == Call::RestoreNext) co_return co_await answer_restore(request);
  if (route.call == Call::Ping) co_return co_await client_.send(request, 200, kText, "", "pong");
  co_return co_await answer_extension(request, std::move(body));
}

Task<bool> ApiConnection::answer_extension(ApiRequest& request, std::string body) {
  if (request.route.call == Call::ExtensionNext) co_return co_await answer_extension_next(request);
  if (request.route.call == Call::Logs || request.route.call == Call::Telemetry)
    co_return co_await reply(request, subscribe_extension(world_, session_, request.route.call, request.fields, body));
  if (request.route.call == Call::Register)
    co_return co_await reply(request, register_extension(*session_, world_.random, request.fields, body));
  co_return co_await reply(request, give_up_extension(*session_, request.route.call, request.fields, body));
}

Task<bool> ApiConnection::answer_extension_next(ApiRequest& request) {
  const std::string id(find_field(request.fields, "Lambda-Extension-Identifier"));
  if (const auto refusal = session_->extensions().check(id)) co_return co_await reply(request, reply_of(*refusal));
  const auto gone = std::make_shared<bool>(false);
  watch_for_close(gone);
  std::optional<std::string> event = co_await session_->extensions().next(id, *gone);
  client_.cancel();
  if (!event) co_return false;
  const std::string fields = "Lambda-Extension-Event-Identifier: " + make_uuid(world_.random) + "\r\n";
  co_return co_await reply(request, {.status = 200, .fields = fields, .body = std::move(*event)});
}

// A client that hangs up while it waits must not be handed the next event: nobody would answer it.
void ApiConnection::watch_for_close(std::shared_ptr<bool> gone) {
  client_.socket().async_wait(
      tcp::socket::wait_read, [self = shared_from_this(), gone](const boost::system::error_code& error) {
        char byte = 0;
        const bool closed = error || recv(self->client_.socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0;
        if (!closed) return;
        *gone = true;
        self->session_->wake();
        if (self->calls_) self->calls_->wake();
      });
}

Task<bool> ApiConnection::answer_next(ApiRequest& request) {
  const auto gone = std::make_shared<bool>(false);
  watch_for_close(gone);
  std::optional<Event> event;
  if (calls_) {
    event = co_await calls_->next(*session_, *gone);
  } else {
    event = co_await session_->next(*gone);
  }
  client_.cancel();
  if (!event) co_return false;
  const std::string fields = event_fields(*event);
  co_return co_await client_.send(request, 200, kJson, fields, event->payload);
}

Task<bool> ApiConnection::answer_restore(ApiRequest& request) {
  auto refusal = session_->restore();
  if (refusal) co_return co_await refuse(request, std::move(*refusal));
  co_return co_await client_.send(request, 200, kJson, "", "");
}

// The answer of an invocation, or its error. Of several at once each has a session of its own, which goes on without another
// call for work: any of them may have been asked for.
Task<bool> ApiConnection::take_end(ApiRequest& request) {
  const bool of_error = request.route.call == Call::Error;
  std::shared_ptr<Session> session = session_;
  if (calls_) {
    if (calls_->take_given_up(request.route.id)) co_return co_await drop_answer(request);
    if (auto found = calls_->find(request.route.id)) session = std::move(found);
  }
  bool open = false;
  if (of_error) {
    open = co_await take_error(request, *session);
  } else {
    open = co_await take_response(request, *session);
  }
  if (calls_) calls_->take_given_up(request.route.id);  // while it was read
  if (calls_ && session != session_ && session->answer().done) session->ready();
  co_return open;
}

// Nobody waits for it any more.
Task<bool> ApiConnection::drop_answer(ApiRequest& request) {
  std::string dropped;
  const Parse read = co_await client_.read_body(request, dropped);
  if (read == Parse::Malformed) co_return false;
  co_return co_await accept(request);
}

Task<bool> ApiConnection::take_response(ApiRequest& request, Session& session) {
  const std::string& id = request.route.id;
  std::optional<Refusal> refusal = session.check_response(id);
  const bool other_mode = !request.response_mode.empty() && request.response_mode != "streaming";
  if (!refusal && other_mode) refusal = Refusal{400, "InvalidFunctionResponseMode", "Invalid function response mode"};
  if (refusal) {
    std::string dropped;
    const Parse body = co_await client_.read_body(request, dropped);
    if (body == Parse::Malformed) co_return false;
    co_return co_await refuse(request, std::move(*refusal));
  }
  session.begin_response(id);
  session.set_content_type(request.content_type);
  // The Go client streams without saying so, but for the content type.
  const bool streams = !request.response_mode.empty() || request.content_type == kHttpIntegration;
  if (streams) co_return co_await take_stream(request, session);
  co_return co_await take_whole(request, session);
}

Task<bool> ApiConnection::take_whole(ApiRequest& request, Session& session) {
  const std::string& id = request.route.id;
  std::string body;
  const Parse parsed = co_await client_.read_body(request, body);
  const bool open = session.takes_parts_of(id);
  if (parsed == Parse::Malformed) {
    const std::string type = "Runtime.TruncatedResponse";
    if (open) session.finish_with({type, error_document(type, "")});
    request.keep_alive = false;
    co_return co_await refuse(request, {400, "TruncatedHTTPRequest", "HTTP request detected as truncated"});
  }
  if (parsed == Parse::NeedMore) {
    if (open) session.refuse_too_large(kMaxResponseBytes);
    const std::string text = "Exceeded maximum allowed payload size (" + std::to_string(kMaxResponseBytes) + " bytes).";
    co_return co_await refuse(request, {413, "RequestEntityTooLarge", text});
  }
  std::string error_type, error_body;
  for (const auto& [name, value] : request.chunked.trailers()) {
    if (equals_ignoring_case(name, kErrorTypeField)) error_type = value;
    if (equals_ignoring_case(name, kErrorBodyField)) error_body = value;
  }
  if (open && !error_type.empty()) {
    session.finish_with(trailer_failure(error_type, error_body));
  } else if (open) {
    session.add_part(std::move(body));
    session.finish();
  }
  co_return co_await accept(request);
}

Task<bool> ApiConnection::take_stream(ApiRequest& request, Session& session) {
  const std::string& id = request.route.id;
  StreamTail tail;
  std::string part;
  std::uint64_t size = 0;
  Parse parsed = Parse::NeedMore;
  while (parsed == Parse::NeedMore) {
    parsed = co_await client_.read_part(request, part);
    size += part.size();
    if (session.takes_parts_of(id) && size > kMaxStreamBytes) session.refuse_too_large(kMaxStreamBytes);
    if (session.takes_parts_of(id)) {
      session.add_part(tail.push(std::move(part)));
      co_await session.wait_for_reader();
    }
  }
  if (parsed == Parse::Malformed) {
    close();
    co_await session.break_off(id);
    co_return false;
  }
  if (!session.takes_parts_of(id)) co_return co_await accept(request);
  std::string rest;
  std::optional<Failure> failure = tail.end(rest);
  std::string error_type, error_body;
  for (const auto& [name, value] : request.chunked.trailers()) {
    if (equals_ignoring_case(name, kErrorTypeField)) error_type = value;
    if (equals_ignoring_case(name, kErrorBodyField)) error_body = value;
  }
  if (!error_type.empty()) failure = trailer_failure(error_type, error_body);
  session.add_part(std::move(rest));
  if (failure) {
    session.finish_with(std::move(*failure));
  } else {
    session.finish();
  }
  co_return co_await accept(request);
}

Task<bool> ApiConnection::take_error(ApiRequest& request, Session& session) {
  auto refusal = session.begin_error(request.route.id);
  std::string body;
  const Parse parsed = co_await client_.read_body(request, body);
  if (parsed == Parse::Malformed) {
    if (session.takes_error_of(request.route.id)) session.finish_with({checked_error_type(request.error_type), ""});
    co_return false;
  }
  if (refusal) co_return co_await refuse(request, std::move(*refusal));
  if (session.takes_error_of(request.route.id))
    session.finish_with({checked_error_type(request.error_type), without_cause(std::move(body), request.content_type)});
  co_return co_await accept(request);
}

Task<bool> ApiConnection::take_init_error(ApiRequest& request) {
  std::string body;
  const Parse parsed = co_await client_.read_body(request, body);
  if (parsed == Parse::Malformed) co_return false;
  Failure failure{checked_error_type(request.error_type), std::move(body)};
  const bool restoring = request.route.call == Call::RestoreError;
  auto refusal = restoring ? session_->fail_restore(std::move(failure)) : session_->fail_init(std::move(failure));
  if (refusal) co_return co_await refuse(request, std::move(*refusal));
  co_return co_await accept(request);
}

// Who waits for what has come goes first: to wake a process costs time, and this one can wait.
Task<bool> ApiConnection::accept(const ApiRequest& request) {
  co_await next_turn();
  co_return co_await client_.send(request, 202, kJson, "", "{\"status\":\"OK\"}\n");
}

Task<bool> ApiConnection::refuse(ApiRequest& request, Refusal refusal) { co_return co_await reply(request, reply_of(refusal)); }

Task<bool> ApiConnection::reply(const ApiRequest& request, Reply reply) {
  co_return co_await client_.send(request, reply.status, kJson, reply.fields, reply.body);
}

}  // namespace cxsam::runtime
