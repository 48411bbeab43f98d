#include "aws/xml.h"

#include <catch2/catch.hpp>

#include "aws/error.h"
#include "aws/query.h"
#include "json/json.h"

using namespace cxsam;
using namespace cxsam::aws;

TEST_CASE("xml: elements, text, entities", "[aws]") {
  const auto root = parse_xml(
      "<?xml version=\"1.0\"?>\n<!-- c --><a:R xmlns:a=\"u\" "
      "b='>'><L><member>1</member><member/></L><T>&lt;x&#233;&#x1F600;&amp;"
      "<![CDATA[<raw>]]></T></a:R>");
  REQUIRE(root);
  CHECK(root->name == "R");
  CHECK(root->find("L")->children.size() == 2);
  CHECK(root->text_of("L/member") == "1");
  CHECK(root->text_of("T") == "<x\u00e9\U0001F600&<raw>");
  CHECK(root->find("L/nothing") == nullptr);
  CHECK(escape_xml("<a & \"b\">") == "&lt;a &amp; &quot;b&quot;&gt;");
}

TEST_CASE("xml: what is none is an error", "[aws]") {
  for (const std::string_view text :
       {"", "text", "<a>", "<a></b>", "<a/><b/>", "<a>&nope;</a>", "<a", "<!--", "</a>", "<a></a", "<>"}) {
    INFO(text);
    CHECK_FALSE(parse_xml(text));
  }
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK_FALSE(parse_xml(deep));
}

TEST_CASE("errors of services, in each protocol", "[aws]") {
  const AwsError s3 =
      read_error({404, {{"x-amz-request-id", "R"}}, "<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>"});
  CHECK(s3.code == "NoSuchKey");
  CHECK(s3.request_id == "R");
  CHECK_FALSE(s3.repeatable);
  const AwsError json = read_error({400, {}, R"({"__type": "com.amazon#ThrottlingException", "message": "slow"})"});
  CHECK(json.code == "ThrottlingException");
  CHECK(json.repeatable);
  const AwsError rest = read_error({404, {{"x-amzn-ErrorType", "ResourceNotFoundException:http://x"}}, R"({"Message": "no"})"});
  CHECK(rest.code == "ResourceNotFoundException");
  CHECK(rest.message == "no");
  const AwsError head = read_error({404, {}, ""});
  CHECK(to_error(head, "HeadObject").message == "An error occurred (404) when calling the HeadObject operation: Not Found");
}

TEST_CASE("query protocol: lists, maps and nothing", "[aws]") {
  const Json parameters{{"Name", "a b"},
                        {"Tags", Json::array({{{"Key", "k"}, {"Value", "1"}}})},
                        {"None", Json::array()},
                        {"Null", nullptr},
                        {"On", true}};
  CHECK(query_form("Do", "2010-05-15", parameters) ==
        "Action=Do&Version=2010-05-15&Name=a%20b&Tags.member.1.Key=k&Tags.member.1.Value=1&None=&On=true");
}
