# Compiler, linker and warning settings of the whole tree.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

option(ACCORD_BUILD_TESTS "Build the tests" ON)
option(ACCORD_BUILD_BENCHMARKS "Build the benchmarks (needs Google Benchmark)" OFF)
option(ACCORD_WARNINGS_ARE_ERRORS "Fail on any warning" OFF)
option(ACCORD_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(ACCORD_CLANG_TIDY "Run clang-tidy while compiling" OFF)

# ccache keeps its hits with precompiled headers only when it may ignore their time stamps.
find_program(ACCORD_CCACHE ccache)
if(ACCORD_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${ACCORD_CCACHE}")
endif()

add_library(accord_settings INTERFACE)
target_compile_options(accord_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -fstack-protector-strong -fPIC)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(accord_settings INTERFACE -Xclang -fno-pch-timestamp -Wno-gnu-zero-variadic-macro-arguments
        -Wno-deprecated-declarations) # clang sees deprecations inside libstdc++ 12 (std::stable_sort)
else()
    target_compile_options(accord_settings INTERFACE -fpch-preprocess)
endif()
if(ACCORD_WARNINGS_ARE_ERRORS)
    target_compile_options(accord_settings INTERFACE -Werror)
endif()
if(ACCORD_SANITIZE)
    target_compile_options(accord_settings INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(accord_settings INTERFACE -fsanitize=address,undefined)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(accord_settings INTERFACE -D_FORTIFY_SOURCE=2 -ftrivial-auto-var-init=zero)
    target_link_options(accord_settings INTERFACE -pie -Wl,-z,relro,-z,now)
endif()
if(ACCORD_CLANG_TIDY)
    find_program(ACCORD_TIDY NAMES clang-tidy-19 clang-tidy REQUIRED)
    set(CMAKE_CXX_CLANG_TIDY "${ACCORD_TIDY}")
endif()
target_compile_definitions(accord_settings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 BOOST_MP_STANDALONE)
target_include_directories(accord_settings INTERFACE "${PROJECT_SOURCE_DIR}")

foreach(fast mold lld)
    find_program(ACCORD_LINKER_${fast} NAMES ${fast} ld.${fast})
endforeach()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND CMAKE_CXX_COMPILER MATCHES "19")
    target_link_options(accord_settings INTERFACE -fuse-ld=lld)
elseif(ACCORD_LINKER_mold)
    target_link_options(accord_settings INTERFACE -fuse-ld=mold)
endif()
