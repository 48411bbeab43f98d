// Requests to servers elsewhere, over libcurl.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "loop/task.h"
#include "system/http_message.h"

namespace cxsam::system {

/// Why there is no answer.
struct HttpFailure {
  std::string message;   // "cannot connect to `host`: ..."
  bool may_pass = true;  // false for what stays: an unknown certificate, a URL that is none, no libcurl
  std::vector<std::string> hints = {};
  bool misled = false;  // there is no such host, or it and we do not agree on TLS
};

struct HttpClientOptions {
  std::string user_agent = "cxsam";
  std::string ca_bundle = {};    // a file of certificates; "" = the system's
  std::string certificate = {};  // that servers are shown, and its key: files (PEM); "" for none
  std::string key = {};
};

/// Keeps connections open for the next request. libcurl and its thread, which all requests of a client share, begin with the
/// first. HTTPS_PROXY, NO_PROXY and their kin are honoured as by curl.
class HttpClient {
 public:
  explicit HttpClient(HttpClientOptions options = {});
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  /// Requests under way fail. Before the loop goes.
  ~HttpClient();

  /// Waits for the whole answer, of whatever status; redirections are not followed. Ends early when the coroutine is cancelled.
  Task<tl::expected<HttpAnswer, HttpFailure>> send(HttpRequest request);

 private:
  class Transfers;
  HttpClientOptions options_;
  std::shared_ptr<Transfers> transfers_;
};

}  // namespace cxsam::system
