// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program, records what it asks of the disk, so that the states in which a lost power supply may have
// left the disk can be built afterwards.
//
//     ACCORD_RECORD_PATH  only files whose path contains this
//     ACCORD_RECORD_FILE  gets one record for each request, in their order
//
// A record: kind ('w' write, 't' truncate, 's' sync, 'u' unlink, 'r' rename), length of the path (4 bytes), path, place
// or size (8 bytes), length of the bytes (8 bytes), bytes; numbers in the byte order of the machine. The bytes of a
// rename are the path that it had before.

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

template<typename Function> Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

bool isWatched(const char *path)
{
    static const char *part = getenv("ACCORD_RECORD_PATH");
    return part && *part && path && strstr(path, part);
}

/// The path of an open file in \a path. \returns whether it is recorded.
bool pathOf(int file, char *path, size_t room)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, room - 1);
    if (length < 0)
        return false;
    path[length] = 0;
    return isWatched(path);
}

void put(int log, const void *bytes, size_t size)
{
    static const auto write = next<ssize_t (*)(int, const void *, size_t)>("write");
    for (const char *from = static_cast<const char *>(bytes); size > 0;) {
        const ssize_t written = write(log, from, size);
        if (written <= 0)
            abort(); // a record that is not whole is worth nothing
        from += written;
        size -= size_t(written);
    }
}

void record(char kind, const char *path, int64_t place, const void *bytes, uint64_t size)
{
    pthread_mutex_lock(&guard);
    static const int log = open(getenv("ACCORD_RECORD_FILE"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0)
        abort();
    const auto length = uint32_t(strlen(path));
    put(log, &kind, 1);
    put(log, &length, sizeof length);
    put(log, path, length);
    put(log, &place, sizeof place);
    put(log, &size, sizeof size);
    put(log, bytes, size);
    pthread_mutex_unlock(&guard);
}

ssize_t recordedWrite(int file, const void *bytes, off_t place, ssize_t written)
{
    char path[4096];
    if (written > 0 && pathOf(file, path, sizeof path))
        record('w', path, place, bytes, uint64_t(written));
    return written;
}

int recordedOnFile(char kind, int file, off_t size, int done)
{
    char path[4096];
    if (done == 0 && pathOf(file, path, sizeof path))
        record(kind, path, size, "", 0);
    return done;
}

} // namespace

extern "C" {

ssize_t write(int file, const void *bytes, size_t size)
{
    const off_t place = lseek(file, 0, SEEK_CUR);
    return recordedWrite(file, bytes, place, next<ssize_t (*)(int, const void *, size_t)>("write")(file, bytes, size));
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t place)
{
    return recordedWrite(file, bytes, place,
                         next<ssize_t (*)(int, const void *, size_t, off_t)>("pwrite")(file, bytes, size, place));
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place)
{
    return recordedWrite(file, bytes, place,
                         next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64")(file, bytes, size, place));
}

int fsync(int file)
{
    return recordedOnFile('s', file, 0, next<int (*)(int)>("fsync")(file));
}

int fdatasync(int file)
{
    return recordedOnFile('s', file, 0, next<int (*)(int)>("fdatasync")(file));
}

int ftruncate(int file, off_t size)
{
    return recordedOnFile('t', file, size, next<int (*)(int, off_t)>("ftruncate")(file, size));
}

int ftruncate64(int file, off64_t size)
{
    return recordedOnFile('t', file, size, next<int (*)(int, off64_t)>("ftruncate64")(file, size));
}

int unlink(const char *path)
{
    const int done = next<int (*)(const char *)>("unlink")(path);
    if (done == 0 && isWatched(path))
        record('u', path, 0, "", 0);
    return done;
}

int rename(const char *from, const char *to)
{
    const int done = next<int (*)(const char *, const char *)>("rename")(from, to);
    if (done == 0 && isWatched(to))
        record('r', to, 0, from, strlen(from));
    return done;
}
}
