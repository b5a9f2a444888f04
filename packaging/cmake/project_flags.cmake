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
  # clang 19 does and says less.
  target_compile_options(project_flags INTERFACE -D__cpp_concepts=202002L -Wno-builtin-macro-redefined)
endif()

if(REFERRAL_FUZZ)
  # Without the tracing of comparisons: it takes half the time, and texts are not guessed by magic words.
  target_compile_options(project_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined
    -fno-sanitize-coverage=trace-cmp
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(project_flags INTERFACE -fsanitize=address,undefined)
elseif(REFERRAL_SANITIZE)
  target_compile_options(project_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(project_flags INTERFACE -fsanitize=address,undefined)
elseif(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  # Once everything is inlined, GCC 12 takes an empty std::optional for an uninitialised one (its bug
  # 80635) and `"text" + string` for an overlapping copy (its bug 105651). The sanitized build, which
  # runs every unit test, is what finds the real ones.
  target_compile_options(project_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
    -Wno-maybe-uninitialized -Wno-restrict)
endif()

# Sets `target` up as one of ours.
function(project_target target)
  target_link_libraries(${target} PRIVATE project_flags)
endfunction()
