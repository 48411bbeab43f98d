#include "local/env_file.h"

#include <catch2/catch.hpp>

using namespace cxsam::local;

namespace {

using Values = std::map<std::string, std::string>;

Values read(std::string_view text) {
  const auto values = parse_env_file(text, {{"HOME", "/home/me"}});
  if (!values) return {{"fault", values.error().message}};
  return *values;
}

}  // namespace

// What python-dotenv, by which SAM CLI reads such files, makes of the same texts.
TEST_CASE("env file: names, blanks and comments", "[local]") {
  CHECK(read("A=1\n  B = x y \n\tC=3") == Values{{"A", "1"}, {"B", "x y"}, {"C", "3"}});
  CHECK(read("export A=1\nexportB=2\nexport=3\nexport C\n") ==
        Values{{"A", "1"}, {"exportB", "2"}, {"export", "3"}, {"C", ""}});
  CHECK(read("#A=0\nA=1 # one\nB=x#y\nC=#c\nD= # d\nE=\n") ==
        Values{{"A", "1"}, {"B", "x#y"}, {"C", "#c"}, {"D", ""}, {"E", ""}});
  CHECK(read("A==1\r\nB=a=b\r\nA=2\r\n") == Values{{"A", "2"}, {"B", "a=b"}});
  CHECK(read("'a b'=1\nA-b.c=1\n1A=2\n\xE6\x97\xA5=\xE6\x9C\xAC\n") ==
        Values{{"a b", "1"}, {"A-b.c", "1"}, {"1A", "2"}, {"\xE6\x97\xA5", "\xE6\x9C\xAC"}});
  CHECK(read("\xEF\xBB\xBF"
             "A=1\n\n\n") == Values{{"A", "1"}});
  CHECK(read("A={\"a\": 1}\nB=`x`\nC=a'b\n") == Values{{"A", "{\"a\": 1}"}, {"B", "`x`"}, {"C", "a'b"}});
}

TEST_CASE("env file: quotes and escapes", "[local]") {
  CHECK(read("A=\"x y\" # c\nB='x'# c\nC=\"\"\nD=''\n") == Values{{"A", "x y"}, {"B", "x"}, {"C", ""}, {"D", ""}});
  CHECK(read(R"(A="\a\q\t\"\\")"
             "\n"
             R"(B='it\'s\n\\')"
             "\n"
             R"(C=x\n\ y)") == Values{{"A", "\a\\q\t\"\\"}, {"B", "it's\\n\\"}, {"C", "x\\n\\ y"}});
  CHECK(read("A='un\nclosed'\nB=\"x\r\ny\"\n") == Values{{"A", "un\nclosed"}, {"B", "x\r\ny"}});
}

TEST_CASE("env file: variables within values", "[local]") {
  CHECK(read("A=1\nB='${A}x'\nC=\"${HOME}/${NO}\"\nD=$HOME\nE=\\$x\n") ==
        Values{{"A", "1"}, {"B", "1x"}, {"C", "/home/me/"}, {"D", "$HOME"}, {"E", "\\$x"}});
  CHECK(read("A=${X:-d}\nB=${\nC=${}\nD=x${A:-}y$${Z}\nE=${A:x}\n") ==
        Values{{"A", "d"}, {"B", "${"}, {"C", ""}, {"D", "xdy$"}, {"E", "${A:x}"}});
}

TEST_CASE("env file: what is no assignment is told by its line", "[local]") {
  CHECK(read("A=1\nhello world\n") == Values{{"fault", "line 2 is no assignment NAME=value"}});
  for (const char* text : {"A: 1", "=1", "A=\"unclosed", "A=\"a\"b", "A='x' y", "[]", "{a"})
    CHECK(read(text) == Values{{"fault", "line 1 is no assignment NAME=value"}});
}
