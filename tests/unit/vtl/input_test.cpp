#include "tests/unit/vtl/rendering.h"

using cxsam::test::rendered;

TEST_CASE("vtl: $input gives the body, its parts and the request's parameters", "[vtl]") {
  const std::string body = R"({"a": {"b": [1, {"c": "x y"}]}, "n": null, "t": "it's \"q\""})";
  CHECK(rendered("$input.body", "") == "{}");
  CHECK(rendered("$input.body|$input.body.more", "text") == "text|");
  CHECK(rendered("$input.json('$')", body) == R"({"a":{"b":[1,{"c":"x y"}]},"n":null,"t":"it's \"q\""})");
  CHECK(rendered("$input.json('$.a.b')|$input.json('$.nope')", body) == R"([1,{"c":"x y"}]|"")");
  CHECK(rendered("$input.json('$.a')", "no json") == "\"\"");
  CHECK(rendered("$input.json('$')", "id=1&n=x") == "\"id=1&n=x\"");
  CHECK(rendered("#foreach($pair in $input.path('$').split('&'))[$pair]#end", "id=1&n=x") == "[id=1][n=x]");
  CHECK(rendered("$input.json('$')|$input.path('$.a')", "{'a': 1,}") == R"({"a":1}|1)");
  CHECK(rendered("$input.path('$')|$input.json('$')|$input.body", "{\"a\": 1") == "|\"\"|{\"a\": 1");
  CHECK(rendered("$input.path('$.a')", body) == R"({b=[1,{"c":"x y"}]})");
  CHECK(rendered("$input.path('$.a.b[1].c') $input.path('$.a').b[0] $input.path('$.nope')|", body) == "x y 1 |");
  CHECK(rendered("#if($input.path('$.n') == '' && $input.path('$.n') == $null)empty#end", body) == "empty");
  CHECK(rendered("#foreach($e in $input.path('$.a.b'))[$e]#end", body) == "[1][{c=x y}]");
  CHECK(rendered("$input.params('id') $input.params('q') $input.params('X-A') $input.params('x-a')|") == "7 1 b |");
  CHECK(rendered("$input.params().header.get('X-A') $input.params().querystring.id $input.params().keySet()") ==
        "b 8 [path, querystring, header]");
  CHECK(rendered("$input.path('$.a[')", body).starts_with("error: its JSONPath cannot be read"));
}

TEST_CASE("vtl: $util", "[vtl]") {
  CHECK(rendered("$util.escapeJavaScript($input.json('$'))", R"({"a":"b\n"})") == R"({\"a\":\"b\\n\"})");
  CHECK(rendered("$util.urlEncode('a b&c=ä~*') $util.urlDecode('a+b%26')") == "a+b%26c%3D%C3%A4%7E* a b&");
  CHECK(rendered("$util.base64Encode('hi') $util.base64Decode('aGk=')") == "aGk= hi");
  CHECK(rendered("#set($j = $util.parseJson('{\"a\": [1, true, null]}'))$j.a[0] $j.a $j.a.size()") == "1 [1,true,null] 3");
  CHECK(rendered("$util.parseJson('{')").starts_with("error: `$util.parseJson` got a text that is no JSON"));
  CHECK(rendered("$util.urlEncode($nothing)|$util.nope('x')|") == "||");
}

TEST_CASE("vtl: $context can be changed", "[vtl]") {
  CHECK(rendered("$context.requestId #set($context.more = 1)$context.more #set($context.a.b = 1)$context.a.b|") == "r-1 1 |");
}
