#include "build/workflows/python/target.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace cxsam::build::python;

TEST_CASE("platforms: the C library of the runtime decides", "[build]") {
  const auto old = platforms(make_target("python3.11", "x86_64"));
  CHECK(old.front() == "manylinux_2_26_x86_64");
  CHECK(std::ranges::count(old, "manylinux1_x86_64") == 1);
  const auto arm = platforms(make_target("python3.13", "arm64"));
  CHECK(arm.front() == "manylinux_2_34_aarch64");
  CHECK(arm.back() == "linux_aarch64");
  CHECK(std::ranges::count(arm, "manylinux1_aarch64") == 0);
}

TEST_CASE("fits: wheels by their tags", "[build]") {
  const Target arm = make_target("python3.11", "arm64");
  CHECK(fits("six-1.16.0-py2.py3-none-any.whl", arm));
  CHECK(fits("x-1-py3-none-any.whl", arm));
  CHECK(fits("x-1-py38-none-any.whl", arm));
  CHECK_FALSE(fits("x-1-py312-none-any.whl", arm));
  CHECK(fits("MarkupSafe-2.1.5-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl", arm));
  CHECK_FALSE(fits("MarkupSafe-2.1.5-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", arm));
  CHECK_FALSE(fits("MarkupSafe-2.1.5-cp312-cp312-manylinux2014_aarch64.whl", arm));
  CHECK(fits("cryptography-42.0-cp39-abi3-manylinux_2_17_aarch64.whl", arm));
  CHECK_FALSE(fits("cryptography-42.0-cp39-abi3-manylinux_2_28_aarch64.whl", arm));
  CHECK(fits("cryptography-42.0-cp39-abi3-manylinux_2_28_aarch64.whl", make_target("python3.12", "arm64")));
  CHECK_FALSE(fits("x-1-cp311-cp311-musllinux_1_1_aarch64.whl", arm));
  CHECK_FALSE(fits("x-1.tar.gz", arm));
}
