// AWS for a command: every part of it that asks a service shares one of these.
#pragma once

#include <string_view>

#include "aws/chain.h"
#include "aws/exchange.h"
#include "aws/xml.h"
#include "json/json_fwd.h"

namespace cxsam::aws {

class Client {
 public:
  Client(const World& world, Settings settings);
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const World& world() const { return wire_.world; }

  /// Signed with the user's credentials; see exchange().
  Task<Answer<system::HttpAnswer>> send(Call call);

  /// An action of a service with the query protocol; gives what stands in <ActionResult>, or an empty element.
  Task<Answer<XmlElement>> query(std::string_view service, std::string_view action, const Json& parameters);

  /// An action of a service with a JSON protocol.
  Task<Answer<Json>> call(std::string_view service, std::string_view action, const Json& parameters);

 private:
  Settings settings_;
  system::HttpClient http_;
  Wire wire_;
  CredentialSource credentials_;
};

}  // namespace cxsam::aws
