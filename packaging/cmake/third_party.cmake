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

# Dear ImGui: draw list, input queue and ids. Its own text is never shown, and it never touches a file. Built
# once for all presets, as libsodium is: it carries none of our flags in any of them.
file(READ ${REFERRAL_DEPS}/imgui.version IMGUI_VERSION)
string(STRIP "${IMGUI_VERSION}" IMGUI_VERSION)
set(IMGUI ${REFERRAL_DEPS}/imgui)
set(IMGUI_DEFINITIONS
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
  IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_WIN32_FUNCTIONS IMGUI_USE_WCHAR32)
# Other definitions or flags make another one.
file(SHA256 ${CMAKE_CURRENT_LIST_DIR}/imgui/CMakeLists.txt IMGUI_KIND)
string(SHA256 IMGUI_KIND "${IMGUI_KIND} ${IMGUI_DEFINITIONS}")
string(SUBSTRING ${IMGUI_KIND} 0 8 IMGUI_KIND)
set(IMGUI_PREFIX ${REFERRAL_DEPS}/built/imgui-${IMGUI_VERSION}-${IMGUI_KIND})
if(NOT EXISTS ${IMGUI_PREFIX}/done)
  message(STATUS "Building Dear ImGui ${IMGUI_VERSION}")
  file(REMOVE_RECURSE ${IMGUI_PREFIX})
  execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/imgui -B ${IMGUI_PREFIX} -G Ninja
            -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=g++ -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
            -DIMGUI=${IMGUI} "-DIMGUI_DEFINITIONS=${IMGUI_DEFINITIONS}"
    COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
  execute_process(COMMAND ${CMAKE_COMMAND} --build ${IMGUI_PREFIX} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
  file(TOUCH ${IMGUI_PREFIX}/done)
endif()
add_library(imgui STATIC IMPORTED)
set_target_properties(imgui PROPERTIES
  IMPORTED_LOCATION ${IMGUI_PREFIX}/libimgui.a
  INTERFACE_INCLUDE_DIRECTORIES "${IMGUI};${IMGUI}/backends"
  INTERFACE_COMPILE_DEFINITIONS "${IMGUI_DEFINITIONS}")
target_link_libraries(imgui INTERFACE PkgConfig::GLFW OpenGL::GL ${CMAKE_DL_LIBS})
