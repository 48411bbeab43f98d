# facts_table(<variable> FILES <file>...): the files of schemas/ as one table, in a source file that embeds it.
function(facts_table variable)
  cmake_parse_arguments(TABLE "" "" "FILES" ${ARGN})
  set(table ${CMAKE_BINARY_DIR}/generated/facts.table)
  add_custom_command(OUTPUT ${table} COMMAND schema_compiler compile ${table} ${TABLE_FILES} DEPENDS schema_compiler ${TABLE_FILES}
                     COMMENT "Compiling schemas" VERBATIM)
  set(source ${CMAKE_BINARY_DIR}/generated/facts_table.gen.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT
"#include \"facts/value.h\"

asm(\".section .rodata\\n.balign 8\\ncxsam_facts_table:\\n.incbin \\\"${table}\\\"\\n.previous\\n\");
extern \"C\" const char cxsam_facts_table[];

namespace cxsam::facts {

Value table() { return Value::root(cxsam_facts_table); }

}  // namespace cxsam::facts
" @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${table})
  set(${variable} ${source} PARENT_SCOPE)
endfunction()
