# room(NAME ledger  FACE log.h  CODE log.cc  USES base store  LIBS PkgConfig::X  TESTS log_test.cc)
# One statement per room: what others may include (FACE), what is inside (CODE), whom it may call (USES), which
# libraries from outside it sees (LIBS), its tests. tools/check_rooms.py reads these same statements.
function(room)
  cmake_parse_arguments(R "" "NAME" "FACE;CODE;USES;LIBS;TESTS" ${ARGN})
  if(R_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "room(${R_NAME}): unknown words: ${R_UNPARSED_ARGUMENTS}")
  endif()
  set(target menhu_${R_NAME})
  add_library(${target} STATIC ${R_CODE})
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
  list(TRANSFORM R_USES PREPEND menhu_ OUTPUT_VARIABLE uses)
  target_link_libraries(${target} PUBLIC ${uses} PRIVATE ${R_LIBS})
  if(R_TESTS)
    add_executable(${R_NAME}_test ${R_TESTS})
    target_link_libraries(${R_NAME}_test PRIVATE ${target} GTest::gmock GTest::gtest_main fmt::fmt)
    as_test(${R_NAME}_test)
    add_test(NAME ${R_NAME} COMMAND ${R_NAME}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    # The room with the most tests begins first, so that it is not waited for alone at the end.
    list(LENGTH R_TESTS many)
    set_tests_properties(${R_NAME} PROPERTIES COST ${many})
  endif()
endfunction()

# A test's own code is compiled without optimisation and from shared headers compiled once: it takes a third of the time,
# and what it tests stays as it is shipped.
function(as_test target)
  target_compile_options(${target} PRIVATE -O0 -U_FORTIFY_SOURCE -pthread)
  target_precompile_headers(${target} REUSE_FROM test_headers)
endfunction()

file(WRITE ${CMAKE_BINARY_DIR}/test_headers.cc "")
add_library(test_headers OBJECT ${CMAKE_BINARY_DIR}/test_headers.cc)
target_link_libraries(test_headers PRIVATE GTest::gmock GTest::gtest_main fmt::fmt)
target_compile_options(test_headers PRIVATE -O0 -U_FORTIFY_SOURCE -pthread -Xclang -fno-pch-timestamp)
target_precompile_headers(test_headers PRIVATE <algorithm> <array> <chrono> <filesystem> <fstream> <functional> <map> <memory> <mutex> <optional>
  <set> <span> <string> <string_view> <thread> <variant> <vector> <fmt/format.h> <gmock/gmock.h> <gtest/gtest.h>)
