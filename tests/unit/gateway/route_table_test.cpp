#include "gateway/route_table.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using application::Application;

namespace {

Application routes(std::initializer_list<std::pair<const char*, const char*>> list) {
  Application application;
  application.apis.emplace_back();
  for (const auto& [method, path] : list) {
    application::Route route;
    route.method = method;
    route.path = path;
    application.apis.back().routes.push_back(std::move(route));
  }
  return application;
}

std::string found(const gateway::RouteTable& table, std::string_view method, std::string_view path) {
  const gateway::RouteMatch match = table.find(method, path);
  if (!match) return "none";
  std::string text = match.route->method + " " + match.route->path;
  for (const auto& [name, value] : match.parameters) text += " " + std::string(name) + "=" + std::string(value);
  return text;
}

}  // namespace

TEST_CASE("route table: a literal wins over a parameter, which wins over a greedy one", "[gateway]") {
  const auto application =
      routes({{"GET", "/{all+}"}, {"GET", "/a/{id}"}, {"GET", "/a/b"}, {"GET", "/a/{id}/c"}, {"GET", "/"}});
  const gateway::RouteTable table(application);
  CHECK(found(table, "GET", "/") == "GET /");
  CHECK(found(table, "GET", "/a/b") == "GET /a/b");
  CHECK(found(table, "GET", "/a/x") == "GET /a/{id} id=x");
  CHECK(found(table, "GET", "/a/b/c") == "GET /a/{id}/c id=b");
  CHECK(found(table, "GET", "/a/b/d") == "GET /{all+} all=a/b/d");
  CHECK(found(table, "GET", "/A/b") == "GET /{all+} all=A/b");
}

TEST_CASE("route table: a branch without the method is left again", "[gateway]") {
  const auto application = routes({{"POST", "/test"}, {"OPTIONS", "/{proxy+}"}, {"ANY", "/test/any"}});
  const gateway::RouteTable table(application);
  CHECK(found(table, "POST", "/test") == "POST /test");
  CHECK(found(table, "OPTIONS", "/test") == "OPTIONS /{proxy+} proxy=test");
  CHECK(found(table, "OPTIONS", "/test/any") == "ANY /test/any");
  CHECK(found(table, "GET", "/test") == "none");
}

TEST_CASE("route table: the exact method wins over ANY, $default comes last", "[gateway]") {
  const auto application = routes({{"ANY", "$default"}, {"ANY", "/x"}, {"GET", "/x"}});
  const gateway::RouteTable table(application);
  CHECK(found(table, "GET", "/x") == "GET /x");
  CHECK(found(table, "PUT", "/x") == "ANY /x");
  CHECK(found(table, "PUT", "/y/z") == "ANY $default");
  CHECK(found(table, "GET", "/") == "ANY $default");
}

TEST_CASE("route table: slashes and encodings", "[gateway]") {
  const auto application = routes({{"GET", "/foo/{p}"}, {"GET", "/files/{rest+}"}, {"GET", "/caf\xC3\xA9"}});
  const gateway::RouteTable table(application);
  CHECK(found(table, "GET", "//foo/a%2Fb/") == "GET /foo/{p} p=a%2Fb");
  CHECK(found(table, "GET", "/files/a//b/") == "GET /files/{rest+} rest=a//b");
  CHECK(found(table, "GET", "/files/") == "none");
  CHECK(found(table, "GET", "/caf%C3%A9") == "GET /caf\xC3\xA9");
  CHECK(found(table, "GET", "") == "none");
}

TEST_CASE("route table: two parameters of one place may have different names", "[gateway]") {
  const auto application = routes({{"GET", "/{user}/posts"}, {"GET", "/{group}/members"}});
  const gateway::RouteTable table(application);
  CHECK(found(table, "GET", "/ada/posts") == "GET /{user}/posts user=ada");
  CHECK(found(table, "GET", "/ada/members") == "GET /{group}/members group=ada");
}

TEST_CASE("route table: routes of several APIs for the same requests are known", "[gateway]") {
  Application application = routes({{"GET", "/a/{id}"}, {"ANY", "/b"}, {"ANY", "$default"}, {"GET", "/own"}, {"ANY", "/own"}});
  Application second = routes({{"GET", "/a/{name}"}, {"PUT", "/b"}, {"ANY", "$default"}, {"GET", "/c"}});
  application.apis.push_back(std::move(second.apis.front()));
  application.apis[0].logical_id = "First";
  application.apis[1].logical_id = "Second";
  const gateway::RouteTable table(application);
  std::vector<std::string> clashes;
  for (const gateway::Clash& clash : table.clashes())
    clashes.push_back(clash.hidden_api->logical_id + " " + clash.hidden->method + " " + clash.hidden->path + " < " +
                      clash.answering_api->logical_id + " " + clash.answering->method);
  CHECK(clashes == std::vector<std::string>{"Second GET /a/{name} < First GET", "First ANY /b < Second PUT",
                                            "Second ANY $default < First ANY"});
  const gateway::RouteTable alone(application, {.only = &application.apis[1]});
  CHECK(found(alone, "GET", "/a/1") == "GET /a/{name} name=1");
  CHECK(alone.clashes().empty());
}

TEST_CASE("route table: as SAM CLI, ANY is seven methods, and GET takes HEAD", "[gateway][sam]") {
  const auto application =
      routes({{"ANY", "$default"}, {"ANY", "/g/{all+}"}, {"GET", "/g/{id}"}, {"HEAD", "/h"}, {"GET", "/h"}});
  const gateway::RouteTable table(application, {}, gateway::kSamDialect);
  CHECK(found(table, "PATCH", "/g/1") == "ANY /g/{all+} all=1");
  CHECK(found(table, "HEAD", "/g/1") == "GET /g/{id} id=1");
  CHECK(found(table, "HEAD", "/h") == "HEAD /h");
  CHECK(found(table, "OPTIONS", "/x") == "ANY $default");
  CHECK(found(table, "TRACE", "/g/1/2") == "none");
  CHECK(found(table, "TRACE", "/x") == "none");
}

TEST_CASE("route table: as SAM CLI, doubled slashes count but in greedy parameters", "[gateway][sam]") {
  const auto application = routes({{"GET", "/a/{id}"}, {"GET", "/g/{all+}"}, {"POST", "$default"}});
  const gateway::RouteTable table(application, {}, gateway::kSamDialect);
  CHECK(found(table, "GET", "//a/1/") == "GET /a/{id} id=1");
  CHECK(found(table, "GET", "/a//1") == "none");
  CHECK(found(table, "GET", "/a/1//") == "none");
  CHECK(found(table, "POST", "/a//1") == "POST $default");
  CHECK(found(table, "GET", "/g//x/") == "GET /g/{all+} all=/x/");
  CHECK(found(table, "GET", "/g//") == "GET /g/{all+} all=/");
  CHECK(found(table, "GET", "/g/") == "none");
}
