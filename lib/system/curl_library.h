// libcurl, which is loaded when the first request is made: loading it and its TLS library takes longer than most commands run.
// Source: libcurl's public interface, "libcurl ABI": the values below never change.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace cxsam::system {

using CurlEasy = void;
using CurlMulti = void;
struct CurlList;

enum class CurlOption : int {
  LowSpeedLimit = 19,
  LowSpeedTime = 20,
  NoBody = 44,
  FreshConnect = 74,
  HttpVersion = 84,
  NoSignal = 99,
  ConnectTimeoutMs = 156,
  Protocols = 181,
  PathAsIs = 234,
  WriteData = 10001,
  Url = 10002,
  ErrorBuffer = 10010,
  PostFields = 10015,
  UserAgent = 10018,
  HttpHeader = 10023,
  Certificate = 10025,
  HeaderData = 10029,
  CustomRequest = 10036,
  CaInfo = 10065,
  CertificateKey = 10087,
  Private = 10103,
  NoProxy = 10177,
  WriteFunction = 20011,
  HeaderFunction = 20079,
  PostFieldSize = 30120,  // of 64 bits
};

/// Failures that are told from others.
enum class CurlResult : int {
  UnsupportedProtocol = 1,
  UrlMalformat = 3,
  CouldntResolveHost = 6,
  SslConnectError = 35,
  SslEngineNotFound = 53,
  SslEngineSetFailed = 54,
  SslCertProblem = 58,
  SslCipher = 59,
  PeerFailedVerification = 60,
  SslEngineInitFailed = 66,
  SslCaCertBadFile = 77,
  SslIssuerError = 83,
  SslPinnedPubKeyNotMatch = 90,
  SslInvalidCertStatus = 91,
};

inline constexpr int kCurlErrorBytes = 256;
inline constexpr long kCurlHttp1 = 2;
inline constexpr long kCurlHttpAndHttps = 3;
inline constexpr int kCurlResponseCode = 0x200002;
inline constexpr int kCurlPrivate = 0x100015;
inline constexpr int kCurlMaxHostConnections = 7;

struct CurlMessage {
  int kind;  // 1: a transfer is done
  CurlEasy* easy;
  union {
    void* other;
    int result;  // 0: all went well
  } data;
};

struct CurlLibrary {
  CurlEasy* (*easy_init)();
  int (*easy_setopt)(CurlEasy*, int option, ...);
  int (*easy_getinfo)(CurlEasy*, int info, ...);
  void (*easy_cleanup)(CurlEasy*);
  const char* (*easy_strerror)(int);
  CurlList* (*slist_append)(CurlList*, const char*);
  void (*slist_free_all)(CurlList*);
  CurlMulti* (*multi_init)();
  int (*multi_setopt)(CurlMulti*, int option, ...);
  int (*multi_add_handle)(CurlMulti*, CurlEasy*);
  int (*multi_remove_handle)(CurlMulti*, CurlEasy*);
  int (*multi_perform)(CurlMulti*, int* running);
  int (*multi_poll)(CurlMulti*, void* more, unsigned count, int timeout_ms, int* ready);
  int (*multi_wakeup)(CurlMulti*);
  CurlMessage* (*multi_info_read)(CurlMulti*, int* left);
  int (*multi_cleanup)(CurlMulti*);
};

/// Loads it once. Error: it is not installed, or too old (7.68 is needed).
Result<const CurlLibrary*> curl_library();

}  // namespace cxsam::system
