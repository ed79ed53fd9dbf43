#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "csystem.h"

#if defined(__linux__)

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

// The filter of system calls. The kernel runs it from its beginning at each call, or remembers its
// answer where that does not depend on arguments (since 5.11).

#if defined(__x86_64__)
#define RECTO_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define RECTO_ARCH AUDIT_ARCH_AARCH64
#endif

#if defined(RECTO_ARCH)

/// What may be called whatever the arguments are. Whatever is neither here nor below is refused.
static const int free_calls[] = {
    // Memory.
    __NR_brk, __NR_mmap, __NR_munmap, __NR_mremap, __NR_mprotect, __NR_madvise,
    // Threads: their locks, their own data, their end.
    __NR_futex, __NR_set_robust_list, __NR_rseq, __NR_sched_yield, __NR_sched_getaffinity,
    __NR_sched_getparam, __NR_sched_getscheduler, __NR_gettid, __NR_getcpu, __NR_exit,
    __NR_exit_group, __NR_membarrier,
    // Descriptors that are open. A socket may be received from, so that documents arrive; with no
    // call that makes or connects one, nothing can be asked for.
    __NR_read, __NR_readv, __NR_pread64, __NR_preadv, __NR_write, __NR_writev, __NR_pwrite64,
    __NR_lseek, __NR_close, __NR_dup, __NR_dup3, __NR_ppoll, __NR_pselect6, __NR_recvmsg,
    __NR_fadvise64, __NR_pipe2,
    // Files by name, to read (Landlock says which), and what is known of them.
    __NR_openat, __NR_statx, __NR_newfstatat, __NR_fstat, __NR_statfs, __NR_fstatfs,
    __NR_getdents64, __NR_readlinkat, __NR_faccessat, __NR_faccessat2, __NR_getcwd,
    // Time and what the process and the machine are.
    __NR_clock_gettime, __NR_clock_getres, __NR_clock_nanosleep, __NR_nanosleep, __NR_gettimeofday,
    __NR_times, __NR_getrusage, __NR_uname, __NR_sysinfo, __NR_getrandom, __NR_getpid, __NR_getppid,
    __NR_getuid, __NR_geteuid, __NR_getgid, __NR_getegid, __NR_getresuid, __NR_getresgid,
    // Signals that come.
    __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_sigaltstack,
    __NR_restart_syscall,
#if defined(__x86_64__)
    // Older names of the above, which older libraries call.
    __NR_stat, __NR_lstat, __NR_access, __NR_readlink, __NR_poll, __NR_select, __NR_time,
    __NR_dup2, __NR_getdents, __NR_pipe, __NR_arch_prctl,
#endif
};

/// The last call that was looked at when the lists were made (Linux 6.10: `mseal`). What is newer is
/// answered as by a system that does not have it, so that libraries fall back to what they know.
static const int last_known_call = 462;

/// Among the known ones, those whose older names libraries fall back to: `clone3`, whose flags no
/// filter can see, and `openat2`.
static const int missing_calls[] = {435, 437};

/// What `prctl` may be asked for: the names of threads and of memory (`PR_SET_VMA`).
static const uint32_t process_options[] = {PR_SET_NAME, PR_GET_NAME, 0x53564d41};

/// What `fcntl` may be asked for; not who is sent a signal when something arrives.
static const uint32_t descriptor_commands[] = {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD,
                                               F_SETFD, F_GETFL,         F_SETFL};

/// What `ioctl` may be asked for: whether a descriptor is a terminal, by its old and new name.
static const uint32_t device_commands[] = {TCGETS, 0x802c542a};

struct program {
  struct sock_filter code[512];
  unsigned short count;
};

static void add(struct program *program, uint16_t code, uint32_t value, uint8_t yes, uint8_t no) {
  if (program->count < sizeof(program->code) / sizeof(program->code[0]))
    program->code[program->count++] = (struct sock_filter){code, yes, no, value};
}

