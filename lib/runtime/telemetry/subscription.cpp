#include "runtime/telemetry/subscription.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "json/json.h"

namespace cxsam::runtime {
namespace {

constexpr std::array<std::string_view, 3> kTelemetrySchemas{"2022-07-01", "2022-12-13", "2025-01-29"};
constexpr std::array<std::string_view, 2> kLogsSchemas{"2020-08-15", "2021-03-18"};
constexpr std::array<std::string_view, 5> kHosts{"sandbox.localdomain", "sandbox.local", "sandbox", "127.0.0.1", "localhost"};

struct Reading {
  Subscription subscription;
  std::vector<std::string> faults = {};

  void fault(std::string text) { faults.push_back(std::move(text)); }
};

const Json* find(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string text_at(const Json& object, std::string_view name) {
  const Json* value = find(object, name);
  return value != nullptr && value->is_string() ? value->get<std::string>() : "";
}

void read_schema(Reading& reading, const Json& body) {
  const bool telemetry = reading.subscription.api == Subscription::Api::Telemetry;
  reading.subscription.schema = text_at(body, "schemaVersion");
  std::string& schema = reading.subscription.schema;
  if (schema.empty() && !telemetry) schema = kLogsSchemas.front();
  const bool known = telemetry ? std::ranges::find(kTelemetrySchemas, schema) != kTelemetrySchemas.end()
                               : std::ranges::find(kLogsSchemas, schema) != kLogsSchemas.end();
  if (!known) reading.fault("schemaVersion is not supported: '" + schema + "'");
}

void read_types(Reading& reading, const Json& body) {
  const Json* types = find(body, "types");
  if (types == nullptr || !types->is_array() || types->empty()) {
    reading.fault("types should not be empty");
    return;
  }
  for (const Json& type : *types) {
    const std::string name = type.is_string() ? type.get<std::string>() : dump_json(type);
    if (name == "platform") {
      reading.subscription.platform = true;
    } else if (name == "function") {
      reading.subscription.function = true;
    } else if (name == "extension") {
      reading.subscription.extension = true;
    } else {
      reading.fault("types contains an unknown value: '" + name + "'");
    }
  }
}

std::optional<std::uint16_t> port_of(std::string_view text) {
  const auto number = parse_int(text);
  if (!number || *number < 1 || *number > 65535) return std::nullopt;
  return static_cast<std::uint16_t>(*number);
}

// "http://sandbox.localdomain:8080/path"
void read_uri(Reading& reading, std::string_view uri) {
  constexpr std::string_view kScheme = "http://";
  Subscription::Destination& destination = reading.subscription.destination;
  if (!uri.starts_with(kScheme)) {
    reading.fault("URI must begin with http://");
    return;
  }
  uri.remove_prefix(kScheme.size());
  const std::size_t slash = std::min(uri.find('/'), uri.size());
  const std::string_view authority = uri.substr(0, slash);
  const std::size_t colon = std::min(authority.find(':'), authority.size());
  if (std::ranges::find(kHosts, authority.substr(0, colon)) == kHosts.end())
    reading.fault("URI host must be sandbox.localdomain");
  const auto port = colon == authority.size() ? std::nullopt : port_of(authority.substr(colon + 1));
  if (!port) reading.fault("URI port is not provided");
  destination.port = port.value_or(0);
  const bool printable = std::ranges::all_of(uri, [](char c) { return c > ' ' && c < 0x7F; });
  if (!printable) reading.fault("URI has characters that no URI may have");
  if (slash < uri.size()) destination.path = uri.substr(slash);
}

void read_destination(Reading& reading, const Json& body) {
  const Json* given = find(body, "destination");
  if (given == nullptr || !given->is_object()) {
    reading.fault("destination is not provided");
    return;
  }
  Subscription::Destination& destination = reading.subscription.destination;
  const std::string protocol = text_at(*given, "protocol");
  destination.http = protocol == "HTTP";
  if (protocol == "TCP") {
    const Json* port = find(*given, "port");
    const auto number =
        port == nullptr ? std::nullopt : port_of(port->is_string() ? port->get<std::string>() : dump_json(*port));
    if (!number) reading.fault("port is not provided");
    destination.port = number.value_or(0);
    return;
  }
  if (!destination.http) {
    reading.fault("protocol must be HTTP or TCP");
    return;
  }
  read_uri(reading, text_at(*given, "URI"));
  const std::string method = text_at(*given, "method");
  if (!method.empty() && method != "POST" && method != "PUT") reading.fault("method must be POST or PUT");
  if (method == "PUT") destination.method = method;
}

struct Bounds {
  std::string_view name;
  std::int64_t least, most;
};

std::optional<std::int64_t> number_in(Reading& reading, const Json& object, const Bounds& bounds) {
  const Json* value = find(object, bounds.name);
  if (value == nullptr) return std::nullopt;
  if (value->is_number_integer()) {
    const auto number =
        value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX ? INT64_MAX : value->get<std::int64_t>();
    if (number >= bounds.least && number <= bounds.most) return number;
  }
  reading.fault(std::string(bounds.name) + " must be between " + std::to_string(bounds.least) + " and " +
                std::to_string(bounds.most));
  return std::nullopt;
}

void read_buffering(Reading& reading, const Json& body) {
  const Json* given = find(body, "buffering");
  if (given == nullptr) return;
  if (!given->is_object()) {
    reading.fault("buffering must be an object");
    return;
  }
  Subscription::Buffering& buffering = reading.subscription.buffering;
  if (const auto items = number_in(reading, *given, {"maxItems", 1000, 10'000}))
    buffering.max_items = static_cast<std::size_t>(*items);
  if (const auto bytes = number_in(reading, *given, {"maxBytes", 262'144, 1'048'576}))
    buffering.max_bytes = static_cast<std::size_t>(*bytes);
  if (const auto timeout = number_in(reading, *given, {"timeoutMs", 25, 30'000}))
    buffering.timeout = std::chrono::milliseconds(*timeout);
}

}  // namespace

std::vector<std::string> Subscription::type_names() const {
  std::vector<std::string> names;
  if (platform) names.emplace_back("Platform");
  if (function) names.emplace_back("Function");
  if (extension) names.emplace_back("Extension");
  return names;
}

tl::expected<Subscription, Refusal> read_subscription(Subscription::Api api, std::string_view body) {
  constexpr int kBadRequest = 400;
  const auto parsed = parse_json(body);
  if (!parsed || !parsed->is_object())
    return tl::unexpected(Refusal{kBadRequest, "ValidationError", "the body must be a JSON object"});
  Reading reading{.subscription = {.api = api, .schema = {}}};
  read_schema(reading, *parsed);
  read_destination(reading, *parsed);
  read_types(reading, *parsed);
  read_buffering(reading, *parsed);
  if (!reading.faults.empty()) return tl::unexpected(Refusal{kBadRequest, "ValidationError", join(reading.faults, "; ")});
  return std::move(reading.subscription);
}

}  // namespace cxsam::runtime
