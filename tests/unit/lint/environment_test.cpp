#include "lint/subjects/environment.h"

#include <catch2/catch.hpp>

#include "document/reader.h"

using namespace cxsam;

namespace {

std::uint64_t least_bytes_of(std::string yaml) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("value.yaml", "V: " + std::move(yaml));
  const std::optional<Node> root = read_document(sources, file, diagnostics);
  REQUIRE(root);
  return lint::least_bytes(*root->find("V"));
}

}  // namespace

TEST_CASE("least bytes: what is known of a value counts") {
  CHECK(least_bytes_of("plain") == 5);
  CHECK(least_bytes_of("'12'") == 2);
  CHECK(least_bytes_of("\"gr\\u00fc\\u00df\"") == 6);
  CHECK(least_bytes_of("!Ref Later") == 0);
}

TEST_CASE("least bytes: the text around unknown parts of Sub and Join counts") {
  CHECK(least_bytes_of("!Sub 'https://${Api}/Prod'") == 13);
  CHECK(least_bytes_of("!Sub 'a${!B}c'") == 6);
  CHECK(least_bytes_of("!Sub ['x${A}y', {A: !Ref Later}]") == 2);
  CHECK(least_bytes_of("!Sub 'open ${'") == 7);
  CHECK(least_bytes_of("!Join ['--', [abc, !Ref Later, d]]") == 8);
}

TEST_CASE("least bytes: the shorter branch of an undecided If counts") {
  CHECK(least_bytes_of("!If [C, abcdef, xyz]") == 3);
  CHECK(least_bytes_of("!If [C, abcdef, !Ref Later]") == 0);
}
