// tests/http/<case>: a template and a request; the event that the function must get (event.json, missing when none is called)
// and the answer that the client must get (response.http). result.json is what the function gives back.
// In expected files "<any>" stands for a value that differs from run to run. CXSAM_UPDATE=1 writes the files anew.
#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"
#include "json/json.h"
#include "tests/support/diff.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
namespace fs = std::filesystem;

namespace {

http::Request parse_request(std::string_view text) {
  http::Request request;
  const std::size_t head_end = text.find("\n\n");
  const auto lines = split(text.substr(0, head_end), '\n');
  const auto words = split(lines.front(), ' ');
  request.method = words[0];
  request.target = words[1];
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::size_t colon = lines[i].find(':');
    request.headers.emplace_back(lines[i].substr(0, colon), trim(lines[i].substr(colon + 1)));
  }
  if (head_end != std::string_view::npos) request.body = text.substr(head_end + 2);
  return request;
}

std::string stable_event(const std::string& event) {
  auto json = parse_json(event);
  REQUIRE(json);
  for (const char* name : {"requestId", "extendedRequestId", "requestTime", "requestTimeEpoch", "time", "timeEpoch"}) {
    if ((*json)["requestContext"].contains(name)) (*json)["requestContext"][name] = "<any>";
  }
  return dump_json(*json, 2) + "\n";
}

std::string stable_response(const http::Response& response) {
  std::string text = std::to_string(response.status) + "\n";
  for (const auto& [name, value] : response.headers) {
    const bool varies =
        name == "x-amzn-RequestId" || name == "x-amz-apigw-id" || name == "Apigw-Requestid" || name == "X-Amzn-Trace-Id";
    text += name + ": " + (varies ? "<any>" : value) + "\n";
  }
  return text + "\n" + response.body;
}

void compare(const fs::path& file, const std::string& actual) {
  if (std::getenv("CXSAM_UPDATE") != nullptr) {
    REQUIRE(write_file_atomically(file, actual));
    return;
  }
  const auto expected = read_file(file);
  REQUIRE(expected);
  if (*expected != actual) FAIL_CHECK(file.string() << "\n" << test::diff_lines(*expected, actual));
}

}  // namespace

TEST_CASE("http cases: events and answers are as written in tests/http", "[gateway]") {
  int count = 0;
  for (const fs::directory_entry& folder : fs::directory_iterator(CXSAM_SOURCE_DIR "/tests/http")) {
    if (!folder.is_directory()) continue;
    INFO(folder.path().filename().string());
    const auto source = read_file(folder.path() / "template.yaml");
    const auto request = read_file(folder.path() / "request.http");
    REQUIRE(source);
    REQUIRE(request);
    test::Serving serving(test::application_from(*source));
    if (auto result = read_file(folder.path() / "result.json")) serving.function->result = *result;
    const http::Response response = serving.send(parse_request(*request));
    const bool called = serving.function->calls > 0;
    CHECK(called == (fs::exists(folder.path() / "event.json") || (called && std::getenv("CXSAM_UPDATE") != nullptr)));
    if (called) compare(folder.path() / "event.json", stable_event(serving.function->event));
    compare(folder.path() / "response.http", stable_response(response));
    ++count;
  }
  CHECK(count >= 5);
}
