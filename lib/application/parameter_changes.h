// How integrations of HTTP APIs change requests and answers. Source: API Gateway developer guide, "Transform API requests and
// responses for HTTP APIs in API Gateway".
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "application/integration.h"

namespace cxsam::application {

/// "append:header.x" of "$request.querystring.y".
struct ParameterChange {
  enum class Action : std::uint8_t { Append, Overwrite, Remove } action = Action::Overwrite;
  enum class Place : std::uint8_t { Header, Query, Path, Status } place = Place::Header;
  std::string name;   // "" for Path and Status
  std::string value;  // an expression
};

struct ParameterChanges {
  std::vector<ParameterChange> request;
  std::map<int, std::vector<ParameterChange>> responses;  // by status
};

/// Null for none. Findings: changes that HTTP APIs do not have.
std::shared_ptr<const ParameterChanges> read_parameter_changes(const IntegrationSource& source, Diagnostics& diagnostics);

}  // namespace cxsam::application
