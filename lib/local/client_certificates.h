// Certificates that stages show to servers behind them (`ClientCertificateId`).
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "application/application.h"
#include "aws/settings.h"
#include "base/tls.h"
#include "local/view/message.h"
#include "system/http_client.h"

namespace cxsam::local {

/// By id, for each that a stage names: made by this machine with the first start, and kept in the user's cache folder, since
/// API Gateway keeps the keys of its own. Error: the files cannot be written.
using ClientCertificates = std::map<std::string, TlsFiles>;
Result<ClientCertificates> client_certificates(const application::Application& application,
                                               std::chrono::system_clock::time_point now);

/// A client for each, by its id.
std::map<std::string, std::shared_ptr<system::HttpClient>, std::less<>> clients_with(const ClientCertificates& certificates,
                                                                                     const aws::Settings& settings);

/// Servers must be told to trust them.
std::vector<Remark> remarks_on(const ClientCertificates& certificates);

}  // namespace cxsam::local
