# The foreign libraries, one target each. Debian's packages where they are new enough; libsodium and
# Dear ImGui from the sources that packaging/setup unpacked below build/deps.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(OpenGL REQUIRED)
# Its .pc file states the version of the SQLite inside: 3.46.1 is SQLCipher 4.6.1.
pkg_check_modules(SQLCIPHER REQUIRED IMPORTED_TARGET "sqlcipher>=3.46.1")
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(HARFBUZZ REQUIRED IMPORTED_TARGET harfbuzz)
pkg_check_modules(THAI REQUIRED IMPORTED_TARGET libthai)
pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(M17N REQUIRED IMPORTED_TARGET m17n-shell)
pkg_check_modules(XKBCOMMON REQUIRED IMPORTED_TARGET xkbcommon)
pkg_check_modules(GLFW REQUIRED IMPORTED_TARGET glfw3)
pkg_check_modules(XRANDR REQUIRED IMPORTED_TARGET xrandr x11)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(tomlplusplus 3.3 REQUIRED)
find_package(CLI11 2.1 REQUIRED)

set(REFERRAL_DEPS ${PROJECT_SOURCE_DIR}/build/deps)
foreach(name libsodium imgui)
  if(NOT EXISTS ${REFERRAL_DEPS}/${name}.version)
    message(FATAL_ERROR "build/deps/${name} is missing: run packaging/setup first.")
  endif()
endforeach()

# libsodium: function sections, so that a program that only seals links nothing that opens. Built once
# for all presets, as its own project does it.
file(READ ${REFERRAL_DEPS}/libsodium.version SODIUM_VERSION)
string(STRIP "${SODIUM_VERSION}" SODIUM_VERSION)
set(SODIUM_PREFIX ${REFERRAL_DEPS}/built/libsodium-${SODIUM_VERSION})
if(NOT EXISTS ${SODIUM_PREFIX}/done)
  message(STATUS "Building libsodium ${SODIUM_VERSION}")
  file(REMOVE_RECURSE ${SODIUM_PREFIX})
  file(MAKE_DIRECTORY ${SODIUM_PREFIX}/work)
  execute_process(
    COMMAND ${REFERRAL_DEPS}/libsodium/configure --quiet --prefix=${SODIUM_PREFIX} --disable-shared
            --enable-static --with-pic
            "CFLAGS=-O2 -g -ffunction-sections -fdata-sections -fstack-protector-strong" "CC=ccache gcc"
    WORKING_DIRECTORY ${SODIUM_PREFIX}/work COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
  execute_process(COMMAND make --quiet -j2 install WORKING_DIRECTORY ${SODIUM_PREFIX}/work
    COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET ERROR_QUIET)
  file(TOUCH ${SODIUM_PREFIX}/done)
endif()
add_library(sodium STATIC IMPORTED)
set_target_properties(sodium PROPERTIES
  IMPORTED_LOCATION ${SODIUM_PREFIX}/lib/libsodium.a
  INTERFACE_INCLUDE_DIRECTORIES ${SODIUM_PREFIX}/include)
target_link_libraries(sodium INTERFACE Threads::Threads)

# Dear ImGui: draw list, input queue and ids. Its own text is never shown, and it never touches a file.
set(IMGUI ${REFERRAL_DEPS}/imgui)
add_library(imgui STATIC
  ${IMGUI}/imgui.cpp ${IMGUI}/imgui_draw.cpp ${IMGUI}/imgui_tables.cpp ${IMGUI}/imgui_widgets.cpp
  ${IMGUI}/backends/imgui_impl_glfw.cpp ${IMGUI}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${IMGUI} ${IMGUI}/backends)
target_compile_definitions(imgui PUBLIC
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
  IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_WIN32_FUNCTIONS IMGUI_USE_WCHAR32)
target_compile_options(imgui PRIVATE -ffunction-sections -fdata-sections)
target_link_libraries(imgui PUBLIC PkgConfig::GLFW OpenGL::GL ${CMAKE_DL_LIBS})
