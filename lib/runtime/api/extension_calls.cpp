#include "runtime/api/extension_calls.h"

#include "base/text.h"
#include "json/json.h"
#include "runtime/documents.h"
#include "runtime/telemetry/delivery.h"

namespace cxsam::runtime {
namespace {

constexpr std::string_view kErrorTypeField = "Lambda-Extension-Function-Error-Type";

bool accepts(std::string_view features, std::string_view name) {
  for (const std::string_view feature : split(features, ',')) {
    if (trim(feature) == name) return true;
  }
  return false;
}

/// What a person reads of a body {"errorMessage": ...}.
std::string message_of(std::string_view body, std::string_view type) {
  const auto parsed = parse_json(body);
  if (!parsed || !parsed->is_object()) return std::string(type);
  const auto message = parsed->find("errorMessage");
  return message == parsed->end() || !message->is_string() ? std::string(type) : message->get<std::string>();
}

}  // namespace

std::string_view find_field(const KeptFields& fields, std::string_view name) {
  for (const auto& [field, value] : fields) {
    if (equals_ignoring_case(field, name)) return value;
  }
  return {};
}

Reply reply_of(const Refusal& refusal) {
  return {.status = refusal.status, .body = refusal_document(refusal.type, refusal.message) + "\n"};
}

Reply register_extension(Session& session, Random& random, const KeptFields& fields, std::string_view body) {
  const std::string id = make_uuid(random);
  const bool open = session.state() == Session::State::Started;
  const auto refusal = session.extensions().enter(find_field(fields, "Lambda-Extension-Name"), body, id, open);
  if (refusal) return reply_of(*refusal);
  const FunctionIdentity& function = session.function();
  Json told;
  told["functionName"] = function.name;
  told["functionVersion"] = function.version;
  told["handler"] = function.handler;
  const bool known = !function.account_id.empty();
  if (known && accepts(find_field(fields, "Lambda-Extension-Accept-Feature"), "accountId"))
    told["accountId"] = function.account_id;
  return {.fields = "Lambda-Extension-Identifier: " + id + "\r\n", .body = dump_json(told) + "\n"};
}

Reply subscribe_extension(const World& world, const std::shared_ptr<Session>& session, Call call, const KeptFields& fields,
                          std::string_view body) {
  const bool logs = call == Call::Logs;
  const std::string_view id = find_field(fields, "Lambda-Extension-Identifier");
  if (id.empty()) {
    const std::string name = logs ? "Logs" : "Telemetry";
    return reply_of({202, name + ".NotSupported", name + " API is not supported"});
  }
  if (const auto refusal = session->extensions().check(id)) return reply_of(*refusal);
  auto subscription = read_subscription(logs ? Subscription::Api::Logs : Subscription::Api::Telemetry, body);
  if (!subscription) return reply_of(subscription.error());
  const std::vector<std::string> types = subscription->type_names();
  const std::string name = session->extensions().name_of(id);
  auto subscriber = session->telemetry().subscribe(name, std::move(*subscription));
  if (!subscriber) return reply_of(subscriber.error());
  const auto on_change = [weak = std::weak_ptr(session)] {
    if (const auto still = weak.lock()) still->notify();
  };
  spawn(world.loop, "telemetry", deliver(world, std::move(*subscriber), on_change));
  session->tell(invoke::LogEvent::Subscription{.of_logs_api = logs, .name = name, .types = types});
  return {.body = "\"OK\""};
}

Reply give_up_extension(Session& session, Call call, const KeptFields& fields, std::string_view body) {
  const std::string_view id = find_field(fields, "Lambda-Extension-Identifier");
  if (auto refusal = session.extensions().check(id)) {
    // Lambda names the extension where it asks for events, and the header here.
    if (refusal->type == "Extension.UnknownExtensionIdentifier") refusal->message = "Unknown Lambda-Extension-Identifier";
    return reply_of(*refusal);
  }
  const std::string_view type = find_field(fields, kErrorTypeField);
  if (type.empty()) return reply_of({403, "Extension.MissingHeader", std::string(kErrorTypeField) + " not found"});
  const bool starting = call == Call::ExtensionInitError;
  session.extensions().give_up(id, starting ? "Extension.InitError" : "Extension.ExitError", message_of(body, type));
  return {.status = 202, .body = "{\"status\":\"OK\"}\n"};
}

}  // namespace cxsam::runtime
