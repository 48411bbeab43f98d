# generate_list(NAME ... HEADER ... NAMESPACE ... TYPE ... PREFIX ... FILES ...): writes <NAME>_list.gen.cpp, which defines
# `std::span<const TYPE* const> all_<NAME>()` over one object `PREFIX<stem>` a file. The stem is the file's name, or its
# folder's where the file is command.cpp, workflow.cpp, ... (FOLDER). Static libraries drop self-registering
# objects, and a missing one is a link error here that names it.
function(generate_list)
  cmake_parse_arguments(LIST "FOLDER" "NAME;HEADER;NAMESPACE;TYPE;PREFIX;OUTPUT" "FILES" ${ARGN})
  set(declarations "")
  set(rows "")
  list(LENGTH LIST_FILES count)
  list(SORT LIST_FILES)
  foreach(file IN LISTS LIST_FILES)
    if(LIST_FOLDER)
      get_filename_component(folder ${file} DIRECTORY)
      get_filename_component(stem ${folder} NAME)
    else()
      get_filename_component(stem ${file} NAME_WE)
    endif()
    string(APPEND declarations "extern const ${LIST_TYPE} ${LIST_PREFIX}${stem};\n")
    string(APPEND rows "      &${LIST_PREFIX}${stem},\n")
  endforeach()
  set(output ${CMAKE_BINARY_DIR}/generated/${LIST_NAME}_list.gen.cpp)
  file(CONFIGURE OUTPUT ${output} CONTENT
"#include <array>
#include <span>

#include \"${LIST_HEADER}\"

namespace ${LIST_NAMESPACE} {

${declarations}
std::span<const ${LIST_TYPE}* const> all_${LIST_NAME}() {
  static constexpr std::array<const ${LIST_TYPE}*, ${count}> list{
${rows}  };
  return list;
}

}  // namespace ${LIST_NAMESPACE}
" @ONLY)
  set(${LIST_OUTPUT} ${output} PARENT_SCOPE)
endfunction()
