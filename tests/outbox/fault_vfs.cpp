// Wraps the default sqlite3_vfs (sqlite.org/vfs.html). Writing, truncating, syncing and deleting
// count.
#include "fault_vfs.h"

#include <new>
#include <sqlite3.h>

namespace fault_vfs {
namespace {

struct Plan {
    Fault fault = Fault::Refused;
    std::size_t at = 0; ///< 0: none
    bool lasting = false;
    std::size_t seen = 0;
    std::size_t failed = 0;
} plan;

struct File {
    sqlite3_file base;
    sqlite3_file* real;
};

sqlite3_vfs* real_vfs = nullptr;
sqlite3_io_methods methods{};
sqlite3_vfs vfs{};

sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real;
}

/// Does `operation`, or not, and says what the plan says.
template <class Operation>
int guarded(int io_error, Operation operation) {
    ++plan.seen;
    const bool fails = plan.at != 0 && (plan.lasting ? plan.seen >= plan.at : plan.seen == plan.at);
    if (!fails) {
        return operation();
    }
    ++plan.failed;
    switch (plan.fault) {
    case Fault::Refused:
        return io_error;
    case Fault::DoneBut:
        operation();
        return io_error;
    case Fault::DiskFull:
        return SQLITE_FULL;
    case Fault::Lost:
        return SQLITE_OK;
    }
    return io_error;
}

int close_file(sqlite3_file* file) {
    const int code = real(file)->pMethods->xClose(real(file));
    ::operator delete(real(file));
    return code;
}
int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), to, size, offset);
}
int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    return guarded(SQLITE_IOERR_WRITE,
                   [=] { return real(file)->pMethods->xWrite(real(file), from, size, offset); });
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return guarded(SQLITE_IOERR_TRUNCATE,
                   [=] { return real(file)->pMethods->xTruncate(real(file), size); });
}
int sync_file(sqlite3_file* file, int flags) {
    return guarded(SQLITE_IOERR_FSYNC,
                   [=] { return real(file)->pMethods->xSync(real(file), flags); });
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}
int unlock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}
int check_lock(sqlite3_file* file, int* held) {
    return real(file)->pMethods->xCheckReservedLock(real(file), held);
}
int control(sqlite3_file* file, int operation, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int sector_size(sqlite3_file* file) {
    return real(file)->pMethods->xSectorSize(real(file));
}
int characteristics(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* wrapper = reinterpret_cast<File*>(file);
    wrapper->base.pMethods = nullptr;
    wrapper->real =
        static_cast<sqlite3_file*>(::operator new(static_cast<std::size_t>(real_vfs->szOsFile)));
    const int code = real_vfs->xOpen(real_vfs, name, wrapper->real, flags, out_flags);
    if (code != SQLITE_OK) {
        ::operator delete(wrapper->real);
        return code;
    }
    wrapper->base.pMethods = &methods;
    return SQLITE_OK;
}
int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
    return guarded(SQLITE_IOERR_DIR_FSYNC,
                   [=] { return real_vfs->xDelete(real_vfs, name, sync_folder); });
}

} // namespace

void install() {
    if (real_vfs != nullptr) {
        return;
    }
    real_vfs = sqlite3_vfs_find(nullptr);
    methods = {.iVersion = 1,
               .xClose = close_file,
               .xRead = read_file,
               .xWrite = write_file,
               .xTruncate = truncate_file,
               .xSync = sync_file,
               .xFileSize = file_size,
               .xLock = lock,
               .xUnlock = unlock,
               .xCheckReservedLock = check_lock,
               .xFileControl = control,
               .xSectorSize = sector_size,
               .xDeviceCharacteristics = characteristics,
               .xShmMap = nullptr,
               .xShmLock = nullptr,
               .xShmBarrier = nullptr,
               .xShmUnmap = nullptr,
               .xFetch = nullptr,
               .xUnfetch = nullptr};
    vfs = *real_vfs;
    vfs.szOsFile = sizeof(File);
    vfs.zName = "fault";
    vfs.pNext = nullptr;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    sqlite3_vfs_register(&vfs, 1);
}

void arm(Fault fault, std::size_t at, bool lasting) {
    plan = {fault, at, lasting, 0, 0};
}
std::size_t disarm() {
    const std::size_t failed = plan.failed;
    plan = {};
    return failed;
}
std::size_t operations() {
    return plan.seen;
}

} // namespace fault_vfs
