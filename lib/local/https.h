// TLS of a part that listens.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/tls.h"

namespace cxsam::local {

struct Https {
  /// None: a certificate of this machine's own.
  std::optional<TlsFiles> files = {};
  /// Of mutual TLS.
  std::optional<std::filesystem::path> client_authorities = {};
};

/// A certificate for `localhost` that signs itself, made with the first call and kept in `folder` as `name` until it is a month
/// from its end. Error: the files cannot be written.
Result<TlsFiles> own_certificate(const std::filesystem::path& folder, std::chrono::system_clock::time_point now,
                                 const std::string& name = "localhost");

struct Tls {
  std::shared_ptr<const TlsContext> context;
  TlsFiles files;
};

/// Error: a file cannot be used.
Result<Tls> load_tls(const Https& https, std::chrono::system_clock::time_point now);

}  // namespace cxsam::local
