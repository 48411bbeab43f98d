#include "gateway/inspect/walk.h"

#include <array>
#include <cstdio>

#include "gateway/exchange.h"
#include "gateway/steps/limits.h"

namespace cxsam::gateway {
namespace {

std::string milliseconds(std::chrono::nanoseconds time, const char* format) {
  constexpr double kPerMillisecond = 1e6;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), format, static_cast<double>(time.count()) / kPerMillisecond);
  return text.data();
}

std::string place_of(const RouteMatch& match) {
  if (!match) return "no route";
  return "`" + match.route->key() + "` of `" + match.api->logical_id + "`, stage `" + match.stage->name + "`";
}

/// How the step that ended the walk did so.
std::string end_of(const Exchange& exchange) {
  if (!exchange.refused) return ", which answers";
  const FailureAnswer answer = failure_answer(exchange.kind, exchange.refused->failure);
  return ", which refuses: " + std::string(answer.type.empty() ? failure_name(exchange.refused->failure) : answer.type);
}

/// Bytes that would do something to a terminal are left out.
std::string shown(std::string_view text) {
  std::string kept;
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= ' ' && c != '\x7f') kept += c;
  return kept;
}

}  // namespace

std::string walk_text(const Exchange& exchange) {
  const auto all = exchange.served->services.world.clock.now() - exchange.begin;
  std::string text = "Walk of " + shown(exchange.request.method + " " + exchange.request.target) + " (" +
                     place_of(exchange.match) + "): " + std::to_string(exchange.response.status) + " after " +
                     milliseconds(all, "%.3f ms");
  for (const Walk::Passed& passed : exchange.walk->passed) {
    text += "\n" + milliseconds(passed.took, "%12.3f ms  ") + std::string(passed.step);
    if (passed.ended) text += end_of(exchange);
  }
  return text;
}

}  // namespace cxsam::gateway
