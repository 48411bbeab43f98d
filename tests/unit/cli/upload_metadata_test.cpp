// Words of `--metadata`.
#include "cli/upload_metadata.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using cli::read_metadata;

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("metadata: pairs with commas between, or an object", "[cli]") {
  CHECK(*read_metadata("") == Pairs{});
  CHECK(*read_metadata("a=b, c=d e=f,") == Pairs{{"a", "b"}, {"c", "d e=f"}});
  CHECK(*read_metadata(R"({"a": "b, c", "n": 1, "empty": ""})") == Pairs{{"a", "b, c"}, {"n", "1"}, {"empty", ""}});
}

TEST_CASE("metadata: a name that stands twice, in whatever case, has the last value", "[cli]") {
  CHECK(*read_metadata("a=b,x=y,A=c") == Pairs{{"a", "c"}, {"x", "y"}});
}

TEST_CASE("metadata: what is no header and no text is refused", "[cli]") {
  for (const char* wrong : {"a", "a=", "a=b,c", "=b", "a:b=c", "a b=c", "a=\xc3\xa9", "a=b\nX-Other: c", "[1]",
                            R"({"a": {"b": 1}})", R"({"a": [1]})", R"({"a": null})", R"({"a": "b")"}) {
    INFO(wrong);
    const auto read = read_metadata(wrong);
    REQUIRE_FALSE(read);
    CHECK(read.error().message.starts_with("Invalid value for '--metadata': "));
  }
}
