# Warnings and hardening for our own targets only: third-party code keeps its own flags.
add_library(project_flags INTERFACE)
target_include_directories(project_flags INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
target_compile_options(project_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Werror -fno-strict-aliasing -fstack-protector-strong -fcf-protection
  -ffunction-sections -fdata-sections
  "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
# The linker drops every function nothing calls, so that `nm` can prove what a program cannot do.
target_link_options(project_flags INTERFACE -Wl,--gc-sections -Wl,-z,relro,-z,now -Wl,-z,noexecstack)

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # GCC 12's library has std::expected only for a compiler that says it knows all of C++20's concepts;
  # clang 19 does and says less. Boost 1.74 asks clang for the coroutines of the Technical Specification,
  # which clang 19 has no more.
  target_compile_options(project_flags INTERFACE -D__cpp_concepts=202002L -Wno-builtin-macro-redefined
    -DBOOST_ASIO_HAS_CO_AWAIT -DBOOST_ASIO_HAS_STD_COROUTINE)
endif()

if(REFERRAL_SANITIZE)
  target_compile_options(project_flags INTERFACE -fsanitize=${REFERRAL_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(project_flags INTERFACE -fsanitize=${REFERRAL_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND REFERRAL_SANITIZE MATCHES "address")
    target_compile_options(project_flags INTERFACE -D__SANITIZE_ADDRESS__) # as GCC says it by itself
  endif()
elseif(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  # Once everything is inlined, GCC 12 takes an empty std::optional for an uninitialised one (its bug
  # 80635) and `"text" + string` for an overlapping copy (its bug 105651). The sanitized build, which
  # runs every unit test, is what finds the real ones.
  target_compile_options(project_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
    -Wno-maybe-uninitialized -Wno-restrict)
endif()

# Sources of one target that are compiled as one, `largest` at most: `batches.py` says which. Reading the headers
# they share is most of what compiling them costs.
find_program(DEBIAN_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
function(compile_together target largest)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  list(LENGTH sources count)
  if(count LESS 2)
    return()
  endif()
  set(files)
  foreach(source ${sources})
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE OUTPUT_VARIABLE file)
    list(APPEND files ${file})
  endforeach()
  execute_process(COMMAND ${DEBIAN_PYTHON} ${PROJECT_SOURCE_DIR}/packaging/cmake/batches.py
      ${PROJECT_SOURCE_DIR} ${largest} ${files}
    OUTPUT_VARIABLE numbers OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\n" ";" numbers "${numbers}")
  foreach(source number IN ZIP_LISTS sources numbers)
    if(number STREQUAL "-")
      set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    else()
      set_source_files_properties(${source} PROPERTIES
        SKIP_UNITY_BUILD_INCLUSION OFF UNITY_GROUP ${target}_${number})
    endif()
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # Which types leave their file is asked where each file is compiled by itself.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# What parses, which is fuzzed as well as tested. It is compiled alike for both, so that it is compiled once.
set(FUZZED_LIBRARIES crypto crypto_open i18n kiosk_intake kiosk_wire)
# Where the sanitized tests spend their time. Only these are optimised for them: to optimise a file with its checks
# costs the compiler as much again as to compile it.
set(HOT_WHEN_SANITIZED ${FUZZED_LIBRARIES} kiosk_ui i18n_conformance_tests)

# Without the tracing of comparisons: it takes half the time, and texts are not guessed by magic words.
function(compile_to_be_fuzzed target)
  target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp)
endfunction()

# Sets `target` up as one of ours.
function(project_target target)
  if(REFERRAL_SANITIZE AND target IN_LIST HOT_WHEN_SANITIZED)
    target_compile_options(${target} PRIVATE -O1)
  endif()
  if(REFERRAL_SANITIZE MATCHES "address" AND target IN_LIST FUZZED_LIBRARIES)
    compile_to_be_fuzzed(${target})
  endif()
  target_link_libraries(${target} PRIVATE project_flags)
  if(REFERRAL_UNITY)
    compile_together(${target} ${REFERRAL_UNITY})
  endif()
endfunction()
