#include "invoke/outcome_name.h"

#include <array>
#include <utility>

namespace cxsam::invoke {
namespace {

using Kind = Outcome::Kind;

constexpr std::array<std::pair<Kind, std::string_view>, 8> kNames{{{Kind::Ok, "ok"},
                                                                   {Kind::FunctionError, "function error"},
                                                                   {Kind::Timeout, "timeout"},
                                                                   {Kind::Crash, "crash"},
                                                                   {Kind::InitError, "init error"},
                                                                   {Kind::TooLarge, "too large"},
                                                                   {Kind::Throttled, "throttled"},
                                                                   {Kind::CannotStart, "cannot start"}}};

}  // namespace

std::string_view name_of(Outcome::Kind outcome) {
  for (const auto& [kind, name] : kNames)
    if (kind == outcome) return name;
  return "";
}

Outcome::Kind outcome_of(std::string_view name) {
  for (const auto& [kind, known] : kNames)
    if (known == name) return kind;
  return Kind::Ok;
}

}  // namespace cxsam::invoke
