// Names with all of their values, as events of REST and WebSocket APIs have headers and queries.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/json_writer.h"
#include "http/server.h"

namespace cxsam::gateway {

/// A name with its values in the order of the request. Views point into the request.
struct ValueGroup {
  std::string_view name;
  std::vector<std::string_view> values;
};

/// Equal names are one group, where the first of them stands.
std::vector<ValueGroup> group_pairs(const std::vector<std::pair<std::string, std::string>>& pairs);

/// Two members: `single` is {"name": last value}, `multi` is {"name": [all values]}.
void write_groups(JsonWriter& json, std::string_view single, std::string_view multi, const std::vector<ValueGroup>& groups);

/// What API Gateway adds to the headers of every request. A proxy's X-Forwarded-For is continued.
class AddedHeaders {
 public:
  /// `port` is the one that the request came to.
  AddedHeaders(const http::Request& request, std::uint16_t port);

  /// In the place of those that the client sent. The groups point into this object.
  void put_into(std::vector<ValueGroup>& groups, std::string_view trace_id) const;

 private:
  std::string forwarded_for_;
  std::string port_;
  std::string_view proto_;
};

}  // namespace cxsam::gateway
