#include "system/http_client.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/text.h"
#include "loop/off_thread.h"
#include "system/curl_library.h"

namespace cxsam::system {
namespace {

namespace asio = boost::asio;

constexpr long kMostConnections = 16;  // to one host
constexpr int kLongestPoll = 10'000;   // milliseconds; whoever has news wakes the thread

// Do not pass by trying again.
constexpr std::array kLasting{CurlResult::UnsupportedProtocol,     CurlResult::UrlMalformat,
                              CurlResult::SslEngineNotFound,       CurlResult::SslEngineSetFailed,
                              CurlResult::SslCertProblem,          CurlResult::SslCipher,
                              CurlResult::PeerFailedVerification,  CurlResult::SslEngineInitFailed,
                              CurlResult::SslCaCertBadFile,        CurlResult::SslIssuerError,
                              CurlResult::SslPinnedPubKeyNotMatch, CurlResult::SslInvalidCertStatus};

// Of a URL that leads to no server which we can talk to: no such host, TLS.
constexpr std::array kMisled{CurlResult::UrlMalformat,   CurlResult::CouldntResolveHost,      CurlResult::SslConnectError,
                             CurlResult::SslCertProblem, CurlResult::PeerFailedVerification,  CurlResult::SslCaCertBadFile,
                             CurlResult::SslIssuerError, CurlResult::SslPinnedPubKeyNotMatch, CurlResult::SslInvalidCertStatus};

/// One request under way. The thread alone touches it until `finish` is called.
struct Transfer {
  HttpRequest request;
  HttpAnswer answer;
  std::optional<HttpFailure> failure;
  std::function<void()> finish;           // resumes the coroutine on its loop
  std::function<void(std::string)> give;  // hands a piece of the body over there; empty for an answer that is wanted whole
  const CurlLibrary* curl = nullptr;
  CurlEasy* easy = nullptr;
  CurlList* headers = nullptr;
  bool too_large = false;
  std::array<char, kCurlErrorBytes> error{};
};

bool is_success(const Transfer& transfer) {
  long status = 0;
  transfer.curl->easy_getinfo(transfer.easy, kCurlResponseCode, &status);
  return status >= 200 && status < 300;
}

std::size_t take_body(const char* data, std::size_t, std::size_t size, void* to) {
  auto& transfer = *static_cast<Transfer*>(to);
  if (transfer.give && is_success(transfer)) {
    transfer.give(std::string(data, size));
    return size;
  }
  std::string& body = transfer.answer.body;
  transfer.too_large = body.size() + size > transfer.request.most_bytes;
  if (transfer.too_large) return 0;
  body.append(data, size);
  return size;
}

std::size_t take_header(const char* data, std::size_t, std::size_t size, void* to) {
  HttpHeaders& headers = static_cast<Transfer*>(to)->answer.headers;
  const std::string_view line = trim({data, size});
  if (line.starts_with("HTTP/")) headers.clear();  // what came before it was provisional, or a proxy's
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos && colon > 0 && !line.starts_with("HTTP/"))
    headers.push_back({std::string(line.substr(0, colon)), std::string(trim(line.substr(colon + 1)))});
  return size;
}

std::optional<HttpFailure> failure_of(const CurlLibrary& curl, const Transfer& transfer, int result) {
  if (result == 0) return std::nullopt;
  const Url url = split_url(transfer.request.url);
  const std::string server = std::string(url.scheme) + "://" + std::string(url.host);
  if (transfer.too_large)
    return HttpFailure{"`" + server + "` answers with more than " + std::to_string(transfer.request.most_bytes >> 20U) + " MB",
                       false};
  const std::string_view said = transfer.error.front() != '\0' ? transfer.error.data() : curl.easy_strerror(result);
  const auto code = static_cast<CurlResult>(result);
  HttpFailure failure{"no answer from `" + server + "`: " + std::string(said),
                      std::ranges::find(kLasting, code) == kLasting.end()};
  if (code == CurlResult::PeerFailedVerification || code == CurlResult::SslCaCertBadFile)
    failure.hints.emplace_back("AWS_CA_BUNDLE names a file with further certificates, as of a proxy that looks into TLS");
  failure.misled = std::ranges::find(kMisled, code) != kMisled.end() || said.find(" alert ") != std::string_view::npos;
  return failure;
}

}  // namespace

