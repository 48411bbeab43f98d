// Words of `deploy`'s options.
#include "cli/commands/deploy/settings.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using cli::deploy_command::read_names;
using cli::deploy_command::read_tags;

using Tags = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("deploy: tags come one a word, several in one, in quotes or not") {
  CHECK(*read_tags({"k=v", "k2=v 2"}) == Tags{{"k", "v"}, {"k2", "v 2"}});
  CHECK(*read_tags({"a=1 b=2"}) == Tags{{"a", "1"}, {"b", "2"}});
  CHECK(*read_tags({"a=\"x y\" 'b'='z'"}) == Tags{{"a", "x y"}, {"b", "z"}});
  CHECK(*read_tags({"url=https://x?a=b", "empty="}) == Tags{{"url", "https://x?a=b"}, {"empty", ""}});
  CHECK_FALSE(read_tags({"nonsense"}));
  CHECK_FALSE(read_tags({"=x"}));
}

TEST_CASE("deploy: names stand between blanks or commas") {
  CHECK(read_names({"CAPABILITY_IAM CAPABILITY_AUTO_EXPAND", "X,Y"}) ==
        std::vector<std::string>{"CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND", "X", "Y"});
  CHECK(read_names({"", " "}).empty());
}
