#ifndef CSYSTEM_H
#define CSYSTEM_H

#include "files.h"

/// Starts a copy of this process; 0 in the copy. Swift hides `fork` on some systems.
int recto_fork(void);

/// Ties this process's life to its parent's, where the system can.
void recto_die_with_parent(void);

/// What a process gave up: bits of what `recto_confine` answers.
enum {
  /// System calls that reading documents does not need: a filter (seccomp) lists those left.
  RECTO_CALLS = 1,
  /// The filter holds for all threads of the process.
  RECTO_ALL_THREADS = 2,
  /// Opening files elsewhere to read.
  RECTO_READING = 4,
  /// Opening files elsewhere to write, and making, moving and removing them.
  RECTO_WRITING = 8,
  /// Making sockets, or connecting them.
  RECTO_NETWORK = 16,
  /// Signals to other processes.
  RECTO_SIGNALS = 32,
};

/// Whether the kernel takes filters of calls from this process.
int recto_has_filters(void);

/// The version of Landlock that the kernel has; 0 for none.
int recto_landlock_version(void);

/// Begins the list of places whose files stay within reach; -1 where the kernel cannot.
int recto_begin_rules(void);

/// Puts a file, or all that is below a folder, on the list: to be read, or to be written, too, but not
/// for files to be made or removed. 1 if it is there.
int recto_allow(int rules, const char *path, int writing);

/// Gives up for good whatever is not on the list, all system calls that reading documents does not
/// need, new privileges and being looked at by other processes. Without Landlock (`rules` are -1) no file
/// is opened to be written. Answers with the bits above.
int recto_confine(int rules);

/// Closes all descriptors but some, which are in rising order.
void recto_close_others(const int *kept, int count);

/// Two sockets that are connected to each other; 0 if all went well.
int recto_socket_pair(int ends[2]);

/// Hands a descriptor through a socket to the process at its other end; 0 if all went well. Never
/// waits.
int recto_send_descriptor(int socket, int descriptor);

/// A descriptor that was sent through a socket; -1 if there is none. Waits for one.
int recto_receive_descriptor(int socket);

/// The processor time that a process has taken, in seconds; below 0 where the system does not tell.
double recto_processor_seconds(int process);

/// The memory that a process holds, in bytes; 0 where the system does not tell.
long recto_resident_bytes(int process);

/// Whether this process ignores a signal; 0 if it does not.
int recto_ignores(int signal);

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
