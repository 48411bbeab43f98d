// The small languages within templates and settings, each with any text: the input's first sign says which.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "asl/expressions.h"
#include "base/glob.h"
#include "base/text.h"
#include "config/precedence.h"
#include "config/samconfig.h"
#include "config/save_parameters.h"
#include "config/save_yaml.h"
#include "document/reader.h"
#include "facts/handlers.h"
#include "facts/schedule.h"
#include "lint/schema/embedded_json.h"
#include "lint/schema/ip_address.h"
#include "lint/settings/custom_rules.h"
#include "lint/settings/settings.h"
#include "lint/settings/today.h"
#include "lint/subjects/cidr.h"
#include "lint/subjects/dynamic_reference.h"
#include "lint/subjects/handler_source.h"
#include "template/parameter_constraints.h"
#include "template/parameters.h"
#include "tests/fuzz/languages.h"

using namespace cxsam;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

Node read(std::string_view text) {
  Sources sources;
  Diagnostics diagnostics;
  return read_document(sources, sources.add("settings", std::string(text)), diagnostics).value_or(make_map());
}

void check_schedule(std::string_view text) {
  for (const auto service : {facts::ScheduleService::Rules, facts::ScheduleService::Scheduler}) {
    const auto problem = facts::check_schedule(text, "2026-01-15", service);
    if (!problem) continue;
    require(!problem->message.empty());
    // What is said to be meant must be right itself.
    if (!problem->instead.empty()) require(!facts::check_schedule(problem->instead, "2026-01-15", service));
  }
}

void check_paths(std::string_view text) {
  if (asl::is_reference_path(text)) require(asl::is_path(text));
  asl::is_intrinsic_call(text);
  asl::is_jsonata(text);
  asl::is_timestamp(text);
}

void check_dynamic_references(std::string_view text) {
  for (const lint::DynamicReference& reference : lint::dynamic_references(text)) {
    require(text.find(reference.whole) != std::string_view::npos && reference.parts.size() > 1);
  }
}

void check_addresses(std::string_view text) {
  if (const auto block = lint::parse_address_block(text)) require(block->first <= block->last && block->contains(*block));
  if (lint::schema::is_ipv4(text)) require(!lint::schema::is_ipv6(text));
  lint::schema::is_ipv4_network(text);
  lint::schema::is_ipv6_network(text);
}

void check_custom_rules(std::string_view text) {
  const auto rules = lint::parse_custom_rules("rules.txt", text);
  if (!rules) return require(!rules.error().message.empty());
  Diagnostics diagnostics;
  static const tmpl::Template source = tmpl::Template::from(
      read("Resources: {A: {Type: 'AWS::EC2::Instance', Properties: {InstanceType: t3.micro, Tags: [{Key: a, Value: 3}]}}}"),
      diagnostics);
  lint::check_custom_rules(*rules, source, diagnostics);
}

void check_settings(std::string_view text) {
  std::vector<std::string> problems;
  const lint::Settings settings = lint::read_settings(read(text), problems);
  lint::rule_settings(lint::combine(settings, settings).configure_rules);
}

/// What was saved is read back.
template <class Save>
void check_saving(const std::string& path, std::string_view text, Save save) {
  const std::array<config::SavedParameter, 1> saved{{{.key = "region", .texts = {"eu-west-1"}}}};
  const auto before = config::parse_samconfig(path, text, {"default", "build"});
  const auto changed = save(path, text, "default", "build", saved);
  if (!before || !changed) return;
  const auto again = config::parse_samconfig(path, *changed, {"default", "build"});
  require(again && std::ranges::any_of(again->command, [](const config::Setting& setting) {
            return setting.key == "region" && setting.texts == std::vector<std::string>{"eu-west-1"};
          }));
}

void check_samconfig(std::string_view text) { check_saving("samconfig.toml", text, config::save_parameters); }

void check_samconfig_yaml(std::string_view text) { check_saving("samconfig.yaml", text, config::save_yaml_parameters); }

void check_overrides(std::string_view text) {
  std::vector<std::string> words = config::split_words(text);
  std::erase_if(words, [](const std::string& word) { return word.starts_with("file://"); });
  tmpl::parse_parameter_overrides(words);
}

void check_globs(std::string_view text) {
  const std::size_t blank = std::min(text.find(' '), text.size());
  is_glob(text.substr(0, blank));
  matches_glob(text.substr(0, blank), text.substr(std::min(blank + 1, text.size())));
}

void check_numbers(std::string_view text) {
  tmpl::parse_number(text);
  if (const auto number = parse_int(text)) lint::iso_date(*number);
  lint::today(std::string(text));
}

void check_handlers(std::string_view text) {
  for (const std::string_view family : {"python", "nodejs", "java", "dotnet", "ruby"}) {
    if (const auto parts = facts::parse_handler(family, text)) facts::handler_files(family, *parts);
    for (const std::string& function : lint::functions_in(family, text))
      require(lint::may_have_function(family, text, function));
  }
}

void check_embedded_json(std::string_view text) { lint::schema::read_embedded_json(make_string(std::string(text))); }

constexpr auto kLanguages = std::to_array<fuzz::Language>({
    {'s', check_schedule},
    {'p', check_paths},
    {'d', check_dynamic_references},
    {'a', check_addresses},
    {'r', check_custom_rules},
    {'f', check_settings},
    {'t', check_samconfig},
    {'y', check_samconfig_yaml},
    {'o', check_overrides},
    {'g', check_globs},
    {'n', check_numbers},
    {'h', check_handlers},
    {'j', check_embedded_json},
});

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::check_one(kLanguages, data, size);
}