/// libcurl's thread: it takes new requests from the loop's thread and gives the answers back to it.
class HttpClient::Transfers {
 public:
  Transfers(const CurlLibrary& curl, HttpClientOptions options)
      : curl_(curl), options_(std::move(options)), multi_(curl.multi_init()) {
    curl_.multi_setopt(multi_, kCurlMaxHostConnections, kMostConnections);
    thread_ = std::thread([this] { work(); });
  }
  Transfers(const Transfers&) = delete;
  Transfers& operator=(const Transfers&) = delete;
  ~Transfers() {
    tell([this] { ending_ = true; });
    thread_.join();
    curl_.multi_cleanup(multi_);
  }

  void begin(std::shared_ptr<Transfer> transfer) {
    tell([&] { new_.push_back(std::move(transfer)); });
  }
  void cancel(std::weak_ptr<Transfer> transfer) {
    tell([&] { cancelled_.push_back(std::move(transfer)); });
  }

 private:
  template <class Change>
  void tell(const Change& change) {
    {
      const std::lock_guard lock(mutex_);
      change();
    }
    curl_.multi_wakeup(multi_);
  }

  void work() {
    for (;;) {
      std::vector<std::shared_ptr<Transfer>> begun;
      std::vector<std::weak_ptr<Transfer>> cancelled;
      bool ending = false;
      {
        const std::lock_guard lock(mutex_);
        begun.swap(new_);
        cancelled.swap(cancelled_);
        ending = ending_;
      }
      for (std::shared_ptr<Transfer>& transfer : begun) add(std::move(transfer));
      for (const std::weak_ptr<Transfer>& transfer : cancelled)
        end(transfer.lock().get(), HttpFailure{"the request was cancelled", false});
      if (ending) break;
      int running = 0;
      curl_.multi_perform(multi_, &running);
      end_finished();
      curl_.multi_poll(multi_, nullptr, 0, kLongestPoll, nullptr);
    }
    while (!running_.empty()) end(running_.back().get(), HttpFailure{"the request was cancelled", false});
  }

  void end_finished() {
    int left = 0;
    while (const CurlMessage* message = curl_.multi_info_read(multi_, &left)) {
      char* transfer = nullptr;
      curl_.easy_getinfo(message->easy, kCurlPrivate, &transfer);
      auto* const done = reinterpret_cast<Transfer*>(transfer);
      long status = 0;
      curl_.easy_getinfo(message->easy, kCurlResponseCode, &status);
      done->answer.status = static_cast<int>(status);
      end(done, failure_of(curl_, *done, message->data.result));
    }
  }

  void end(Transfer* transfer, std::optional<HttpFailure> failure) {
    const auto found = std::ranges::find(running_, transfer, [](const auto& each) { return each.get(); });
    if (found == running_.end()) return;  // it had ended before it was cancelled
    const std::shared_ptr<Transfer> ended = std::move(*found);
    running_.erase(found);
    curl_.multi_remove_handle(multi_, ended->easy);
    curl_.easy_cleanup(ended->easy);
    curl_.slist_free_all(ended->headers);
    ended->failure = std::move(failure);
    std::exchange(ended->finish, nullptr)();
  }

  void set(const Transfer& transfer, CurlOption option, long value) const {
    curl_.easy_setopt(transfer.easy, static_cast<int>(option), value);
  }
  void set(const Transfer& transfer, CurlOption option, const void* value) const {
    curl_.easy_setopt(transfer.easy, static_cast<int>(option), value);
  }

