#ifndef CSYSTEM_FILES_H
#define CSYSTEM_FILES_H

/// Has two files change their names in one step; -1 where one is missing or the system cannot.
int recto_exchange(const char *one, const char *other);

/// Connects to a socket of the file system; its descriptor, or -1.
int recto_connect(const char *path);

#endif
