#include "cli/commands/transform/options.h"

#include <charconv>
#include <cmath>
#include <filesystem>

#include "base/file.h"
#include "cli/template_options.h"
#include "json/json.h"

namespace cxsam::cli {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

/// A JSON map of texts, or CloudFormation's list of parameters.
Result<Texts> read_texts(const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return fail(text.error());
  const auto json = parse_json(*text);
  if (!json) return fail(Error(json.error()).with("reading `" + path.string() + "`"));
  const auto as_text = [](const Json& value) { return value.is_string() ? value.get<std::string>() : dump_json(value); };
  Texts texts;
  if (json->is_object()) {
    for (const auto& [name, value] : json->items()) texts[name] = as_text(value);
    return texts;
  }
  for (const Json& entry : *json) {
    if (!entry.is_object() || !entry.contains("ParameterKey") || !entry.contains("ParameterValue")) {
      return fail("`" + path.string() + "` must be a map of names to values, or a list of {ParameterKey, ParameterValue}");
    }
    texts[as_text(entry["ParameterKey"])] = as_text(entry["ParameterValue"]);
  }
  return texts;
}

/// 13 for "13.37"; nothing for what is no number of seconds.
std::optional<std::int64_t> whole_seconds(std::string_view text) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr double kMost = 1e15;  // far beyond any clock, and exact in a double
  if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(seconds) < kMost)) return std::nullopt;
  return static_cast<std::int64_t>(std::floor(seconds));
}

}  // namespace

tmpl::ExtensionStyle extension_style(const config::Values& values) {
  return values.flag("language-extensions") ? tmpl::ExtensionStyle::SamCli : tmpl::ExtensionStyle::CloudFormation;
}

Result<transform::TransformOptions> read_transform_options(const config::Values& values) {
  Result<TemplateChoice> choice = read_template_choice(values);
  if (!choice) return fail(choice.error());
  transform::TransformOptions options{
      .environment = choice->environment, .parameters = {}, .artifacts = transform::ArtifactPaths::AsWritten};
  const bool as_service = values.flag("sar-stub");
  if (as_service || values.flag("require-s3")) options.artifacts = transform::ArtifactPaths::Required;
  if (const auto path = values.text("parameters")) {
    auto texts = read_texts(*path);
    if (!texts) return fail(texts.error());
    options.parameters = std::move(*texts);
  }
  for (auto& [name, value] : choice->parameters) options.parameters[name] = std::move(value);
  if (const auto path = values.text("managed-policies")) {
    auto texts = read_texts(*path);
    if (!texts) return fail(texts.error());
    options.managed_policies = std::move(*texts);
  }
  options.passthrough_metadata = values.flag("passthrough-metadata");
  options.all_feature_toggles = values.flag("enable-all-feature-toggles");
  if (const auto now = values.text("now")) {
    options.now = whole_seconds(*now);
    if (!options.now) return fail("`--now` is a number of seconds since 1970, not `" + *now + "`");
  }
  if (as_service) options.repository = transform::ApplicationRepository::Stub;
  return options;
}

}  // namespace cxsam::cli
