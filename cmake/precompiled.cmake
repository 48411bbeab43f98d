# A precompiled header a layer: a rule of 25 lines is nine tenths headers. precompile(<target> <layer>) takes
# cmake/precompiled/<layer>.h, compiled once for all targets that name it. clang-tidy reads the sources without (the preset
# `lint`), which keeps each complete by itself.

# ccache looks into a precompiled header only when its time stamp is left out (./dev sets the rest, CCACHE_SLOPPINESS).
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()

function(precompile target layer)
  if(NOT TARGET precompiled_${layer})
    set(source ${CMAKE_BINARY_DIR}/generated/precompiled_${layer}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "// Holds the precompiled header of cmake/precompiled/${layer}.h.\n")
    add_library(precompiled_${layer} OBJECT ${source})
    target_precompile_headers(precompiled_${layer} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled/${layer}.h)
  endif()
  target_precompile_headers(${target} REUSE_FROM precompiled_${layer})
endfunction()
