# What is installed, and what `./dev package` makes of it: a Debian package and an archive (CPack); cmake/packaging/wheel.py makes the
# wheel. The version is the project's, the needed glibc is read from the program itself.

include(GNUInstallDirs)

# Completions and manual pages come from the program. Below /usr Debian's zsh looks into vendor-completions, not site-functions.
set(share ${CMAKE_BINARY_DIR}/share)
add_custom_command(
  OUTPUT ${share}/man/man1/cxsam.1
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${share}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${share}/bash-completion/completions ${share}/zsh/site-functions
          ${share}/zsh/vendor-completions ${share}/fish/vendor_completions.d
  COMMAND cxsam completions bash > ${share}/bash-completion/completions/cxsam
  COMMAND cxsam completions zsh > ${share}/zsh/site-functions/_cxsam
  COMMAND cxsam completions zsh > ${share}/zsh/vendor-completions/_cxsam
  COMMAND cxsam completions fish > ${share}/fish/vendor_completions.d/cxsam.fish
  COMMAND cxsam manual --output-dir ${share}/man/man1
  DEPENDS cxsam COMMENT "Writing completions and manual pages" VERBATIM)
add_custom_target(installed ALL DEPENDS ${share}/man/man1/cxsam.1 ${CMAKE_BINARY_DIR}/copyright)

install(TARGETS cxsam RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${share}/ DESTINATION ${CMAKE_INSTALL_DATADIR})
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The program holds libraries of Debian, whose licences ask to be passed on with it.
set(licences LICENSE NOTICE)
foreach(package libarchive-dev libcli11-dev libexpected-dev libfmt-dev libpcre2-dev libssl-dev libstdc++-12-dev
        libtomlplusplus-dev libyaml-cpp-dev nettle-dev nlohmann-json3-dev zlib1g-dev)
  if(EXISTS /usr/share/doc/${package}/copyright)
    list(APPEND licences /usr/share/doc/${package}/copyright)
  endif()
endforeach()
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/copyright COMMAND ${CMAKE_COMMAND} -E cat ${licences} > ${CMAKE_BINARY_DIR}/copyright
                   WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} DEPENDS LICENSE NOTICE VERBATIM)
install(FILES ${CMAKE_BINARY_DIR}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_PACKAGE_NAME cxsam)
set(CPACK_PACKAGE_VENDOR cxsam)
set(CPACK_PACKAGE_CONTACT "the authors of cxsam <cxsam@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "AWS SAM command line as one native program")
set(CPACK_PACKAGE_DESCRIPTION
    "Checks, builds and runs AWS SAM applications on this machine, with the commands,\noptions and files of the AWS SAM CLI, without Docker.")
set(CPACK_PACKAGE_FILE_NAME cxsam-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_GENERATOR DEB TXZ)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libcurl4 | libcurl4t64, ca-certificates")  # loaded by what talks to AWS
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "python3, nodejs")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/cmake/packaging/same_times.cmake)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_SOURCE_DIR}/cmake/packaging/cpack_settings.cmake)
set(CPACK_CXSAM_PACKAGING ${CMAKE_SOURCE_DIR}/cmake/packaging)
set(CPACK_CXSAM_PROGRAM ${CMAKE_BINARY_DIR}/cxsam)
include(CPack)
