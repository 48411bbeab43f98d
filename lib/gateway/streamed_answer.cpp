#include "gateway/streamed_answer.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "gateway/function_answer.h"

namespace cxsam::gateway {
namespace {

constexpr std::string_view kHttpIntegration = "application/vnd.awslambda.http-integration-response";
constexpr std::string_view kEndOfPrelude("\0\0\0\0\0\0\0\0", 8);
constexpr std::size_t kMaxPrelude = std::size_t{64} << 10U;

/// Whoever reads a stream: when it goes, the function need not wait for it any more.
struct Reader {
  explicit Reader(std::shared_ptr<invoke::Stream> read) : stream(std::move(read)) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { stream->abandon(); }

  std::shared_ptr<invoke::Stream> stream;
  std::string first;  // what has come behind the prelude
};

Task<bool> pass_on(std::shared_ptr<Reader> reader, http::BodyWriter& body) {
  bool there = co_await body.write(std::move(reader->first));
  while (there) {
    std::optional<std::string> part = co_await reader->stream->next();
    if (!part) co_return reader->stream->outcome()->kind == invoke::Outcome::Kind::Ok;
    there = co_await body.write(std::move(*part));
  }
  co_return false;
}

/// What stands before the eight NUL bytes; nothing when they do not come. The rest is left in `reader->first`.
Task<std::optional<std::string>> read_prelude(std::shared_ptr<Reader> reader) {
  std::string& text = reader->first;
  while (true) {
    if (const std::size_t end = text.find(kEndOfPrelude); end != std::string::npos) {
      std::string prelude = text.substr(0, end);
      text.erase(0, end + kEndOfPrelude.size());
      co_return prelude;
    }
    if (text.size() > kMaxPrelude) co_return std::nullopt;
    const std::optional<std::string> part = co_await reader->stream->next();
    if (!part) co_return std::nullopt;
    text += *part;
  }
}

}  // namespace

Task<Result<http::Response>> stream_answer(std::shared_ptr<invoke::Stream> stream, WithoutPrelude without) {
  co_await stream->begun();
  const auto reader = std::make_shared<Reader>(stream);
  Result<http::Response> response = http::Response{};
  if (stream->content_type() == kHttpIntegration) {
    const std::optional<std::string> prelude = co_await read_prelude(reader);
    response = prelude ? make_streamed_head(*prelude) : fail("eight NUL bytes behind its prelude are missing");
  } else if (without == WithoutPrelude::Refused) {
    response = fail("its content type is not `" + std::string(kHttpIntegration) + "`, so that it has no status and no headers");
  } else if (!stream->content_type().empty()) {
    response->headers.emplace_back("Content-Type", stream->content_type());
  }
  if (response) response->stream = [reader](http::BodyWriter& body) { return pass_on(reader, body); };
  co_return response;
}

}  // namespace cxsam::gateway
