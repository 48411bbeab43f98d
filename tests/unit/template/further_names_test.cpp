#include "template/further_names.h"

#include <catch2/catch.hpp>

#include "document/node.h"

using namespace cxsam;

namespace {

Node metadata(std::string_view key, std::string_view value) {
  Node map = make_map();
  map.set(std::string(key), make_string(std::string(value)));
  return map;
}

}  // namespace

TEST_CASE("further names: a construct is called by its path and by every end of it") {
  const Node cdk = metadata("aws:cdk:path", "Shop/Api/Hello/Resource");
  CHECK(tmpl::further_names(&cdk) ==
        std::vector<std::string>{"Shop/Api/Hello/Resource", "Shop/Api/Hello", "Api/Hello", "Hello"});
  CHECK(tmpl::construct_id(&cdk) == "Hello");
}

TEST_CASE("further names: SAM CLI's id is one, and Metadata that says nothing gives none") {
  const Node sam = metadata("SamResourceId", "Hello");
  CHECK(tmpl::further_names(&sam) == std::vector<std::string>{"Hello"});
  CHECK(tmpl::construct_id(&sam).empty());
  const Node other = metadata("aws:cdk:path", "");
  CHECK(tmpl::further_names(&other).empty());
  CHECK(tmpl::further_names(nullptr).empty());
}
