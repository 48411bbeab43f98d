#include "runtime/frames.h"

#include <malloc.h>

#include <catch2/catch.hpp>
#include <vector>

using namespace cxsam::runtime;

TEST_CASE("frames: there and back in pieces of any size", "[runtime]") {
  const std::string wire = encode_frame(FrameKind::Error, {"Runtime.X", ""}, "{}") + encode_frame(FrameKind::Ready, {}, "");
  for (std::size_t step = 1; step <= wire.size(); ++step) {
    FrameReader reader;
    std::vector<Frame> frames;
    for (std::size_t at = 0; at < wire.size(); at += step) {
      reader.feed(std::string_view(wire).substr(at, step));
      while (auto frame = reader.next()) frames.push_back(std::move(*frame));
    }
    REQUIRE(frames.size() == 2);
    CHECK(frames[0].kind == FrameKind::Error);
    std::string_view body = frames[0].body;
    CHECK(take_string(body) == "Runtime.X");
    CHECK(take_string(body) == "");
    CHECK(body == "{}");
    CHECK(frames[1].kind == FrameKind::Ready);
    CHECK(frames[1].body.empty());
  }
}

TEST_CASE("frames: a size that cannot be breaks the channel", "[runtime]") {
  FrameReader reader;
  reader.feed(std::string_view("\xFF\xFF\xFF\x7FR", 5));
  CHECK_FALSE(reader.next());
  CHECK(reader.broken());
  reader.reset();
  reader.feed(encode_frame(FrameKind::Ready, {}, ""));
  CHECK(reader.next());
}

TEST_CASE("take_string: a string that is cut short is none", "[runtime]") {
  std::string_view body(
      "\x05\x00\x00\x00"
      "abc",
      7);
  CHECK_FALSE(take_string(body));
  body = "ab";
  CHECK_FALSE(take_string(body));
}

TEST_CASE("FrameReader: a large frame's memory goes back with it", "[runtime]") {
  const auto in_use = [] {
    const auto heap = ::mallinfo2();
    return heap.uordblks + heap.hblkhd;
  };
  constexpr std::size_t kLarge = std::size_t{8} << 20U;
  FrameReader reader;
  const std::size_t before = in_use();
  reader.feed(encode_frame(FrameKind::Response, {}, std::string(kLarge, 'x')));
  CHECK(reader.next()->body.size() == kLarge);
  CHECK(in_use() < before + kLarge / 8);
}
