#include "gateway/mapping/scope.h"

#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "json/json.h"
#include "json/path.h"

namespace cxsam::gateway {
namespace {

void add(Group& group, std::string_view name, std::string value) {
  const auto known = std::ranges::find_if(group, [&](const auto& pair) { return pair.first == name; });
  if (known == group.end()) {
    group.push_back({std::string(name), {std::move(value)}});
  } else {
    known->second.push_back(std::move(value));
  }
}

const std::vector<std::string>* find_values(const Group& group, std::string_view name) {
  const auto found = std::ranges::find_if(group, [&](const auto& pair) { return pair.first == name; });
  return found == group.end() ? nullptr : &found->second;
}

/// `.a.b` or `` behind `body`. A text is given without quotes, anything else as JSON.
Result<std::optional<std::string>> find_in_body(std::string_view path, vtl::Payload& body) {
  const Json* document = body.json();
  if (document == nullptr && !trim(body.text()).empty()) return fail("the body is no JSON");
  if (path.empty()) return std::optional<std::string>(body.text().empty() ? "{}" : body.text());
  if (document == nullptr) return std::optional<std::string>();
  const auto compiled = JsonPath::compile("$" + std::string(path));
  if (!compiled) return fail(compiled.error());
  const auto found = compiled->find(*document);
  if (!found) return fail(found.error());
  if (!*found || (*found)->is_null()) return std::optional<std::string>();
  return std::optional<std::string>((*found)->is_string() ? (*found)->get<std::string>() : dump_json(**found));
}

}  // namespace

MappingScope::MappingScope(const EventSource& source, std::optional<bool> canary) : source_(source), canary_(canary) {
  for (const auto& [name, value] : source.match.parameters) add(path_, name, std::string(value));
  for (auto& [name, value] : parse_query(source.query)) add(query_, name, std::move(value));

  vtl::Map* stage = run_.make_map();
  for (const auto& [name, value] : source.stage_variables()) run_.put(*stage, name, std::string_view(value));
  variables_["stageVariables"] = stage;
  variables_["util"] = vtl::make_util(run_);
}

const Group& MappingScope::headers() {
  if (headers_) return *headers_;
  headers_.emplace();
  std::vector<ValueGroup> groups = group_headers(source_.request.headers);
  const AddedHeaders added(source_.request, source_.port);
  added.put_into(groups, source_.ids.trace_id);
  for (const ValueGroup& header : groups)
    headers_->emplace_back(std::string(header.name), std::vector<std::string>(header.values.begin(), header.values.end()));
  return *headers_;
}

/// `$context`, which takes more to make than most templates to render.
vtl::Map* MappingScope::context() {
  if (context_ != nullptr) return context_;
  const auto json = parse_json(make_request_context_v1(source_));
  context_ = json ? vtl::value_of(run_, *json).map() : run_.make_map();
  if (canary_) run_.put(*context_, "isCanaryRequest", *canary_);
  for (const std::string_view side : {"requestOverride", "responseOverride"}) {
    vtl::Map* override = run_.make_map();
    run_.put(*override, "header", run_.make_map());
    if (side == "requestOverride") {
      run_.put(*override, "path", run_.make_map());
      run_.put(*override, "querystring", run_.make_map());
    }
    run_.put(*context_, side, override);
  }
  variables_["context"] = context_;
  return context_;
}

/// The last of several values, as `$input.params` gives it.
vtl::Map* MappingScope::make_map(const Group& group) {
  vtl::Map* map = run_.make_map();
  for (const auto& [name, values] : group) run_.put(*map, name, std::string_view(values.back()));
  return map;
}

vtl::Map* MappingScope::parameters() {
  if (parameters_ != nullptr) return parameters_;
  parameters_ = run_.make_map();
  run_.put(*parameters_, "path", make_map(path_));
  run_.put(*parameters_, "querystring", make_map(query_));
  run_.put(*parameters_, "header", make_map(headers()));
  return parameters_;
}

Result<std::string> MappingScope::render(const vtl::Program& program, vtl::Payload& body) {
  if (program.may_ask_for("context")) context();
  vtl::Variables variables = variables_;  // what a template sets is its own; `$context` is shared
  if (program.may_ask_for("input")) variables["input"] = vtl::make_input(run_, body, parameters());
  return program.render(run_, variables);
}

Result<std::optional<std::string>> MappingScope::find(std::string_view source, std::string_view side, vtl::Payload& body,
                                                      const Group& headers) {
  if (source.size() >= 2 && source.front() == '\'' && source.back() == '\'')
    return std::optional<std::string>(source.substr(1, source.size() - 2));
  constexpr std::string_view kContext = "context.";
  constexpr std::string_view kStage = "stageVariables.";
  if (source.starts_with(kStage)) {
    const application::Variables& variables = source_.stage_variables();
    const auto found = variables.find(std::string(source.substr(kStage.size())));
    return found == variables.end() ? std::optional<std::string>() : std::optional(found->second);
  }
  if (source.starts_with(kContext)) {
    vtl::Value value = context();
    for (const std::string_view name : split(source.substr(kContext.size()), '.')) {
      const vtl::Value* member = value.map() == nullptr ? nullptr : value.map()->find(name);
      if (member == nullptr || member->is_null()) return std::optional<std::string>();
      value = *member;
    }
    return std::optional(vtl::text_of(run_, value));
  }
  if (!source.starts_with(side) || source.size() <= side.size()) return std::optional<std::string>();
  source.remove_prefix(side.size() + 1);
  const std::size_t dot = source.find('.');
  const std::string_view place = source.substr(0, dot);
  const std::string_view name = dot == std::string_view::npos ? "" : source.substr(dot + 1);
  if (place == "body") return find_in_body(dot == std::string_view::npos ? "" : source.substr(dot), body);
  const bool of_request = side == "method.request";
  const Group* group = nullptr;
  if (place == "header" || place == "multivalueheader") group = &headers;
  if (of_request && place == "path") group = &path_;
  if (of_request && (place == "querystring" || place == "multivaluequerystring")) group = &query_;
  const std::vector<std::string>* values = group == nullptr ? nullptr : find_values(*group, name);
  if (values == nullptr) return std::optional<std::string>();
  return std::optional(place.starts_with("multivalue") ? join(*values, ",") : values->back());
}

std::optional<std::int64_t> MappingScope::overridden_status() {
  vtl::Map* override = map_at("responseOverride");
  const vtl::Value* status = override == nullptr ? nullptr : override->find("status");
  return status == nullptr ? std::nullopt : parse_int(vtl::text_of(run_, *status));
}

/// A map of `$context`, if anything has asked for it; templates may have put anything in its place.
vtl::Map* MappingScope::map_at(std::string_view name) {
  const vtl::Value* found = context_ == nullptr ? nullptr : context_->find(name);
  return found == nullptr ? nullptr : found->map();
}

std::vector<std::pair<std::string, std::string>> MappingScope::overridden(std::string_view side, std::string_view group) {
  std::vector<std::pair<std::string, std::string>> set;
  vtl::Map* override = map_at(side);
  const vtl::Value* members = override == nullptr ? nullptr : override->find(group);
  if (members == nullptr || members->map() == nullptr) return set;
  for (const auto& [name, value] : members->map()->entries) set.emplace_back(name, vtl::text_of(run_, value));
  return set;
}

}  // namespace cxsam::gateway
