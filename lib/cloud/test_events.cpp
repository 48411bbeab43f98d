#include "cloud/test_events.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "aws/members.h"
#include "aws/rest.h"
#include "base/percent.h"
#include "cloud/spaced_json.h"
#include "json/json.h"

namespace cxsam::cloud {
namespace {

using aws::list_of;
using aws::object_of;
using aws::text_of;

constexpr std::string_view kService = "schemas", kType = "OpenApi3";
constexpr std::size_t kMostVersions = 5;  // of one schema, before the oldest has to go

std::string registry_path() { return fmt::format("/v1/registries/name/{}", kTestEventRegistry); }
std::string schema_path(const std::string& function) {
  return fmt::format("{}/schemas/name/{}", registry_path(), percent_encode("_" + function + "-schema"));
}

bool is_missing(const aws::AwsError& error) { return error.status == 404; }

Task<Result<bool>> has_registry(aws::Client& client) {
  std::string path = registry_path();
  const auto found = co_await aws::rest_get(client, kService, std::move(path));
  if (found) co_return true;
  if (is_missing(found.error())) co_return false;
  co_return fail(aws::to_error(found.error(), "DescribeRegistry"));
}

/// The function's document, or nothing.
Task<Result<std::optional<Json>>> read_document(aws::Client& client, std::string function) {
  std::string path = schema_path(function);
  const auto schema = co_await aws::rest_get(client, kService, std::move(path));
  if (!schema && is_missing(schema.error())) co_return std::optional<Json>();
  if (!schema) co_return fail(aws::to_error(schema.error(), "DescribeSchema"));
  Result<Json> document = parse_json(text_of(*schema, "Content"));
  if (!document || !document->is_object())
    co_return fail(
        fmt::format("the schema of the function {} in the registry {} is no OpenAPI document", function, kTestEventRegistry));
  co_return std::optional<Json>(*std::move(document));
}

const Json& examples_of(const Json& document) { return object_of(object_of(document, "components"), "examples"); }

/// The document, for what needs one event of it.
Task<Result<Json>> need_event(aws::Client& client, std::string function, std::string name) {
  const Result<bool> registry = co_await has_registry(client);
  if (!registry) co_return fail(registry.error());
  if (!*registry) co_return fail(no_registry_text());
  Result<std::optional<Json>> document = co_await read_document(client, function);
  if (!document) co_return fail(std::move(document).error());
  if (!*document) co_return fail(fmt::format("No events found for function {}", function));
  const Json& examples = examples_of(**document);
  if (examples.contains(name)) co_return **std::move(document);
  Error error{fmt::format("Event {} not found", name)};
  for (const auto& [known, example] : examples.items()) error.hints.push_back(fmt::format("there is `{}`", known));
  co_return fail(std::move(error));
}

/// A new document gets its schema from the registry, which reads it off the event.
Task<Result<Json>> discover_document(aws::Client& client, const Json& event) {
  const Json body{{"Events", Json::array({spaced_json(event)})}, {"Type", kType}};
  const auto found = co_await aws::rest(client, kService, "POST", "/v1/discover", body);
  if (!found) co_return fail(aws::to_error(found.error(), "GetDiscoveredSchema"));
  Result<Json> document = parse_json(text_of(*found, "Content"));
  if (!document || !document->is_object()) co_return fail("the schema registry gave no OpenAPI document for the event");
  co_return document;
}

Task<Result<void>> write_document(aws::Client& client, std::string function, Json document, bool exists) {
  Json body{{"Content", spaced_json(document)}, {"Type", kType}};
  if (exists) body["ClientTokenId"] = make_uuid(client.world().random);
  std::string path = schema_path(function);
  const auto written = co_await aws::rest(client, kService, exists ? "PUT" : "POST", std::move(path), body);
  if (!written) co_return fail(aws::to_error(written.error(), exists ? "UpdateSchema" : "CreateSchema"));
  co_return Result<void>();
}

/// Makes room for one more version.
Task<Result<void>> drop_oldest_version(aws::Client& client, std::string function) {
  std::vector<std::int64_t> versions;
  std::string next;
  do {
    std::string path = schema_path(function) + "/versions" + (next.empty() ? "" : "?nextToken=" + percent_encode(next));
    const auto page = co_await aws::rest_get(client, kService, std::move(path));
    if (!page) co_return fail(aws::to_error(page.error(), "ListSchemaVersions"));
    for (const Json& each : list_of(*page, "SchemaVersions"))
      versions.push_back(std::strtoll(text_of(each, "SchemaVersion").c_str(), nullptr, 10));
    next = text_of(*page, "NextToken");
  } while (!next.empty());
  if (versions.size() < kMostVersions) co_return Result<void>();
  std::string path = fmt::format("{}/version/{}", schema_path(function), std::ranges::min(versions));
  const Json nothing;
  const auto gone = co_await aws::rest(client, kService, "DELETE", std::move(path), nothing);
  if (!gone) co_return fail(aws::to_error(gone.error(), "DeleteSchemaVersion"));
  co_return Result<void>();
}

Task<Result<void>> create_registry(aws::Client& client) {
  const Json nothing = Json::object();
  std::string path = registry_path();
  const auto made = co_await aws::rest(client, kService, "POST", std::move(path), nothing);
  if (!made && made.error().status != 409) co_return fail(aws::to_error(made.error(), "CreateRegistry"));
  co_return Result<void>();
}

void add_example(Json& document, const std::string& name, Json value, const TestEvent& event) {
  const Json type = event.invocation_type.empty() ? Json() : Json(event.invocation_type);
  Json& components = document["components"];
  if (!components.is_object()) components = Json::object();
  Json& examples = components["examples"];
  if (!examples.is_object()) examples = Json::object();
  examples[name] = {{"value", std::move(value)}, {"x-metadata", {{"invocationType", type}}}};
}

}  // namespace

std::string no_registry_text() { return fmt::format("{} registry not found. There are no saved events.", kTestEventRegistry); }

Task<Result<std::optional<std::vector<std::string>>>> list_test_events(aws::Client& client, std::string function) {
  using Names = std::optional<std::vector<std::string>>;
  const Result<bool> registry = co_await has_registry(client);
  if (!registry) co_return fail(registry.error());
  if (!*registry) co_return Names();
  const Result<std::optional<Json>> document = co_await read_document(client, std::move(function));
  if (!document) co_return fail(document.error());
  std::vector<std::string> names;
  if (*document)
    for (const auto& [name, example] : examples_of(**document).items()) names.push_back(name);
  co_return Names(std::move(names));
}

Task<Result<TestEvent>> get_test_event(aws::Client& client, std::string function, std::string name) {
  const Result<Json> document = co_await need_event(client, std::move(function), name);
  if (!document) co_return fail(document.error());
  const Json& example = examples_of(*document).at(name);
  const Json value = example.is_object() && example.contains("value") ? example["value"] : Json::object();
  co_return TestEvent{spaced_json(value), text_of(object_of(example, "x-metadata"), "invocationType")};
}

Task<Result<void>> put_test_event(aws::Client& client, std::string function, std::string name, TestEvent event, bool force) {
  Result<Json> value = parse_json(event.text);
  if (!value) co_return fail(std::move(value).error().with("reading the event"));
  const Result<bool> registry = co_await has_registry(client);
  if (!registry) co_return fail(registry.error());
  if (!*registry) {
    const Result<void> made = co_await create_registry(client);
    if (!made) co_return made;
  }
  Result<std::optional<Json>> known = co_await read_document(client, function);
  if (!known) co_return fail(known.error());
  const bool exists = known->has_value();
  if (exists) {
    const bool taken = examples_of(**known).contains(name);
    if (taken && !force) co_return fail(fmt::format("Event {} already exists. You can replace it with `--force`.", name));
    const Result<void> room = co_await drop_oldest_version(client, function);
    if (!room) co_return room;
  } else {
    Result<Json> made = co_await discover_document(client, *value);
    if (!made) co_return fail(made.error());
    *known = *std::move(made);
  }
  add_example(**known, name, *std::move(value), event);
  co_return co_await write_document(client, std::move(function), **std::move(known), exists);
}

Task<Result<void>> delete_test_event(aws::Client& client, std::string function, std::string name) {
  Result<Json> document = co_await need_event(client, function, name);
  if (!document) co_return fail(document.error());
  if (examples_of(*document).size() > 1) {
    (*document)["components"]["examples"].erase(name);
    const Result<void> room = co_await drop_oldest_version(client, function);
    if (!room) co_return room;
    co_return co_await write_document(client, std::move(function), *std::move(document), true);
  }
  const Json nothing;
  std::string path = schema_path(function);
  const auto gone = co_await aws::rest(client, kService, "DELETE", std::move(path), nothing);
  if (!gone) co_return fail(aws::to_error(gone.error(), "DeleteSchema"));
  co_return Result<void>();
}

}  // namespace cxsam::cloud
