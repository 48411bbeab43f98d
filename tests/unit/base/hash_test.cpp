#include "base/hash.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/support/scratch_folder.h"

using namespace cxsam;

TEST_CASE("digests of known texts", "[base]") {
  CHECK(sha1_hex("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(md5_hex("abc") == "900150983cd24fb0d6963f7d28e17f72");
}

TEST_CASE("base64: there and back, and what is no base64", "[base]") {
  for (const std::string text : {"", "f", "fo", "foo", "foob", "\xFF\x00\x01"}) {
    CHECK(base64_decode(base64_encode(text)) == text);
  }
  CHECK(base64_encode("foob") == "Zm9vYg==");
  CHECK(base64_decode("Zm9v\nYg==") == "foob");
  CHECK_FALSE(base64_decode("Zm9vY"));
  CHECK_FALSE(base64_decode("Zm9v*"));
  CHECK_FALSE(
      base64_decode("Zg=="
                    "Zg=="));
}

TEST_CASE("make_uuid: version 4 and never twice", "[base]") {
  const std::string a = make_uuid();
  CHECK(a.size() == 36);
  CHECK(a[14] == '4');
  CHECK(a != make_uuid());
}

TEST_CASE("fill_random: no piece comes twice, whatever its size", "[base]") {
  std::set<std::string> seen;
  for (std::size_t size = 8; size < 700; size += 7) {
    std::string bytes(size, '\0');
    fill_random({reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
    for (std::size_t at = 0; at + 8 <= size; at += 8) CHECK(seen.insert(bytes.substr(at, 8)).second);
  }
}

TEST_CASE("sha256_hex_of_file: as of the bytes, whatever the size", "[base]") {
  const test::ScratchFolder folder;
  for (const std::size_t size : {0U, 1U, 65536U, 65537U, 300000U}) {
    const std::string content(size, 'x');
    CHECK(sha256_hex_of_file(folder.write("file", content)) == sha256_hex(content));
  }
  CHECK_FALSE(sha256_hex_of_file(folder / "missing"));
  CHECK(sha256_hex_of_file(folder.path()).error().message.ends_with("Is a directory"));
}
