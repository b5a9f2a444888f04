// A disk that fails on demand: SQLite's own file layer with a fault at the n-th operation that
// changes something. In force for every file opened while it lives.
#pragma once

#include <cstddef>

namespace fault_vfs {

enum class Fault {
    Refused,  ///< the operation is not done and gives an I/O error
    DoneBut,  ///< it is done and gives an I/O error (an fsync that failed late)
    DiskFull, ///< it is not done for want of space
    Lost,     ///< it is not done and says that it was: a lying disk
};

/// Makes SQLite use the failing layer from now on; call once before the first file is opened.
void install();
/// The n-th changing operation from now (from 1) fails, and with `lasting` all after it.
void arm(Fault fault, std::size_t at, bool lasting);
/// No more faults; how many there were since arm().
std::size_t disarm();
/// Changing operations since the last arm() or disarm().
std::size_t operations();

} // namespace fault_vfs
