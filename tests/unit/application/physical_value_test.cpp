#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "application/application.h"
#include "base/embedded.h"
#include "base/text.h"
#include "document/reader.h"
#include "facts/resource_types.h"
#include "facts/table.h"

using namespace cxsam;

namespace {

std::string value_of(const char* resource, std::string_view attribute, std::string region = "us-east-1") {
  Sources sources;
  Diagnostics diagnostics;
  const std::string text = "Resources: {Thing: " + std::string(resource) + "}";
  const tmpl::Template source =
      tmpl::Template::from(*read_document(sources, sources.add("template.yaml", text), diagnostics), diagnostics);
  tmpl::Environment environment;
  environment.region = std::move(region);
  environment.account_id = "123456789012";
  const auto value = application::physical_value(environment, std::nullopt)(source.resources().front(), attribute);
  return value ? value->text : "-";
}

}  // namespace

TEST_CASE("physical_value: Ref and attributes by resource type", "[application]") {
  CHECK(value_of("{Type: AWS::SQS::Queue}", "") == "https://sqs.us-east-1.amazonaws.com/123456789012/Thing");
  CHECK(value_of("{Type: AWS::SQS::Queue, Properties: {QueueName: q}}", "Arn", "cn-north-1") ==
        "arn:aws-cn:sqs:cn-north-1:123456789012:q");
  CHECK(value_of("{Type: AWS::S3::Bucket}", "") == "Thing");
  CHECK(value_of("{Type: AWS::S3::Bucket}", "Arn") == "arn:aws:s3:::Thing");
  CHECK(value_of("{Type: AWS::S3::Bucket}", "Nothing") == "-");
  CHECK(value_of("{Type: AWS::EC2::Instance}", "") == "Thing");
  CHECK(value_of("{Type: AWS::EC2::Instance}", "PublicIp") == "-");
}

TEST_CASE("physical_value: the rows of its table are of known types, in order, and of known parts", "[application]") {
  const std::vector<facts::Row> rows = facts::read_table(embedded_file("schemas/physical/values.tsv"));
  CHECK(std::ranges::is_sorted(rows, {}, [](const facts::Row& row) { return row.front(); }));
  for (const facts::Row& row : rows) {
    INFO(row[0]);
    const facts::Value schema = facts::resource_schema(row[0]);
    REQUIRE(schema);
    if (!row[1].empty()) CHECK(schema.find("properties").find(row[1]));
    std::string forms(row[2]);
    for (const char* part : {"{n}", "{r}", "{a}", "{p}", "{u}"}) forms = replace_all(std::move(forms), part, "");
    CHECK(forms.find_first_of("{}") == std::string::npos);
  }
}
