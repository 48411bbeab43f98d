#include "runtime/extensions.h"

#include <algorithm>
#include <utility>

#include "json/json.h"
#include "runtime/json_fault.h"

namespace cxsam::runtime {
namespace {

constexpr std::size_t kMaxExtensions = 10;
constexpr int kForbidden = 403;

Refusal refuse(std::string type, std::string message) { return {kForbidden, std::move(type), std::move(message)}; }

bool is_uuid(std::string_view text) {
  const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !hex(text[i])) return false;
  }
  return true;
}

/// What a body asks for.
struct Wishes {
  bool invoke = false;
  bool shutdown = false;
  std::optional<Refusal> refusal = {};
};

/// A member that is null, or not there, is an empty list, and null within a list an empty text.
bool lists_texts(const Json& body, std::string_view name) {
  const auto member = body.find(name);
  if (member == body.end() || member->is_null()) return true;
  return member->is_array() && std::ranges::all_of(*member, [](const Json& one) { return one.is_string() || one.is_null(); });
}

Wishes read_wishes(const Json& body, bool external) {
  Wishes wishes;
  const auto events = body.find("events");
  if (events == body.end() || !events->is_array()) return wishes;
  for (const Json& event : *events) {
    const std::string name = event.is_string() ? event.get<std::string>() : "";
    std::string fault;
    if (name != "INVOKE" && name != "SHUTDOWN") fault = "ErrorInvalidEventType";
    if (name == "SHUTDOWN" && !external) fault = "ShutdownEventNotSupportedForInternalExtension";
    if (!fault.empty()) {
      wishes.refusal = refuse("Extension.InvalidEventType", name + ": " + fault);
      return wishes;
    }
    (name == "INVOKE" ? wishes.invoke : wishes.shutdown) = true;
  }
  return wishes;
}

}  // namespace

// --- the invoking side

void Extensions::start(const std::vector<std::string>& external) {
  stop();
  for (const std::string& name : external) extensions_.push_back({.name = name, .external = true});
}

void Extensions::stop() {
  extensions_.clear();
  fault_.reset();
  ending_ = false;
  ++life_;
  event_waits_.notify();
}

bool Extensions::any_external() const { return std::ranges::any_of(extensions_, &Extension::external); }

bool Extensions::all_external_registered() const {
  return std::ranges::none_of(extensions_,
                              [](const Extension& one) { return one.external && one.state == Extension::State::Started; });
}

bool Extensions::ready() const {
  return std::ranges::all_of(extensions_, [](const Extension& one) {
    return one.state == Extension::State::Waiting || one.state == Extension::State::Ended;
  });
}

void Extensions::offer(const Event& event) {
  if (extensions_.empty()) return;
  Json told{{"eventType", "INVOKE"},
            {"deadlineMs", event.deadline_ms},
            {"requestId", event.request_id},
            {"invokedFunctionArn", event.function_arn}};
  if (!event.trace_id.empty()) told["tracing"] = Json{{"type", "X-Amzn-Trace-Id"}, {"value", event.trace_id}};
  const std::string text = dump_json(told);
  for (Extension& one : extensions_) {
    if (!one.wants_invoke || one.state == Extension::State::Ended) continue;
    one.events.push_back(text);
    one.state = Extension::State::Busy;
  }
  event_waits_.notify();
}

void Extensions::shut_down(std::string_view reason, std::int64_t deadline_ms) {
  ending_ = true;
  const std::string text = dump_json(Json{{"eventType", "SHUTDOWN"}, {"deadlineMs", deadline_ms}, {"shutdownReason", reason}});
  for (Extension& one : extensions_) {
    if (one.wants_shutdown) one.events.push_back(text);
  }
  event_waits_.notify();
}

void Extensions::ended(std::string_view name, std::string_view how) {
  const auto found = std::ranges::find_if(extensions_, [&](const Extension& one) { return one.external && one.name == name; });
  if (found == extensions_.end() || found->state == Extension::State::Ended) return;
  found->state = Extension::State::Ended;
  fail(*found, "Exited", {"Extension.Crash", how.empty() ? "exit status 0" : std::string(how)});
}

void Extensions::not_started(std::string_view name, std::string_view why) {
  const auto found = std::ranges::find_if(extensions_, [&](const Extension& one) { return one.external && one.name == name; });
  if (found == extensions_.end()) return;
  fail(*found, "LaunchError", {"Extension.LaunchError", std::string(why)});  // the end of its process follows
}

bool Extensions::all_ended() const {
  return std::ranges::none_of(extensions_,
                              [](const Extension& one) { return one.external && one.state != Extension::State::Ended; });
}

