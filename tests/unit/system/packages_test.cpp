#include "system/packages.h"

#include <catch2/catch.hpp>

namespace cxsam::system {
namespace {

TEST_CASE("packages: a missing program is installed as its system does", "[system][packages]") {
  CHECK(how_to_install("go", "NAME=\"Debian GNU/Linux\"\nID=debian\n") == "apt-get install golang");
  CHECK(how_to_install("python3", "ID_LIKE=\"ubuntu debian\"\nID=linuxmint\n") == "apt-get install python3 python3-pip");
  CHECK(how_to_install("mvn", "ID=\"amzn\"\nID_LIKE=\"fedora\"\n") == "dnf install maven");
  CHECK(how_to_install("ruby", "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n") == "dnf install ruby rubygem-bundler");
  CHECK(how_to_install("node", "ID=alpine\n") == "apk add nodejs npm");
  CHECK(how_to_install("java", "ID=arch\n") == "pacman -S jre-openjdk-headless");
  CHECK(how_to_install("libcurl", "ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n") == "zypper install libcurl4");
}

TEST_CASE("packages: what nobody knows is only named", "[system][packages]") {
  CHECK(how_to_install("go", "") == "install `go`");
  CHECK(how_to_install("go", "ID=nixos\n") == "install `go`");
  CHECK(how_to_install("dotnet", "ID=debian\n") == "install `dotnet`");
}

}  // namespace
}  // namespace cxsam::system
