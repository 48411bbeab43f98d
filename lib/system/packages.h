// What brings programs that are missing. Source: os-release(5); the package lists of the distributions.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::system {

/// "apt-get install golang" for `go`, with the package manager of this system; "install `go`" where it has none that is known.
std::string how_to_install(std::string_view program);

/// The same for a system whose /etc/os-release is given.
std::string how_to_install(std::string_view program, std::string_view os_release);

}  // namespace cxsam::system
