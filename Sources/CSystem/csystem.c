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

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

void recto_die_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

#if defined(__x86_64__)
#define RECTO_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define RECTO_ARCH AUDIT_ARCH_AARCH64
#endif

// Refuses a system call with "no permission".
#define REFUSE(name)                                            \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1),       \
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

static int refuse_calls(void) {
#if defined(RECTO_ARCH)
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, RECTO_ARCH, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      REFUSE(socket),
      REFUSE(connect),
      REFUSE(bind),
      REFUSE(execve),
      REFUSE(execveat),
      REFUSE(ptrace),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof(filter) / sizeof(filter[0]), filter};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
  return 0;
#endif
}

static int refuse_writing(const char *const *folders, int count) {
#if defined(LANDLOCK_CREATE_RULESET_VERSION) && defined(SYS_landlock_create_ruleset)
  long version =
      syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return 0;
  __u64 rights = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                 LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                 LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                 LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                 LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
  struct landlock_ruleset_attr attributes = {.handled_access_fs = rights};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0);
  if (rules < 0) return 0;
  int good = 1;
  for (int i = -1; i < count; i++) {
    // The recogniser sends its messages to the null device.
    const char *path = i < 0 ? "/dev/null" : folders[i];
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = i < 0 ? (__u64)LANDLOCK_ACCESS_FS_WRITE_FILE : rights,
        .parent_fd = open(path, O_PATH | O_CLOEXEC)};
    if (beneath.parent_fd < 0) continue;
    if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0)
      good = 0;
    close(beneath.parent_fd);
  }
  if (good) good = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return good;
#else
  (void)folders;
  (void)count;
  return 0;
#endif
}

int recto_confine(const char *const *folders, int count) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 0;
  int writing = refuse_writing(folders, count);
  return refuse_calls() | writing << 1;
}

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

int recto_confine(const char *const *folders, int count) {
  (void)folders;
  (void)count;
  return 0;
}

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