  void add(std::shared_ptr<Transfer> transfer) {
    Transfer& one = *transfer;
    const HttpRequest& request = one.request;
    one.curl = &curl_;
    one.easy = curl_.easy_init();
    set(one, CurlOption::Private, &one);
    set(one, CurlOption::NoSignal, 1L);
    set(one, CurlOption::ErrorBuffer, one.error.data());
    set(one, CurlOption::Url, request.url.c_str());
    set(one, CurlOption::Protocols, kCurlHttpAndHttps);
    set(one, CurlOption::PathAsIs, 1L);  // the path is signed as it stands
    set(one, CurlOption::HttpVersion, kCurlHttp1);
    set(one, CurlOption::UserAgent, options_.user_agent.c_str());
    set(one, CurlOption::ConnectTimeoutMs, static_cast<long>(request.connect_timeout.count()));
    set(one, CurlOption::LowSpeedLimit, 1L);
    set(one, CurlOption::LowSpeedTime, std::max(1L, static_cast<long>(request.silence_timeout.count() / 1000)));
    if (request.direct) set(one, CurlOption::NoProxy, "*");
    if (request.at_most_once) set(one, CurlOption::FreshConnect, 1L);
    if (!options_.ca_bundle.empty()) set(one, CurlOption::CaInfo, options_.ca_bundle.c_str());
    if (!options_.certificate.empty()) {
      set(one, CurlOption::Certificate, options_.certificate.c_str());
      set(one, CurlOption::CertificateKey, options_.key.c_str());
    }
    set_content(one);
    for (const HttpHeader& header : request.headers)
      append(one, header.name + (header.value.empty() ? ";" : ": " + header.value));
    append(one, "Expect:");  // no pause before a body is sent
    append(one, "Accept:");
    if (find_header(request.headers, "content-type") == nullptr) append(one, "Content-Type:");
    set(one, CurlOption::HttpHeader, one.headers);
    curl_.easy_setopt(one.easy, static_cast<int>(CurlOption::WriteFunction), &take_body);
    set(one, CurlOption::WriteData, &one);
    curl_.easy_setopt(one.easy, static_cast<int>(CurlOption::HeaderFunction), &take_header);
    set(one, CurlOption::HeaderData, &one);
    running_.push_back(std::move(transfer));
    curl_.multi_add_handle(multi_, one.easy);
  }

  void set_content(const Transfer& one) const {
    const HttpRequest& request = one.request;
    if (request.method == "HEAD") return set(one, CurlOption::NoBody, 1L);
    if (request.method != "GET" || !request.body.empty()) {
      curl_.easy_setopt(one.easy, static_cast<int>(CurlOption::PostFieldSize), static_cast<std::int64_t>(request.body.size()));
      set(one, CurlOption::PostFields, request.body.c_str());
    }
    set(one, CurlOption::CustomRequest, request.method.c_str());
  }

  void append(Transfer& one, const std::string& line) const { one.headers = curl_.slist_append(one.headers, line.c_str()); }

  const CurlLibrary& curl_;
  HttpClientOptions options_;
  CurlMulti* multi_;
  std::vector<std::shared_ptr<Transfer>> running_;  // the thread's
  std::mutex mutex_;                                // guards what follows
  std::vector<std::shared_ptr<Transfer>> new_;
  std::vector<std::weak_ptr<Transfer>> cancelled_;
  bool ending_ = false;
  std::thread thread_;
};

HttpClient::HttpClient(HttpClientOptions options) : options_(std::move(options)) {}
HttpClient::~HttpClient() = default;

Task<tl::expected<HttpAnswer, HttpFailure>> HttpClient::send(HttpRequest request) {
  if (!transfers_) {
    const Result<const CurlLibrary*> curl = co_await off_thread([] { return curl_library(); });
    if (!curl) co_return tl::unexpected(HttpFailure{curl.error().message, false, curl.error().hints});
    if (!transfers_) transfers_ = std::make_shared<Transfers>(**curl, options_);
  }
  const auto transfer = std::make_shared<Transfer>();
  transfer->request = std::move(request);
  const auto begin = [this, &transfer](auto handler) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    const auto kept = std::make_shared<decltype(handler)>(std::move(handler));
    if (transfer->request.take_piece)
      transfer->give = [one = std::weak_ptr(transfer), executor = asio::get_associated_executor(*kept)](std::string piece) {
        asio::post(executor, [one, piece = std::move(piece)] {
          if (const auto alive = one.lock()) alive->request.take_piece(piece);
        });
      };
    transfer->finish = [kept, guard = asio::make_work_guard(asio::get_associated_executor(*kept))] {
      asio::post(guard.get_executor(), std::move(*kept));
    };
    if (slot.is_connected())
      slot.assign([transfers = std::weak_ptr(transfers_), one = std::weak_ptr(transfer)](asio::cancellation_type) {
        if (const auto alive = transfers.lock()) alive->cancel(one);
      });
    transfers_->begin(transfer);
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(begin, asio::use_awaitable);
  if (transfer->failure) co_return tl::unexpected(*std::move(transfer->failure));
  co_return std::move(transfer->answer);
}

}  // namespace cxsam::system
