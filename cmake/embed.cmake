# object_with_files(<name> <source> <file>...): an object of a source in which the assembler takes files. ccache knows what the
# compiler reads and not what the assembler does, so it is left out.
function(object_with_files name source)
  add_library(${name} OBJECT ${source})
  set_target_properties(${name} PROPERTIES CXX_COMPILER_LAUNCHER "")
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${ARGN}")
endfunction()

# embed_files(<target> <file>...): makes the files, named relative to the project root, part of the program
# (base/embedded.h). The bytes are taken by the assembler, so large files cost no compile time.
function(embed_files target)
  set(code "#include \"base/embedded.h\"\n\n#include <algorithm>\n#include <array>\n#include <stdexcept>\n#include <string>\n\n")
  set(rows "")
  set(index 0)
  list(SORT ARGN)
  foreach(file IN LISTS ARGN)
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${file})
    set(symbol "cxsam_embedded_${index}")
    string(APPEND code
      "asm(\".section .rodata\\n${symbol}:\\n.incbin \\\"${file}\\\"\\n${symbol}_end:\\n.byte 0\\n.previous\\n\");\n"
      "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
    execute_process(COMMAND test -x ${file} RESULT_VARIABLE not_executable)
    if(not_executable EQUAL 0)
      set(executable true)
    else()
      set(executable false)
    endif()
    string(APPEND rows "      EmbeddedFile{\"${name}\", ${symbol}, ${symbol}_end, ${executable}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND code
    "\nnamespace cxsam {\n\nstd::span<const EmbeddedFile> embedded_files() {\n"
    "  static constexpr std::array<EmbeddedFile, ${index}> files{{\n${rows}  }};\n  return files;\n}\n\n"
    "std::string_view embedded_file(std::string_view path) {\n"
    "  const auto files = embedded_files();\n"
    "  const auto found = std::ranges::find(files, path, &EmbeddedFile::path);\n"
    "  if (found == files.end()) throw std::logic_error(\"no embedded file \" + std::string(path));\n"
    "  return found->content();\n}\n\n}  // namespace cxsam\n")
  set(output ${CMAKE_BINARY_DIR}/generated/embedded.gen.cpp)
  file(CONFIGURE OUTPUT ${output} CONTENT "${code}" @ONLY)
  object_with_files(${target}_files ${output} ${ARGN})
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:${target}_files>)
endfunction()
