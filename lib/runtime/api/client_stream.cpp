#include "runtime/api/client_stream.h"

#include <algorithm>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "runtime/api/answer.h"
#include "runtime/session.h"

namespace cxsam::runtime {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using http::Framing;
using http::Parse;

constexpr std::size_t kReadBytes = std::size_t{64} << 10U;
constexpr std::uint64_t kMaxDroppedBytes = std::uint64_t{256} << 20U;

}  // namespace

ClientStream::ClientStream(tcp::socket socket)
    : socket_(std::move(socket)), scratch_(std::make_unique_for_overwrite<char[]>(kReadBytes)) {
  boost::system::error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
}

void ClientStream::cancel() {
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

void ClientStream::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

Task<bool> ClientStream::read_more() {
  boost::system::error_code error;
  const auto target = asio::buffer(scratch_.get(), kReadBytes);
  const std::size_t size = co_await socket_.async_read_some(target, asio::redirect_error(asio::use_awaitable, error));
  buffer_.append(scratch_.get(), size);
  co_return !error && size > 0;
}

Task<Parse> ClientStream::read_head(ApiRequest& request) {
  http::RequestHead head;
  Parse parsed = parse_head(buffer_, head);
  while (parsed == Parse::NeedMore) {
    const bool more = co_await read_more();
    if (!more) co_return parsed;
    parsed = parse_head(buffer_, head);
  }
  if (parsed == Parse::Malformed) {
    request.keep_alive = false;
    co_return parsed;
  }
  request.method = head.method;
  request.route = find_route(head.target);
  if (is_of_extension(request.route.call)) request.fields.assign(head.fields.begin(), head.fields.end());
  request.content_type = http::find_field(head.fields, "Content-Type");
  request.error_type = http::find_field(head.fields, "Lambda-Runtime-Function-Error-Type");
  request.response_mode = http::find_field(head.fields, "Lambda-Runtime-Function-Response-Mode");
  request.keep_alive = head.keep_alive;
  request.framing = head.framing;
  request.left = head.content_length;
  request.body_done = head.framing == Framing::None || (head.framing == Framing::Length && head.content_length == 0);
  buffer_.erase(0, head.size);
  if (head.expects_continue && !request.body_done) {
    const bool written = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!written) co_return Parse::NeedMore;
  }
  co_return Parse::Done;
}

Task<Parse> ClientStream::read_part(ApiRequest& request, std::string& part) {
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

Task<Parse> ClientStream::read_body(ApiRequest& request, std::string& body) {
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

Task<bool> ClientStream::write(std::string bytes) {
  boost::system::error_code error;
  const auto source = asio::buffer(bytes);
  co_await asio::async_write(socket_, source, asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

Task<bool> ClientStream::send(const ApiRequest& request, int status, std::string_view type, std::string_view fields,
                              std::string_view body) {
  std::string answer = render_answer(status, type, fields, body, request.keep_alive);
  const bool written = co_await write(std::move(answer));
  co_return written&& request.keep_alive;
}

}  // namespace cxsam::runtime
