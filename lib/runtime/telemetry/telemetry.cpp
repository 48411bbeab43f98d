#include "runtime/telemetry/telemetry.h"

#include <algorithm>
#include <utility>

#include "runtime/telemetry/records.h"

namespace cxsam::runtime {
namespace {

using invoke::LogEvent;

constexpr std::size_t kMaxEarlyBytes = std::size_t{1} << 20U;

Subscription everything() {
  return {.api = Subscription::Api::Telemetry, .schema = {}, .platform = true, .function = true, .extension = true};
}

}  // namespace

void Telemetry::start() {
  stop();
  open_ = true;
}

void Telemetry::close_subscriptions() {
  open_ = false;
  early_.clear();
  early_bytes_ = 0;
}

void Telemetry::stop() {
  for (const auto& subscriber : subscribers_) {
    subscriber->closed = true;
    subscriber->changed.notify();
  }
  subscribers_.clear();
  close_subscriptions();
}

tl::expected<std::shared_ptr<Subscriber>, Refusal> Telemetry::subscribe(std::string extension, Subscription subscription) {
  const bool telemetry = subscription.api == Subscription::Api::Telemetry;
  const std::string own = telemetry ? "Telemetry" : "Logs";
  if (!open_) return tl::unexpected(Refusal{403, own + ".SubscriptionClosed", own + " API subscription is closed already"});
  const auto known = std::ranges::find(subscribers_, extension, [](const auto& one) { return one->extension; });
  if (known != subscribers_.end()) {
    if ((*known)->subscription.api != subscription.api)
      return tl::unexpected(Refusal{400, "ValidationError", "the extension has subscribed by the other API already"});
    (*known)->closed = true;
    (*known)->changed.notify();
    subscribers_.erase(known);
  }
  auto made = std::make_shared<Subscriber>(clock_, std::move(extension), std::move(subscription));
  const Subscription& wanted = made->subscription;
  for (const Early& early : early_) {
    const bool takes = (early.kind == Early::Kind::Function && wanted.function) ||
                       (early.kind == Early::Kind::Extension && wanted.extension) ||
                       (early.kind == Early::Kind::Platform && wanted.platform) ||
                       (early.kind == Early::Kind::Initialisation && wanted.platform && telemetry);
    if (takes) made->buffer.add(early.record, clock_.now());
  }
  subscribers_.push_back(made);
  return made;
}

void Telemetry::keep(const LogEvent& event) {
  Early::Kind kind = Early::Kind::Platform;
  if (const auto* output = std::get_if<LogEvent::Output>(&event.what))
    kind = output->of_extension ? Early::Kind::Extension : Early::Kind::Function;
  if (std::holds_alternative<LogEvent::InitStart>(event.what)) kind = Early::Kind::Initialisation;
  for (std::string& record : telemetry_records(event, everything())) {
    if (early_bytes_ + record.size() > kMaxEarlyBytes) return;
    early_bytes_ += record.size();
    early_.push_back({kind, std::move(record)});
  }
}

void Telemetry::record(const LogEvent& event) {
  if (open_) keep(event);
  for (const auto& subscriber : subscribers_) {
    bool added = false;
    for (std::string& record : telemetry_records(event, subscriber->subscription)) {
      subscriber->buffer.add(std::move(record), clock_.now());
      added = true;
    }
    if (added) subscriber->changed.notify();
  }
}

void Telemetry::hurry() {
  for (const auto& subscriber : subscribers_) {
    subscriber->urgent = true;
    subscriber->changed.notify();
  }
}

bool Telemetry::delivered() const {
  return std::ranges::all_of(subscribers_, [](const auto& one) { return one->buffer.empty() && !one->sending; });
}

}  // namespace cxsam::runtime