static void load(struct program *program, size_t offset) {
  add(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void end_with(struct program *program, uint32_t answer) {
  add(program, BPF_RET | BPF_K, answer, 0, 0);
}

/// Goes over the next `count` instructions if what is loaded is not `value`.
static void unless_equal(struct program *program, uint32_t value, uint8_t count) {
  add(program, BPF_JMP | BPF_JEQ | BPF_K, value, 0, count);
}

static void answer(struct program *program, const int *calls, size_t count, uint32_t answer) {
  for (size_t i = 0; i < count; i++) {
    unless_equal(program, (uint32_t)calls[i], 1);
    end_with(program, answer);
  }
}

/// Allows a call if an argument, of which only the bits of `mask` count, is one of some values.
/// Only the lower half of an argument is looked at: all that are asked for here are `int`.
static void allow_if(struct program *program, int call, int argument, uint32_t mask,
                     const uint32_t *values, size_t count) {
  unless_equal(program, (uint32_t)call, (uint8_t)(3 + 2 * count));
  load(program, offsetof(struct seccomp_data, args) + 8 * (size_t)argument);
  add(program, BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
  for (size_t i = 0; i < count; i++) {
    unless_equal(program, values[i], 1);
    end_with(program, SECCOMP_RET_ALLOW);
  }
  end_with(program, SECCOMP_RET_ERRNO | EPERM);
}

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/// Leaves the calls above; all others fail. Without Landlock nothing may be opened to be written,
/// whatever it is: a filter does not see names.
static int filter_calls(int has_landlock) {
  struct program program = {.count = 0};
  const uint32_t refused = SECCOMP_RET_ERRNO | EPERM, missing = SECCOMP_RET_ERRNO | ENOSYS;
  load(&program, offsetof(struct seccomp_data, arch));
  add(&program, BPF_JMP | BPF_JEQ | BPF_K, RECTO_ARCH, 1, 0);
  end_with(&program, refused);
  load(&program, offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
  // x32 reaches the same calls by other numbers.
  add(&program, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
  end_with(&program, refused);
#endif
  if (!has_landlock) {
    const uint32_t mask = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
    allow_if(&program, __NR_openat, 2, mask, (const uint32_t[]){O_RDONLY}, 1);
  }
  answer(&program, free_calls, COUNT(free_calls), SECCOMP_RET_ALLOW);
  answer(&program, missing_calls, COUNT(missing_calls), missing);

  // Threads of this process; no processes, no new namespaces.
  const uint32_t namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |
                              CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_PTRACE;
  const uint32_t thread = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;
  allow_if(&program, __NR_clone, 0, thread | namespaces, &thread, 1);
  // Signals to itself, as `abort` sends one.
  const uint32_t own = (uint32_t)getpid();
  allow_if(&program, __NR_kill, 0, UINT32_MAX, &own, 1);
  allow_if(&program, __NR_tgkill, 0, UINT32_MAX, &own, 1);
  allow_if(&program, __NR_prctl, 0, UINT32_MAX, process_options, COUNT(process_options));
  allow_if(&program, __NR_fcntl, 1, UINT32_MAX, descriptor_commands, COUNT(descriptor_commands));
  allow_if(&program, __NR_ioctl, 1, UINT32_MAX, device_commands, COUNT(device_commands));
  // Its own limits may be read, not set: both halves of the pointer to new ones have to be 0.
  unless_equal(&program, __NR_prlimit64, 9);
  load(&program, offsetof(struct seccomp_data, args));
  unless_equal(&program, 0, 5);
  load(&program, offsetof(struct seccomp_data, args) + 16);
  unless_equal(&program, 0, 3);
  load(&program, offsetof(struct seccomp_data, args) + 20);
  unless_equal(&program, 0, 1);
  end_with(&program, SECCOMP_RET_ALLOW);
  end_with(&program, refused);

  add(&program, BPF_JMP | BPF_JGT | BPF_K, (uint32_t)last_known_call, 0, 1);
  end_with(&program, missing);
  end_with(&program, refused);

  struct sock_fprog whole = {program.count, program.code};
  if (syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &whole) == 0)
    return RECTO_CALLS | RECTO_ALL_THREADS;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole) == 0 ? RECTO_CALLS : 0;
}

#else

static int filter_calls(int has_landlock) {
  (void)has_landlock;
  return 0;
}

#endif

// Landlock: which files may be opened. Its names are given here, as the system's headers may be older
// than its kernel; the numbers are those of `linux/landlock.h`, the same on all machines.

enum {
  create_ruleset_call = 444,
  add_rule_call = 445,
  restrict_self_call = 446,
};

enum {
  may_write = 1 << 1,
  may_read = 1 << 2,
  may_list = 1 << 3,
  may_truncate = 1 << 14,
  may_control_device = 1 << 15,
  /// The rights that files have, too, not folders only; bit 0 is to run them.
  of_files = 1 << 0 | may_write | may_read | may_truncate | may_control_device,
};

struct ruleset {
  uint64_t files;
  uint64_t network;
  uint64_t scopes;
};

/// All rights that a version of Landlock can take; those that no rule gives back are lost.
static struct ruleset all_rights(int version) {
  // Versions 1, 2 (moving between folders), 3 (cutting off) and 5 (commands to devices).
  int rights = version < 2 ? 13 : version < 3 ? 14 : version < 5 ? 15 : 16;
  return (struct ruleset){
      .files = (1u << rights) - 1,
      // TCP, to listen and to connect.
      .network = version < 4 ? 0 : 3,
      // Abstract sockets, and signals to processes outside.
      .scopes = version < 6 ? 0 : 3,
  };
}

int recto_has_filters(void) {
  // Where filters are known, this one is missed.
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) != 0 && errno == EFAULT;
}

int recto_landlock_version(void) {
  long version = syscall(create_ruleset_call, NULL, 0, 1);
  return version < 1 ? 0 : (int)version;
}

int recto_begin_rules(void) {
  int version = recto_landlock_version();
  if (version < 1) return -1;
  struct ruleset rights = all_rights(version);
  // Older systems know the first parts of the structure only.
  size_t size = version < 4 ? 8 : version < 6 ? 16 : 24;
  return (int)syscall(create_ruleset_call, &rights, size, 0);
}

int recto_allow(int rules, const char *path, int writing) {
  struct stat facts;
  int place = open(path, O_PATH | O_CLOEXEC);
  if (place < 0) return 0;
  uint64_t rights = may_read | may_list;
  if (writing) rights |= may_write | may_truncate;
  int is_added = 0;
  if (fstat(place, &facts) == 0) {
    if (!S_ISDIR(facts.st_mode)) rights &= of_files;
    struct {
      uint64_t rights;
      int32_t place;
    } __attribute__((packed)) rule = {
        rights & all_rights(recto_landlock_version()).files, place};
    is_added = syscall(add_rule_call, rules, 1, &rule, 0) == 0;
  }
  close(place);
  return is_added;
}

int recto_confine(int rules) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 0;
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  int taken = 0;
  if (rules >= 0 && syscall(restrict_self_call, rules, 0) == 0) {
    int version = recto_landlock_version();
    taken = RECTO_READING | RECTO_WRITING | (version < 4 ? 0 : RECTO_NETWORK) |
            (version < 6 ? 0 : RECTO_SIGNALS);
  }
  if (rules >= 0) close(rules);
  taken |= filter_calls(taken != 0);
  if (taken & RECTO_CALLS) {
    // No call is left that makes a socket, signals another process, or changes what files are there.
    taken |= RECTO_NETWORK | RECTO_SIGNALS | RECTO_WRITING;
  }
  return taken;
}

#else

int recto_has_filters(void) { return 0; }

int recto_landlock_version(void) { return 0; }

int recto_begin_rules(void) { return -1; }

int recto_allow(int rules, const char *path, int writing) {
  (void)rules;
  (void)path;
  (void)writing;
  return 0;
}

int recto_confine(int rules) {
  (void)rules;
  return 0;
}

#endif
