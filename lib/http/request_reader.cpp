#include "http/request_reader.h"

#include <algorithm>

#include "base/text.h"
#include "http/message.h"
#include "http/target.h"

namespace cxsam::http {
namespace {

using Kind = ReadOutcome::Kind;

constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::size_t kReserved = std::size_t{1} << 20U;  // for a body that is announced; the rest when it comes

ReadOutcome refused(int status) { return {.kind = Kind::Refused, .status = status}; }

/// An empty line before a request is legal. Source: RFC 9112, section 2.2.
void skip_empty_lines(ReadBuffer& buffer) {
  while (buffer.view().starts_with("\r\n")) buffer.consume(2);
}

/// Gone, or Refused, or the head is in the buffer.
Task<ReadOutcome> read_head(const Shared& shared, Connection& connection, RequestHead& head) {
  const HeadLimits limits{.bytes = shared.limits.header_bytes, .fields = shared.limits.headers};
  connection.busy = false;
  connection.deadline = shared.world.clock.after(shared.limits.idle);
  for (;;) {
    if (!connection.busy) skip_empty_lines(connection.buffer);
    const std::string_view bytes = connection.buffer.view();
    if (!bytes.empty() && bytes != "\r") {
      if (!connection.busy) connection.deadline = shared.world.clock.after(shared.limits.head);
      connection.busy = true;
      const Parse parsed = parse_head(bytes, head, limits);
      if (parsed == Parse::Done) co_return ReadOutcome{.kind = Kind::Request};
      if (parsed == Parse::Malformed) co_return refused(head.refusal);
    }
    const bool alive = co_await connection.socket.read_into(connection.buffer);
    if (!alive) co_return ReadOutcome{};
  }
}

/// A name or an address and perhaps a port, without what would make more of it.
bool is_host(std::string_view host) { return host.find_first_of(" \t,/?#@\\") == std::string_view::npos; }

/// One host, which the client of HTTP/1.1 must name. Source: RFC 9112, section 3.2.
bool has_good_host(const RequestHead& head) {
  std::size_t count = 0;
  for (const auto& [name, value] : head.fields) {
    if (!equals_ignoring_case(name, "host")) continue;
    ++count;
    if (!is_host(value)) return false;
  }
  const std::string_view host = host_of(head.target);
  if (is_absolute(head.target) && (host.empty() || !is_host(host))) return false;
  return count == 1 || (count == 0 && head.old);
}

/// The host of an absolute target counts instead of the field. Source: RFC 9112, section 3.2.2.
void take_absolute(Request& request) {
  if (!is_absolute(request.target)) return;
  const std::string host(host_of(request.target));
  request.target = std::string(behind_host(request.target));
  if (!request.target.starts_with('/')) request.target.insert(0, "/");
  const auto named =
      std::ranges::find_if(request.headers, [](const auto& header) { return equals_ignoring_case(header.first, "host"); });
  if (named == request.headers.end()) {
    request.headers.emplace_back("Host", host);
  } else {
    named->second = host;
  }
}

Incoming take_head(const RequestHead& head, const Connection& connection) {
  Incoming incoming{.request = {}, .keep_alive = head.keep_alive, .old = head.old};
  Request& request = incoming.request;
  request.method = head.method;
  request.target = head.target;
  request.headers.reserve(head.fields.size());
  for (const auto& [name, value] : head.fields) request.headers.emplace_back(name, value);
  request.remote_address = connection.remote_address;
  request.protocol = head.old ? "HTTP/1.0" : "HTTP/1.1";
  request.secure = connection.socket.is_secure();
  if (request.secure) request.client_certificate = connection.socket.client_certificate();
  take_absolute(request);
  return incoming;
}

/// A body of which not a byte has come: the client may wait for a word.
Task<bool> invite_body(Connection& connection) {
  const Socket::Pieces pieces{boost::asio::buffer(kGoOn)};
  co_return co_await connection.socket.write(pieces);
}

Task<ReadOutcome> read_chunks(const Shared& shared, Connection& connection, std::string& body) {
  ChunkedBody chunks;
  for (;;) {
    std::string_view rest = connection.buffer.view();
    const std::size_t size = rest.size();
    const Parse parsed = chunks.feed(rest, body);
    connection.buffer.consume(size - rest.size());
    if (parsed == Parse::Malformed) co_return refused(400);
    if (body.size() > shared.limits.body_bytes) co_return refused(413);
    if (parsed == Parse::Done) co_return ReadOutcome{.kind = Kind::Request};
    const bool alive = co_await connection.socket.read_into(connection.buffer);
    if (!alive) co_return ReadOutcome{};
  }
}

Task<ReadOutcome> read_length(Connection& connection, std::uint64_t length, std::string& body) {
  body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(length, kReserved)));
  while (body.size() < length) {
    if (connection.buffer.empty()) {
      const bool alive = co_await connection.socket.read_into(connection.buffer);
      if (!alive) co_return ReadOutcome{};
    }
    const std::string_view part = connection.buffer.view().substr(0, static_cast<std::size_t>(length - body.size()));
    body += part;
    connection.buffer.consume(part.size());
  }
  co_return ReadOutcome{.kind = Kind::Request};
}

}  // namespace

Task<ReadOutcome> read_request(const Shared& shared, Connection& connection) {
  RequestHead head;
  ReadOutcome outcome = co_await read_head(shared, connection, head);
  if (outcome.kind != Kind::Request) co_return outcome;
  if (!has_good_host(head)) co_return refused(400);
  if (head.framing == Framing::Length && head.content_length > shared.limits.body_bytes) co_return refused(413);
  Incoming incoming = take_head(head, connection);
  head.fields.clear();  // views of the buffer, which moves on
  connection.buffer.consume(head.size);
  const bool has_body = head.framing == Framing::Chunked || head.content_length > 0;
  if (!has_body) co_return ReadOutcome{.kind = Kind::Request, .incoming = std::move(incoming)};
  connection.deadline = shared.world.clock.after(shared.limits.body);
  if (head.expects_continue && connection.buffer.empty()) {
    const bool invited = co_await invite_body(connection);
    if (!invited) co_return ReadOutcome{};
  }
  if (head.framing == Framing::Chunked) {
    outcome = co_await read_chunks(shared, connection, incoming.request.body);
  } else {
    outcome = co_await read_length(connection, head.content_length, incoming.request.body);
  }
  outcome.incoming = std::move(incoming);
  co_return outcome;
}

}  // namespace cxsam::http
