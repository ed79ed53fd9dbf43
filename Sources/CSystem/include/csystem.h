#ifndef CSYSTEM_H
#define CSYSTEM_H

#include "files.h"

/// Starts a copy of this process; 0 in the copy. Swift hides `fork` on some systems.
int recto_fork(void);

/// Ties this process's life to its parent's, where the system can.
void recto_die_with_parent(void);

/// Gives up what reading documents does not need: the network, starting programs, and writing
/// anywhere but below the folders named. Says which of them the system took: bit 0 network and
/// programs, bit 1 writing.
int recto_confine(const char *const *folders, int count);

/// The processor time that a process has taken, in seconds; below 0 where the system does not tell.
double recto_processor_seconds(int process);

/// A new file without a name in a folder, to be linked when it is whole; -1 where the system
/// cannot.
int recto_open_unnamed(const char *folder);

/// Gives such a file a name; 0 if all went well.
int recto_link_unnamed(int descriptor, const char *path);

/// Has blocks of this many bytes and more given back to the system when they are freed. Glibc would keep
/// ever larger ones; other libraries need not be told.
void recto_return_blocks(int bytes);

/// Gives all free memory back to the system, where the library keeps it.
void recto_trim_heap(void);

#endif
