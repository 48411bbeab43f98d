#include "application/mapping.h"

#include <algorithm>

#include "application/live_resources.h"
#include "application/words.h"
#include "base/text.h"

namespace cxsam::application {
namespace {

std::vector<MappingTemplate> read_templates(const Node* node, Diagnostics& diagnostics) {
  std::vector<MappingTemplate> templates;
  if (node == nullptr) return templates;
  for (const Member& member : node->members) {
    MappingTemplate made{.content_type = member.key, .program = nullptr};
    auto program = vtl::Program::parse(text_of(&member.value));
    if (program) {
      made.program = std::make_shared<const vtl::Program>(std::move(*program));
    } else {
      const vtl::Fault& fault = program.error();
      diagnostics
          .warning("", member.value.span,
                   "the mapping template for `" + member.key + "` cannot be read at its line " + std::to_string(fault.line) +
                       ", column " + std::to_string(fault.column) + ": " + fault.message)
          .notes.emplace_back("Requests that need it get status 500, as on AWS.");
    }
    templates.push_back(std::move(made));
  }
  return templates;
}

std::vector<ParameterMapping> read_parameters(const Node* node) {
  std::vector<ParameterMapping> parameters;
  if (node == nullptr) return parameters;
  for (const Member& member : node->members) {
    const std::string source = text_of(&member.value);
    if (!source.empty()) parameters.push_back({.target = member.key, .source = source});
  }
  return parameters;
}

ContentHandling read_content_handling(const std::string& text, Span where, Diagnostics& diagnostics) {
  tell_unknown_word({.property = "contentHandling", .written = text, .counts = "", .where = where},
                    {"CONVERT_TO_BINARY", "CONVERT_TO_TEXT"}, diagnostics);
  if (equals_ignoring_case(text, "CONVERT_TO_TEXT")) return ContentHandling::ToText;
  return equals_ignoring_case(text, "CONVERT_TO_BINARY") ? ContentHandling::ToBinary : ContentHandling::None;
}

Passthrough read_passthrough(const std::string& text, Span where, Diagnostics& diagnostics) {
  tell_unknown_word({.property = "passthroughBehavior", .written = text, .counts = "WHEN_NO_MATCH", .where = where},
                    {"WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"}, diagnostics);
  if (equals_ignoring_case(text, "WHEN_NO_TEMPLATES")) return Passthrough::WhenNoTemplates;
  return equals_ignoring_case(text, "NEVER") ? Passthrough::Never : Passthrough::WhenNoMatch;
}

/// Of an integration response; nothing for a text that is none. Without one it is 200.
std::optional<int> read_status(const std::string& text) {
  if (text.empty()) return 200;
  const auto number = parse_int(text);
  if (!number || !is_status_of_answer(*number)) return std::nullopt;
  return static_cast<int>(*number);
}

ResponseMapping read_response(const ResponseSource& source, Diagnostics& diagnostics) {
  const std::optional<int> status = read_status(source.status);
  ResponseMapping response{.status = status.value_or(0),
                           .parameters = read_parameters(source.parameters),
                           .templates = read_templates(source.templates, diagnostics),
                           .content_handling = read_content_handling(source.content_handling, source.where, diagnostics)};
  if (!status) {
    response.never = true;
    diagnostics
        .warning("", source.where,
                 "the status `" + source.status + "` of an integration response is no whole number from 200 to 599")
        .notes.emplace_back("Nothing is answered by this integration response.");
    return response;
  }
  if (source.pattern.empty() || source.pattern == "default") return response;
  auto pattern = tmpl::Pattern::compile(source.pattern);
  if (pattern) {
    response.pattern = std::move(*pattern);
    return response;
  }
  response.never = true;
  diagnostics
      .warning("", source.where,
               "the selection pattern `" + source.pattern + "` is no regular expression: " + pattern.error().message)
      .notes.emplace_back("Nothing is answered by this integration response.");
  return response;
}

}  // namespace

std::shared_ptr<const Mapping> read_mapping(const IntegrationSource& source, Diagnostics& diagnostics) {
  Mapping mapping{.passthrough = read_passthrough(source.passthrough, source.where, diagnostics),
                  .parameters = read_parameters(source.request_parameters),
                  .templates = read_templates(source.request_templates, diagnostics),
                  .content_handling = read_content_handling(source.content_handling, source.where, diagnostics),
                  .responses = {}};
  for (const ResponseSource& response : source.responses) mapping.responses.push_back(read_response(response, diagnostics));
  std::ranges::stable_sort(mapping.responses, {}, &ResponseMapping::status);
  return std::make_shared<const Mapping>(std::move(mapping));
}

}  // namespace cxsam::application
