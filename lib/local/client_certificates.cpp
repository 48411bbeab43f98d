#include "local/client_certificates.h"

#include <set>

#include "application/websocket_api.h"
#include "aws/exchange.h"
#include "local/https.h"
#include "system/cache.h"

namespace cxsam::local {
namespace {

/// Of all stages, whatever kind of API they belong to.
std::set<std::string> named_by(const application::Application& application) {
  std::set<std::string> ids;
  for (const application::Api& api : application.apis)
    for (const application::Stage& stage : api.stages) ids.insert(stage.client_certificate);
  for (const application::WebSocketApi& api : application.websocket_apis) ids.insert(api.stage.client_certificate);
  ids.erase("");
  return ids;
}

/// An id as the name of a file.
std::string file_name(std::string id) {
  std::erase_if(id, [](char c) { return !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9'); });
  return "certificate-" + id;
}

}  // namespace

Result<ClientCertificates> client_certificates(const application::Application& application,
                                               std::chrono::system_clock::time_point now) {
  ClientCertificates certificates;
  for (const std::string& id : named_by(application)) {
    auto files = own_certificate(system::cache_folder() / "client-certificates", now, file_name(id));
    if (!files) return fail(std::move(files.error()));
    certificates.emplace(id, std::move(*files));
  }
  return certificates;
}

std::map<std::string, std::shared_ptr<system::HttpClient>, std::less<>> clients_with(const ClientCertificates& certificates,
                                                                                     const aws::Settings& settings) {
  std::map<std::string, std::shared_ptr<system::HttpClient>, std::less<>> clients;
  for (const auto& [id, files] : certificates) {
    system::HttpClientOptions options = aws::http_options(settings);
    options.certificate = files.certificate.string();
    options.key = files.key.string();
    clients.emplace(id, std::make_shared<system::HttpClient>(std::move(options)));
  }
  return clients;
}

std::vector<Remark> remarks_on(const ClientCertificates& certificates) {
  std::vector<Remark> remarks;
  for (const auto& [id, files] : certificates)
    remarks.push_back({Remark::Level::Note, "servers are shown `" + files.certificate.string() + "` as client certificate `" +
                                                id + "`: have them trust it"});
  return remarks;
}

}  // namespace cxsam::local
