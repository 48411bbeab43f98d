// What a fork changes of itself before it starts anything. Nothing here allocates.
#pragma once

namespace cxsam::runtime {

/// False when the file does not take all of it.
bool write_text(const char* path, const char* text);

/// Gives the caller's user and group the same numbers in the user namespace it is in.
bool map_identity(unsigned int uid, unsigned int gid);

/// Neither Ctrl-C nor a program that asks for a password there finds the terminal of cxsam.
void leave_terminal();

}  // namespace cxsam::runtime
