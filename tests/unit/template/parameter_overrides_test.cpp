#include <catch2/catch.hpp>

#include "base/file.h"
#include "template/parameters.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

ParameterOverrides parsed(const std::vector<std::string>& words) {
  const Result<ParameterOverrides> overrides = parse_parameter_overrides(words);
  if (!overrides) FAIL(overrides.error().to_string());
  return *overrides;
}

std::string refused(const std::vector<std::string>& words) {
  const Result<ParameterOverrides> overrides = parse_parameter_overrides(words);
  REQUIRE_FALSE(overrides);
  return overrides.error().message;
}

}  // namespace

TEST_CASE("parameter overrides: Key=Value, as words or in one", "[template]") {
  CHECK(parsed({}).empty());
  CHECK(parsed({"A=1", "B=2"}) == ParameterOverrides{{"A", "1"}, {"B", "2"}});
  CHECK(parsed({"A=1 B=2\tC=3"}) == ParameterOverrides{{"A", "1"}, {"B", "2"}, {"C", "3"}});
  CHECK(parsed({"A=1", "A=2"}) == ParameterOverrides{{"A", "2"}});
  CHECK(parsed({"A="}) == ParameterOverrides{{"A", ""}});
  CHECK(parsed({"A=b=c,d"}) == ParameterOverrides{{"A", "b=c,d"}});
  CHECK(parsed({"  "}).empty());
}

TEST_CASE("parameter overrides: ParameterKey=...,ParameterValue=...", "[template]") {
  CHECK(parsed({"ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue=x,y"}) ==
        ParameterOverrides{{"A", "1"}, {"B", "x,y"}});
  CHECK(parsed({R"(ParameterKey=A,ParameterValue="one two")"}) == ParameterOverrides{{"A", "one two"}});
  CHECK(parsed({"ParameterKey=A,ParameterValue="}) == ParameterOverrides{{"A", ""}});
  CHECK(refused({"ParameterKey=A"}) == "`ParameterKey=A` lacks the value");
  CHECK(refused({"ParameterKey=,ParameterValue=a"}) == "`ParameterKey=,ParameterValue=a` lacks the value");
}

TEST_CASE("parameter overrides: an argument is one value as it is written", "[template]") {
  CHECK(parsed({R"(A={"color":"red","sizes":[1, 2]})"}) == ParameterOverrides{{"A", R"({"color":"red","sizes":[1, 2]})"}});
  CHECK(parsed({R"(ParameterKey=A,ParameterValue={"color": "deep red"})"}) ==
        ParameterOverrides{{"A", R"({"color": "deep red"})"}});
  CHECK(parsed({"A=one two"}) == ParameterOverrides{{"A", "one two"}});
  CHECK(parsed({"A=cron(30 0 * * ? *)"}) == ParameterOverrides{{"A", "cron(30 0 * * ? *)"}});
  CHECK(parsed({R"(A=C:\temp\new)"}) == ParameterOverrides{{"A", R"(C:\temp\new)"}});
  CHECK(parsed({R"(A=^\d+\.\d+$)"}) == ParameterOverrides{{"A", R"(^\d+\.\d+$)"}});
  CHECK(parsed({"A=it's", "B='tis"}) == ParameterOverrides{{"A", "it's"}, {"B", "'tis"}});
  CHECK(parsed({"A=5\" wide"}) == ParameterOverrides{{"A", "5\" wide"}});
  CHECK(parsed({R"(A={"x":"1 2"} B=3)"}) == ParameterOverrides{{"A", R"({"x":"1 2"})"}, {"B", "3"}});
  CHECK(parsed({R"("A=1 2" B=3)"}) == ParameterOverrides{{"A", "1 2"}, {"B", "3"}});
}

TEST_CASE("parameter overrides: documents as an argument", "[template]") {
  CHECK(parsed({R"([{"ParameterKey": "A", "ParameterValue": "x y"}])", "B=2"}) == ParameterOverrides{{"A", "x y"}, {"B", "2"}});
  CHECK(parsed({R"({"A": ["x", "y"]})"}) == ParameterOverrides{{"A", "x,y"}});
  CHECK(refused({"{A: {x: 1}}"}) == "--parameter-overrides:1:2: the value of `A` is no text, number or list");
}

TEST_CASE("parameter overrides: quotes around a value, and backslashes before blanks and quotes", "[template]") {
  CHECK(parsed({R"(A="one two" B='three four')"}) == ParameterOverrides{{"A", "one two"}, {"B", "three four"}});
  CHECK(parsed({R"(A=one\ two)"}) == ParameterOverrides{{"A", "one two"}});
  CHECK(parsed({R"(A="say \"hi\" \n")"}) == ParameterOverrides{{"A", R"(say "hi" \n)"}});
  CHECK(parsed({R"(A='a\b')"}) == ParameterOverrides{{"A", R"(a\b)"}});
  CHECK(parsed({R"("A"=1)"}) == ParameterOverrides{{"A", "1"}});
  CHECK(parsed({R"(A="")"}) == ParameterOverrides{{"A", ""}});
  CHECK(parsed({"A=x\\"}) == ParameterOverrides{{"A", "x\\"}});
}

TEST_CASE("parameter overrides: what is no assignment is an error", "[template]") {
  CHECK(refused({"A"}) == "`A` is no `Key=Value`");
  CHECK(refused({"=1"}) == "`=1` is no `Key=Value`");
}

TEST_CASE("parameter overrides: files", "[template]") {
  const test::ScratchFolder folder;
  const auto file = [&](const std::string& name, const std::string& content) {
    const auto path = folder.path() / name;
    REQUIRE(write_file_atomically(path, content));
    return "file://" + path.string();
  };
  CHECK(parsed({file("map.yaml", "A: 1\nB: [x, y]\nC: true\n")}) ==
        ParameterOverrides{{"A", "1"}, {"B", "x,y"}, {"C", "true"}});
  CHECK(parsed({file("map.json", R"({"A": "1"})"), "A=2"}) == ParameterOverrides{{"A", "2"}});
  CHECK(parsed({file("list.json", R"([{"ParameterKey": "A", "ParameterValue": "1"}, {"B": "2"}])")}) ==
        ParameterOverrides{{"A", "1"}, {"B", "2"}});

  const auto ends = [](const std::string& text, const std::string& end) { return text.ends_with(end); };
  CHECK(parsed({file("words.yaml", "- A=1\n- B=\"x y\" C=2\n")}) == ParameterOverrides{{"A", "1"}, {"B", "x y"}, {"C", "2"}});
  CHECK(ends(refused({file("word.yaml", "- A\n")}), "word.yaml:1:3: `A` is no `Key=Value`"));
  CHECK(parsed({""}).empty());
  CHECK(ends(refused({file("broken.yaml", "A: {x: 1}\n")}), "broken.yaml:1:1: the value of `A` is no text, number or list"));
  CHECK(refused({file("syntax.yaml", "A: [1\n")}).find("syntax.yaml:") != std::string::npos);
  CHECK(ends(refused({file("text.yaml", "text\n")}),
             "text.yaml:1:1: expected a map of names and values, or a list of `ParameterKey` and `ParameterValue`"));
  CHECK(ends(refused({file("key.json", R"([{"ParameterKey": "A"}])")}), ":1:2: expected `ParameterKey` and `ParameterValue`"));
  CHECK(refused({"file://" + (folder.path() / "missing.yaml").string()}).find("missing.yaml") != std::string::npos);
}
