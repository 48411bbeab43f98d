// What stands behind APIs besides functions: servers, and services of AWS. It outlives reloads.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "application/application.h"
#include "aws/credentials.h"
#include "aws/settings.h"
#include "system/http_client.h"

namespace cxsam::gateway {

struct Outside {
  std::shared_ptr<system::HttpClient> http = std::make_shared<system::HttpClient>();
  std::map<std::string, std::shared_ptr<system::HttpClient>, std::less<>> clients = {};  // that show a certificate, by its id
  aws::Settings settings = {};                                                           // where services are
  aws::Credentials credentials = {};                                                     // with which they are asked
  std::string region = {};                                                               // of what names none
  bool real_aws = false;                              // whether AWS itself may be asked, where no endpoint is configured
  std::map<std::string, std::string> vpc_links = {};  // "host:port" by the link's id
};

/// Why integrations of an application cannot be reached: services without an endpoint, VPC links that lead nowhere. One
/// sentence each.
std::vector<std::string> unreachable(const application::Application& application, const Outside& outside);

}  // namespace cxsam::gateway
