# facts_table(<variable> FILES <file>...): the files of schemas/ as one table, in an object that holds it.
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
  object_with_files(facts_table ${source} ${table})
  set(${variable} $<TARGET_OBJECTS:facts_table> PARENT_SCOPE)
endfunction()
