# One target per folder; the link lines are the architecture.
#
#   accord_module(pricing SOURCES tiers.cpp ... PUBLIC Accord::money PRIVATE Qt6::Sql)
#
# makes the library accord_pricing, known as Accord::pricing. PUBLIC is what its headers use, PRIVATE what only its
# sources use. tests/architecture reads these same lines and compares every #include with them.
function(accord_module name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(accord_${name} ${ARG_SOURCES})
    add_library(Accord::${name} ALIAS accord_${name})
    target_link_libraries(accord_${name} PUBLIC accord_settings ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    accord_precompile(accord_${name})
endfunction()

# What nearly every source includes; a target that links no Qt GUI library gets the core set.
function(accord_precompile target)
    target_precompile_headers(${target} PRIVATE
        <QtCore/QString> <QtCore/QStringList> <QtCore/QDate> <QtCore/QDateTime> <QtCore/QHash> <QtCore/QByteArray>
        <QtCore/QVariant> <QtCore/QJsonObject> <QtCore/QJsonArray> <QtCore/QObject>
        <algorithm> <functional> <memory> <optional> <string> <vector> <tl/expected.hpp>)
endfunction()

# How long a test may take: under a sanitizer ten times as long.
function(accord_test_timeout name seconds)
    if(ACCORD_SANITIZE OR ACCORD_SANITIZE_THREADS)
        math(EXPR seconds "${seconds} * 10")
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${seconds})
endfunction()

# accord_test(tst_money core/money SOURCES ... LIBRARIES Accord::money): one program per tested source.
function(accord_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE accord_settings Qt6::Test ${ARG_LIBRARIES})
    target_precompile_headers(${name} PRIVATE <QtTest/QTest> <QtCore/QString> <QtCore/QDate> <vector> <optional> <tl/expected.hpp>)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES ENVIRONMENT
        "QT_QPA_PLATFORM=offscreen;QT_HASH_SEED=0;TZ=UTC;LC_ALL=C.UTF-8")
    accord_test_timeout(${name} 300)
endfunction()

# Runs tests that are there already a second time, with their workspaces on a PostgreSQL server.
function(accord_also_on_postgresql)
    foreach(name ${ARGN})
        add_test(NAME ${name}_postgresql COMMAND ${name})
        set_tests_properties(${name}_postgresql PROPERTIES ENVIRONMENT
            "ACCORD_TEST_DATABASE=postgresql;QT_QPA_PLATFORM=offscreen;QT_HASH_SEED=0;TZ=UTC;LC_ALL=C.UTF-8"
            SKIP_RETURN_CODE 77)
        accord_test_timeout(${name}_postgresql 600)
    endforeach()
endfunction()
