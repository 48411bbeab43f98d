# Compiler, flags, and the tools that make builds quick.

if(NOT DEFINED COROUTINES_RUN)  # once for a build folder
  try_run(COROUTINES_RUN COROUTINES_COMPILE ${CMAKE_BINARY_DIR}/coroutine_check ${CMAKE_SOURCE_DIR}/cmake/coroutine_check.cpp
          CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON)
endif()
if(NOT COROUTINES_COMPILE OR NOT COROUTINES_RUN STREQUAL "0")
  message(FATAL_ERROR
    "${CMAKE_CXX_COMPILER} (${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}) cannot compile C++20 coroutines correctly, "
    "as g++ 12 cannot. Use clang 16 (Debian package clang-16): cmake -DCMAKE_CXX_COMPILER=clang++-16 ...")
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(LLD ld.lld-16)
if(LLD)
  # What runs once at the start, and what seldom runs, stand together: fewer pages of the program are loaded.
  add_link_options(-fuse-ld=lld-16 -Wl,-z,keep-text-section-prefix)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wimplicit-fallthrough)
add_compile_options(-ffunction-sections -fdata-sections)
add_link_options(-Wl,--gc-sections -Wl,--as-needed)

# Start-up is mostly the loading of shared libraries: all but libc are linked statically, at fixed addresses. What libc and
# libm both have is taken from libc, which stands first; the rest is in lib/base/libm.cpp.
set(CMAKE_CXX_STANDARD_LIBRARIES "-lc")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -fno-pie")
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-static-libstdc++ -static-libgcc -no-pie -s")
set(CMAKE_CXX_FLAGS_PROFILE "${CMAKE_CXX_FLAGS_RELEASE}")
set(CMAKE_EXE_LINKER_FLAGS_PROFILE "-static-libstdc++ -static-libgcc -no-pie -fprofile-generate")
set(CMAKE_CXX_FLAGS_SANITIZE "-O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined")
set(CMAKE_EXE_LINKER_FLAGS_SANITIZE "-fsanitize=address,undefined")
set(CMAKE_CXX_FLAGS_FUZZ "${CMAKE_CXX_FLAGS_SANITIZE} -fsanitize=fuzzer-no-link")
set(CMAKE_EXE_LINKER_FLAGS_FUZZ "${CMAKE_EXE_LINKER_FLAGS_SANITIZE}")
