#include "lint/schema/pattern_words.h"

#include <catch2/catch.hpp>

using cxsam::lint::schema::why_no_match;

TEST_CASE("pattern words: the first sign that is nowhere allowed") {
  CHECK(why_no_match("^[a-zA-Z0-9-]+$", "my_name") == "`my_name` has `_`: write only letters, digits and `-`");
  CHECK(why_no_match("^[a-z][a-z0-9.]{2,62}$", "My.bucket") ==
        "`My.bucket` has `M`: write only lower-case letters, digits and `.`");
  CHECK(why_no_match("^\\w+$", "a b") == "`a b` has a blank: write only letters, digits and `_`");
  CHECK(why_no_match("^[a-z]+$", "\xC3\xA9t\xC3\xA9") ==
        "`\xC3\xA9t\xC3\xA9` has a sign that is not ASCII: write only lower-case letters");
}

TEST_CASE("pattern words: the form, where each sign is right") {
  CHECK(why_no_match("^vpc-[0-9a-f]{8}$", "vpc-12") == "`vpc-12` does not have the form `vpc-<8 digits or a-f>`");
  CHECK(why_no_match("^[a-z]{3,63}$", "ab") == "`ab` does not have the form `<3 to 63 lower-case letters>`");
  CHECK(why_no_match("^\\d{4}-\\d{2}$", "2026") == "`2026` does not have the form `<4 digits>-<2 digits>`");
  CHECK(why_no_match("^[a-z]+$", "") == "an empty text does not have the form `<lower-case letters>`");
}

TEST_CASE("pattern words: of groups and alternatives the signs, and the beginnings") {
  CHECK(why_no_match("^arn:(aws|aws-cn):iam::\\d{12}:role/.*$", "role/x") == "`role/x` does not begin with `arn:`");
  CHECK(why_no_match("^(arn:(aws|\\*):.+|\\*)$", "abc") == "`abc` does not begin with `arn:` or `*`");
  CHECK(why_no_match("^([a-z0-9][a-z0-9.-]*[a-z0-9])?$", "My") ==
        "`My` has `M`: write only lower-case letters, digits, `-` and `.`");
  CHECK(why_no_match("^(?!xn--)[a-z]+$", "a1") == "`a1` has `1`: write only lower-case letters");
  CHECK(why_no_match("^ab?(c)", "x") == "`x` does not begin with `a`");
  CHECK(why_no_match("^(a|b)$", "ab") == "`ab` does not have the form that is wanted here");
  CHECK(why_no_match("(unclosed", "x") == "`x` does not have the form that is wanted here");
  for (const char* broken : {"[", "^[", "a{", "\\", "[\\", "[a-", "^", "^[]", "^([", "^(", "^(a|[", "^[^", "^$"})
    CHECK_FALSE(why_no_match(broken, "x").empty());
}
