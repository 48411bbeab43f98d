#include "gateway/websocket/mapping.h"

#include <algorithm>
#include <initializer_list>

#include "application/mapping.h"
#include "base/percent.h"
#include "base/text.h"
#include "gateway/target.h"
#include "gateway/websocket/selection.h"
#include "json/json.h"
#include "json/path.h"
#include "vtl/input.h"
#include "vtl/program.h"

namespace cxsam::gateway::websocket {
namespace {

using application::Mapping;
using application::MappingTemplate;
using application::Passthrough;
using application::ResponseMapping;
using Found = std::optional<std::string>;

Result<std::string> render(const vtl::Program& program, const Happening& happening, std::string_view body) {
  vtl::Run run;
  vtl::Payload payload(body);
  vtl::Variables variables;
  const auto context = parse_json(make_request_context(happening));
  variables["context"] = context ? vtl::value_of(run, *context).map() : run.make_map();
  vtl::Map* stage = run.make_map();
  for (const auto& [name, value] : happening.api.stage.variables) run.put(*stage, name, std::string_view(value));
  variables["stageVariables"] = stage;
  variables["util"] = vtl::make_util(run);
  variables["input"] = vtl::make_input(run, payload, run.make_map());
  return program.render(run, variables);
}

/// The template of that key, else the one for all, else the one for JSON.
const MappingTemplate* pick(const std::vector<MappingTemplate>& templates, std::string_view key) {
  for (const std::string_view wanted : {key, std::string_view("$default"), std::string_view("application/json")}) {
    const auto found = std::ranges::find(templates, wanted, &MappingTemplate::content_type);
    if (!wanted.empty() && found != templates.end()) return &*found;
  }
  return nullptr;
}

/// "" or ".a.b" of a body. A text is given without quotes, anything else as JSON.
Result<Found> find_in_body(std::string_view body, std::string_view path) {
  if (path.empty()) return Found(body.empty() ? "{}" : body);
  const auto document = parse_json(body.empty() ? "{}" : body);
  if (!document) return fail("the body is no JSON");
  const auto compiled = JsonPath::compile("$" + std::string(path));
  if (!compiled) return fail(compiled.error());
  const auto found = compiled->find(*document);
  if (!found) return fail(found.error());
  if (!*found || (*found)->is_null()) return Found();
  return Found((*found)->is_string() ? (*found)->get<std::string>() : dump_json(**found));
}

std::vector<std::string> all_values(const http::Request& request, bool header, std::string_view name) {
  std::vector<std::string> values;
  if (header) {
    for (const auto& [key, value] : request.headers)
      if (equals_ignoring_case(key, name)) values.push_back(value);
    return values;
  }
  for (auto& [key, value] : parse_query(split_target(request.target).query))
    if (key == name) values.push_back(std::move(value));
  return values;
}

/// `'literal'`, `context.x`, `stageVariables.x`, and behind `route.request.`: `body`, `body.PATH`, of `$connect` also
/// `header.x`, `querystring.x`, and with `multivalue` before these all their values.
Result<Found> find_source(const Happening& happening, std::string_view source) {
  constexpr std::string_view kRequest = "route.request.";
  constexpr std::string_view kBody = "body";
  if (source.size() >= 2 && source.front() == '\'' && source.back() == '\'') return Found(source.substr(1, source.size() - 2));
  if (!source.starts_with(kRequest)) return find_variable(happening, source);
  const std::string_view place = source.substr(kRequest.size());
  if (place == kBody || place.starts_with("body.")) return find_in_body(happening.body, place.substr(kBody.size()));
  if (happening.request == nullptr) return Found();
  for (const std::string_view kind : {"header.", "querystring.", "multivalueheader.", "multivaluequerystring."}) {
    if (!place.starts_with(kind)) continue;
    const auto values =
        all_values(*happening.request, kind.find("header") != std::string_view::npos, place.substr(kind.size()));
    if (values.empty()) return Found();
    return Found(kind.starts_with("multi") ? join(values, ",") : values.back());
  }
  return Found();
}

/// What would begin another header is left out.
std::string fit_for_header(std::string value) {
  std::erase_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  return value;
}

void set_header(http::Headers& headers, std::string_view name, std::string value) {
  std::erase_if(headers, [&](const auto& header) { return equals_ignoring_case(header.first, name); });
  headers.emplace_back(name, fit_for_header(std::move(value)));
}

void set_parameter(MappedRequest& request, std::string_view target, std::string value) {
  constexpr std::string_view kHeader = "integration.request.header.";
  constexpr std::string_view kQuery = "integration.request.querystring.";
  constexpr std::string_view kPath = "integration.request.path.";
  if (target.starts_with(kHeader)) {
    set_header(request.headers, target.substr(kHeader.size()), std::move(value));
  } else if (target.starts_with(kQuery)) {
    request.query.emplace_back(target.substr(kQuery.size()), std::move(value));
  } else if (target.starts_with(kPath)) {
    request.path.emplace_back(target.substr(kPath.size()), std::move(value));
  }
}

/// Headers of the answer to `$connect`, from those of the backend and from its body.
Result<Found> find_in_answer(const Happening& happening, const BackendAnswer& answer, std::string_view source) {
  constexpr std::string_view kBody = "integration.response.body";
  constexpr std::string_view kHeader = "integration.response.header.";
  if (source == kBody || source.starts_with("integration.response.body."))
    return find_in_body(answer.body, source.substr(kBody.size()));
  if (!source.starts_with(kHeader)) return find_source(happening, source);
  const std::string_view value = http::find_header(answer.headers, source.substr(kHeader.size()));
  return value.empty() ? Found() : Found(value);
}

Result<void> map_headers(const Happening& happening, const ResponseMapping& mapping, const BackendAnswer& answer,
                         http::Headers& headers) {
  for (const auto& [target, source] : mapping.parameters) {
    auto value = find_in_answer(happening, answer, source);
    if (!value) return fail("`" + source + "` cannot be mapped: " + value.error().message);
    for (const std::string_view side : {"route.response.header.", "method.response.header."})
      if (*value && target.starts_with(side)) set_header(headers, target.substr(side.size()), **value);
  }
  return {};
}

}  // namespace

Result<MappedRequest> map_parameters(const Happening& happening, const Mapping& mapping) {
  MappedRequest request{.body = std::string(happening.body), .content_type = "application/json"};
  for (const auto& [target, source] : mapping.parameters) {
    auto value = find_source(happening, source);
    if (!value) return fail("`" + source + "` cannot be mapped: " + value.error().message);
    if (*value) set_parameter(request, target, std::move(**value));
  }
  return request;
}

Result<MappedRequest> map_message(const Happening& happening, const application::WebSocketRoute& route) {
  const Mapping& mapping = *route.integration.mapping;
  auto request = map_parameters(happening, mapping);
  if (!request) return request;
  const std::string key = select(route.template_key, happening).value_or("");
  const MappingTemplate* chosen = pick(mapping.templates, key);
  if (chosen != nullptr && chosen->program == nullptr) return fail("its request template cannot be read");
  if (chosen != nullptr) {
    auto text = render(*chosen->program, happening, happening.body);
    if (!text) return fail(text.error());
    request->body = std::move(*text);
    return request;
  }
  const bool passes = mapping.passthrough == Passthrough::WhenNoMatch ||
                      (mapping.passthrough == Passthrough::WhenNoTemplates && mapping.templates.empty());
  if (!passes) return fail("no request template is for it, and `PassthroughBehavior` lets nothing else pass");
  return request;
}

Result<http::Response> map_answer(const Happening& happening, const Mapping& mapping, BackendAnswer answer) {
  const ResponseMapping* chosen = select_response(mapping, answer.selected_by);
  if (chosen == nullptr && !mapping.responses.empty())
    return fail("no integration response is for `" + answer.selected_by + "`");
  http::Response response{.status = static_cast<int>(parse_int(answer.selected_by).value_or(200)), .headers = {}, .body = {}};
  if (chosen == nullptr) {
    response.body = std::move(answer.body);
    return response;
  }
  if (auto mapped = map_headers(happening, *chosen, answer, response.headers); !mapped) return fail(mapped.error());
  const MappingTemplate* text = pick(chosen->templates, "");
  if (text == nullptr && !chosen->templates.empty()) text = &chosen->templates.front();
  if (text == nullptr) {
    response.body = std::move(answer.body);
    return response;
  }
  if (text->program == nullptr) return fail("its response template cannot be read");
  auto rendered = render(*text->program, happening, answer.body);
  if (!rendered) return fail("its response template fails: " + rendered.error().message);
  response.body = std::move(*rendered);
  return response;
}

}  // namespace cxsam::gateway::websocket