bool Extensions::any_to_wait_for() const {
  return std::ranges::any_of(extensions_, [](const Extension& one) {
    return one.external && one.wants_shutdown && one.state != Extension::State::Ended;
  });
}

void Extensions::fail(const Extension& extension, std::string_view state, Fault fault) {
  if (!ending_ && !fault_) {
    tell(extension, state, fault.type);
    fault_ = std::move(fault);
  }
  changed_();
}

void Extensions::tell(const Extension& extension, std::string_view state, std::string_view error_type) {
  if (!tell_) return;
  std::vector<std::string> events;
  if (extension.wants_invoke) events.emplace_back("INVOKE");
  if (extension.wants_shutdown) events.emplace_back("SHUTDOWN");
  tell_({.name = extension.name, .state = state, .events = events, .error_type = error_type});
}

// --- the processes' side

std::optional<Refusal> Extensions::enter(std::string_view name, std::string_view body, std::string id, bool open) {
  if (name.empty()) return refuse("Extension.InvalidExtensionName", "Empty extension name");
  if (auto fault = json_fault(body)) return refuse("InvalidRequestFormat", std::move(*fault));
  const auto parsed = parse_json(body);
  if (!parsed) return refuse("InvalidRequestFormat", parsed.error().message);
  if (!parsed->is_object() && !parsed->is_null()) return refuse("InvalidRequestFormat", "the body must be a JSON object");
  if (!lists_texts(*parsed, "events")) return refuse("InvalidRequestFormat", "`events` must be a list of INVOKE and SHUTDOWN");
  if (!lists_texts(*parsed, "configurationKeys"))
    return refuse("InvalidRequestFormat", "`configurationKeys` must be a list of texts");
  if (const auto keys = parsed->find("configurationKeys"); keys != parsed->end() && !keys->empty())
    return refuse("InvalidRequestFormat", "configurationKeys are deprecated; use environment variables instead");
  if (!open) return refuse("Extension.RegistrationClosed", "Extension registration closed already");
  const auto known = std::ranges::find(extensions_, name, &Extension::name);
  const bool external = known != extensions_.end() && known->external;
  if (known != extensions_.end() && known->state != Extension::State::Started)
    return refuse("Extension.InvalidExtensionState", "Extension with this name already registered");
  Wishes wishes = read_wishes(*parsed, external);
  if (wishes.refusal) return std::move(wishes.refusal);
  if (!external && extensions_.size() >= kMaxExtensions)
    return refuse("Extension.TooManyExtensions", "Extension limit (" + std::to_string(kMaxExtensions) + ") reached");
  Extension& one = external ? *known : extensions_.emplace_back(Extension{.name = std::string(name)});
  one.state = Extension::State::Registered;
  one.id = std::move(id);
  one.wants_invoke = wishes.invoke;
  one.wants_shutdown = wishes.shutdown;
  changed_();
  return std::nullopt;
}

Extensions::Extension* Extensions::find(std::string_view id) {
  const auto found = std::ranges::find(extensions_, id, &Extension::id);
  return found == extensions_.end() ? nullptr : &*found;
}

const Extensions::Extension* Extensions::find(std::string_view id) const {
  const auto found = std::ranges::find(extensions_, id, &Extension::id);
  return found == extensions_.end() ? nullptr : &*found;
}

std::optional<Refusal> Extensions::check(std::string_view id) const {
  if (id.empty()) return refuse("Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header");
  if (!is_uuid(id)) return refuse("Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier");
  if (find(id) == nullptr) return refuse("Extension.UnknownExtensionIdentifier", "Unknown extension " + std::string(id));
  return std::nullopt;
}

std::string Extensions::name_of(std::string_view id) const {
  const Extension* one = find(id);
  return one == nullptr ? "" : one->name;
}

Task<std::optional<std::string>> Extensions::next(std::string id, const bool& gone) {
  const std::uint64_t life = life_;
  if (Extension* one = find(id); one->events.empty() && one->state != Extension::State::Ended) {
    one->state = Extension::State::Waiting;
    if (!std::exchange(one->was_ready, true)) tell(*one, "Ready");
    changed_();
  }
  while (!gone && life == life_ && find(id)->events.empty()) co_await event_waits_.wait();
  if (gone || life != life_) co_return std::nullopt;
  Extension* const one = find(id);
  std::string event = std::move(one->events.front());
  one->events.pop_front();
  if (!ending_) one->state = Extension::State::Busy;
  co_return event;
}

void Extensions::give_up(std::string_view id, std::string_view type, std::string_view message) {
  Extension* const one = find(id);
  if (one == nullptr || one->state == Extension::State::Ended) return;
  if (!one->external) one->state = Extension::State::Ended;
  fail(*one, type.substr(type.find('.') + 1), {std::string(type), std::string(message)});
}

}  // namespace cxsam::runtime
