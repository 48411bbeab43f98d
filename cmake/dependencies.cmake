# Every library comes from Debian 12; what is missing is named with its package.

function(require_header header package)
  string(MAKE_C_IDENTIFIER "HEADER_${header}" variable)
  find_path(${variable} ${header})
  if(NOT ${variable})
    message(FATAL_ERROR "`${header}` is missing: apt-get install ${package} (or run ./dev build, which does)")
  endif()
endfunction()

function(require_library variable name package)
  find_library(${variable} ${name})
  if(NOT ${variable})
    message(FATAL_ERROR "`${name}` is missing: apt-get install ${package} (or run ./dev build, which does)")
  endif()
endfunction()

require_header(CLI/CLI.hpp libcli11-dev)
require_header(yaml-cpp/yaml.h libyaml-cpp-dev)
require_header(nlohmann/json.hpp nlohmann-json3-dev)
require_header(archive.h libarchive-dev)
require_header(fmt/format.h libfmt-dev)
require_header(boost/asio.hpp libboost1.81-dev)
require_header(openssl/sha.h libssl-dev)
require_header(toml++/toml.h libtomlplusplus-dev)
require_header(tl/expected.hpp libexpected-dev)
require_header(pcre2.h libpcre2-dev)

file(STRINGS ${HEADER_boost_asio_hpp}/boost/version.hpp boost_version REGEX "#define BOOST_VERSION ")
string(REGEX MATCH "[0-9]+$" boost_version "${boost_version}")
if(boost_version LESS 108100)
  message(FATAL_ERROR "Boost 1.81 or newer is needed: apt-get install libboost1.81-dev (it takes the place of libboost1.74-dev)")
endif()

require_library(YAML_CPP libyaml-cpp.a libyaml-cpp-dev)
require_library(TLS libssl.a libssl-dev)
require_library(CRYPTO libcrypto.a libssl-dev)
require_library(ARCHIVE libarchive.a libarchive-dev)
require_library(NETTLE libnettle.a nettle-dev)  # libarchive's zip writer calls it for encrypted archives
require_library(ZLIB libz.a zlib1g-dev)
require_library(PCRE2 libpcre2-8.a libpcre2-dev)

find_package(Threads REQUIRED)
# The bodies of {fmt} and Asio are compiled once: lib/base/fmt_library.cpp, lib/loop/asio_library.cpp.
add_compile_definitions(BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
# A request passes through some twenty coroutines, whose frames asio keeps for the next one, if it may keep so many. Others are
# allocated by alignment, which takes malloc longer than anything else.
add_compile_definitions(BOOST_ASIO_RECYCLING_ALLOCATOR_CACHE_SIZE=24)
