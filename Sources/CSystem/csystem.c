#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int recto_fork(void) { return fork(); }

#if defined(__GLIBC__)
#include <malloc.h>

void recto_return_blocks(int bytes) { mallopt(M_MMAP_THRESHOLD, bytes); }

void recto_trim_heap(void) { malloc_trim(0); }
#else
void recto_return_blocks(int bytes) { (void)bytes; }

void recto_trim_heap(void) {}
#endif

#if defined(__linux__)

#include <signal.h>
#include <sys/prctl.h>

void recto_die_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

int recto_open_unnamed(const char *folder) {
  return open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
}

int recto_link_unnamed(int descriptor, const char *path) {
  char link[64];
  snprintf(link, sizeof(link), "/proc/self/fd/%d", descriptor);
  return linkat(AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

#else

void recto_die_with_parent(void) {}

int recto_open_unnamed(const char *folder) {
  (void)folder;
  return -1;
}

int recto_link_unnamed(int descriptor, const char *path) {
  (void)descriptor;
  (void)path;
  return -1;
}

#endif
