#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "cprobe.h"

#include <stdio.h>
#include <unistd.h>

void probe_become(char *const arguments[]) { execvp(arguments[0], arguments); }

#if defined(__linux__)

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/xattr.h>

static void tell(const char *thread, const char *kind, const char *name, long result, int error) {
  char line[200];
  int length = snprintf(line, sizeof(line), "%s %s %s: %s %s\n", thread, kind, name,
                        result < 0 ? "refused" : "works", result < 0 ? strerrorname_np(error) : "");
  if (write(1, line, (size_t)length) < 0) _exit(3);
}

#define FORBIDDEN(name, attempt)                      \
  do {                                                \
    errno = 0;                                        \
    long result = (long)(attempt);                    \
    tell(thread, "forbidden", name, result, errno);   \
  } while (0)

#define NEEDED(name, attempt)                         \
  do {                                                \
    errno = 0;                                        \
    long result = (long)(attempt);                    \
    tell(thread, "needed", name, result, errno);      \
  } while (0)

static void *nothing(void *argument) { return argument; }

static long start_thread(void) {
  pthread_t thread;
  if ((errno = pthread_create(&thread, NULL, nothing, NULL)) != 0) return -1;
  return pthread_join(thread, NULL) == 0 ? 0 : -1;
}

/// A child, if there is one, ends at once.
static long start_process(unsigned long flags) {
  long child = syscall(SYS_clone, flags, 0, 0, 0, 0);
  if (child == 0) _exit(0);
  return child;
}

static long use_pipe(void) {
  int ends[2];
  char byte = 0;
  if (pipe(ends) != 0 || write(ends[1], "x", 1) != 1 || read(ends[0], &byte, 1) != 1) return -1;
  close(ends[0]);
  close(ends[1]);
  return byte == 'x' ? 0 : -1;
}

static long use_memory(void) {
  char *block = malloc(64 << 20);
  if (!block) return -1;
  memset(block, 1, 64 << 20);
  block = realloc(block, 96 << 20);
  long is_kept = block && block[(64 << 20) - 1] == 1 ? 0 : -1;
  free(block);
  return is_kept;
}

static long open_library(void) { return dlopen("libBrokenLocale.so.1", RTLD_NOW) ? 0 : -1; }

/// Reads the first bytes of a file.
static long read_file(const char *path) {
  char bytes[16];
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  long count = read(file, bytes, sizeof(bytes));
  close(file);
  return count;
}

/// Connects to what does not answer: "no" from the network is not a refusal.
static long connect_socket(void) {
  int number = socket(AF_INET, SOCK_STREAM, 0);
  if (number < 0) return -1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(9)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  long result = connect(number, (struct sockaddr *)&address, sizeof(address));
  return result < 0 && errno == ECONNREFUSED ? 0 : result;
}

void probe_attempts(const char *thread, const char *victim, int parent) {
  char path[4096], beside[4096];
  snprintf(beside, sizeof(beside), "%s-beside", victim);
  struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
  char space[512] = {0};
  int word = 0;
  struct iovec here = {&word, sizeof(word)}, there = {&word, sizeof(word)};

  FORBIDDEN("io_uring_setup", syscall(425, 4, space));
  FORBIDDEN("socket of the internet", socket(AF_INET, SOCK_STREAM, 0));
  FORBIDDEN("socket of the machine", socket(AF_UNIX, SOCK_DGRAM, 0));
  FORBIDDEN("socket of the kernel", socket(AF_NETLINK, SOCK_RAW, 0));
  FORBIDDEN("socketpair", syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, space));
  FORBIDDEN("connect", connect_socket());
  FORBIDDEN("sendmsg", syscall(SYS_sendmsg, 1, space, 0));
  FORBIDDEN("bind", syscall(SYS_bind, 1, space, 16));
#if defined(__x86_64__)
  FORBIDDEN("x32 getpid", syscall(0x40000000 | SYS_getpid));
  FORBIDDEN("x32 socket", syscall(0x40000000 | SYS_socket, AF_INET, SOCK_STREAM, 0));
#endif
  FORBIDDEN("open to write", open(victim, O_WRONLY));
  FORBIDDEN("open to read and cut off", open(victim, O_RDONLY | O_TRUNC));
  FORBIDDEN("open to append", open(victim, O_WRONLY | O_APPEND));
  FORBIDDEN("make a file", open(beside, O_CREAT | O_WRONLY, 0600));
  FORBIDDEN("make a file without a name", open("/tmp", O_TMPFILE | O_WRONLY, 0600));
  FORBIDDEN("truncate", truncate(victim, 0));
  FORBIDDEN("chmod", chmod(victim, 04755));
  FORBIDDEN("fchmodat2", syscall(452, AT_FDCWD, victim, 0777, 0));
  FORBIDDEN("chown", chown(victim, 65534, 65534));
  FORBIDDEN("utimensat", utimensat(AT_FDCWD, victim, (struct timespec[2]){{0, 0}, {0, 0}}, 0));
  FORBIDDEN("setxattr", setxattr(victim, "user.probe", "1", 1, 0));
  FORBIDDEN("unlink", unlink(victim));
  FORBIDDEN("rename", rename(victim, beside));
  FORBIDDEN("link", link(victim, beside));
  FORBIDDEN("symlink", symlink("/etc", beside));
  FORBIDDEN("mkdir", mkdir(beside, 0700));
  FORBIDDEN("mknod", mknod(beside, S_IFCHR | 0600, 0x103));
  FORBIDDEN("read another file", read_file(victim));
  FORBIDDEN("read the passwords", read_file("/etc/shadow"));
  FORBIDDEN("read a file by this process's root",
            (snprintf(path, sizeof(path), "/proc/self/root%s", victim), read_file(path)));
  FORBIDDEN("list a folder", open("/tmp", O_RDONLY | O_DIRECTORY));
  FORBIDDEN("read a disk", read_file("/dev/vda"));
  FORBIDDEN("read another process's variables",
            (snprintf(path, sizeof(path), "/proc/%d/environ", parent), read_file(path)));
  FORBIDDEN("open another process's memory",
            (snprintf(path, sizeof(path), "/proc/%d/mem", parent), open(path, O_RDWR)));
  FORBIDDEN("write to another process's output",
            (snprintf(path, sizeof(path), "/proc/%d/fd/1", parent), open(path, O_WRONLY)));
  FORBIDDEN("open its own memory to write", open("/proc/self/mem", O_RDWR));
  FORBIDDEN("open_by_handle_at", syscall(SYS_open_by_handle_at, AT_FDCWD, space, O_RDONLY));
  FORBIDDEN("kill the parent", kill(parent, 0));
  FORBIDDEN("kill the parent's group", kill(-parent, 0));
  FORBIDDEN("kill all", kill(-1, 0));
  FORBIDDEN("tgkill the parent", syscall(SYS_tgkill, parent, parent, 0));
  FORBIDDEN("tkill the parent", syscall(SYS_tkill, parent, 0));
  FORBIDDEN("rt_sigqueueinfo", syscall(SYS_rt_sigqueueinfo, parent, SIGUSR1, space));
  FORBIDDEN("pidfd_open", syscall(434, parent, 0));
  FORBIDDEN("signals of descriptors", fcntl(0, F_SETOWN, parent));
  FORBIDDEN("prlimit of the parent", prlimit(parent, RLIMIT_NOFILE, NULL, &limit));
  FORBIDDEN("prlimit to set its own", prlimit(0, RLIMIT_CORE, &limit, NULL));
  FORBIDDEN("setpriority of the parent", setpriority(PRIO_PROCESS, (id_t)parent, 5));
  FORBIDDEN("sched_setaffinity", syscall(SYS_sched_setaffinity, parent, sizeof(space), space));
  FORBIDDEN("process_vm_readv", process_vm_readv(parent, &here, 1, &there, 1, 0));
  FORBIDDEN("process_vm_writev", process_vm_writev(parent, &here, 1, &there, 1, 0));
  FORBIDDEN("ptrace", syscall(SYS_ptrace, 16, parent, 0, 0));
  FORBIDDEN("kcmp", syscall(SYS_kcmp, getpid(), parent, 0, 1, 1));
  FORBIDDEN("unshare", unshare(CLONE_NEWUSER | CLONE_NEWNS));
  FORBIDDEN("setns", setns(0, 0));
  FORBIDDEN("mount", syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, 0));
  FORBIDDEN("chroot", chroot("/tmp"));
  FORBIDDEN("clone a process", start_process(SIGCHLD));
  FORBIDDEN("clone a process in new namespaces", start_process(CLONE_NEWUSER | SIGCHLD));
  FORBIDDEN("clone3", syscall(435, space, 88));
#if defined(__x86_64__)
  FORBIDDEN("vfork", ({
              long child = syscall(SYS_fork);
              if (child == 0) _exit(0);
              child;
            }));
#endif
  FORBIDDEN("execve", execl("/bin/true", "true", (char *)NULL));
  FORBIDDEN("execveat", syscall(SYS_execveat, AT_FDCWD, "/bin/true", NULL, NULL, 0));
  FORBIDDEN("add_key", syscall(SYS_add_key, "user", "probe", "1", 1, -3));
  FORBIDDEN("keyctl", syscall(SYS_keyctl, 0, -3, 0, 0, 0));
  FORBIDDEN("shmget", syscall(SYS_shmget, 0x1234, 4096, 01600));
  FORBIDDEN("msgget", syscall(SYS_msgget, 0x1234, 01600));
  FORBIDDEN("semget", syscall(SYS_semget, 0x1234, 1, 01600));
  FORBIDDEN("mq_open", syscall(SYS_mq_open, "/probe", O_CREAT | O_RDWR, 0600, NULL));
  FORBIDDEN("bpf", syscall(SYS_bpf, 5, space, sizeof(space)));
  FORBIDDEN("perf_event_open", syscall(SYS_perf_event_open, space, 0, -1, -1, 0));
  FORBIDDEN("userfaultfd", syscall(SYS_userfaultfd, 0));
  FORBIDDEN("memfd_create", syscall(SYS_memfd_create, "probe", 0));
  FORBIDDEN("inotify_init1", syscall(SYS_inotify_init1, 0));
  FORBIDDEN("fanotify_init", syscall(SYS_fanotify_init, 0, 0));
  FORBIDDEN("to be dumped", prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
  FORBIDDEN("to be traced", prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0));
  FORBIDDEN("to outlive its parent", prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0));
  FORBIDDEN("setuid", syscall(SYS_setuid, 65534));
  FORBIDDEN("typing into a terminal", ioctl(0, TIOCSTI, "x"));
  FORBIDDEN("a call of the future", syscall(800));

  NEEDED("memory", use_memory());
  NEEDED("threads", start_thread());
  NEEDED("pipes", use_pipe());
  NEEDED("libraries", open_library());
  NEEDED("fonts and data", open("/usr/share", O_RDONLY | O_DIRECTORY));
  NEEDED("the null device", open("/dev/null", O_RDWR | O_CREAT | O_TRUNC, 0600));
  NEEDED("chance", read_file("/dev/urandom"));
  NEEDED("its own memory's size", read_file("/proc/self/statm"));
  NEEDED("its own limits", getrlimit(RLIMIT_STACK, &limit));
  NEEDED("a signal to itself", kill(getpid(), 0));
  NEEDED("a signal to its thread", syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), 0));
  NEEDED("the name of a thread", prctl(PR_SET_NAME, "probe", 0, 0, 0));
  NEEDED("which files there are", access(victim, F_OK));
}

int probe_take_means(int leave_filters) {
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 444, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, leave_filters ? UINT32_MAX : __NR_seccomp, 4, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, leave_filters ? UINT32_MAX : __NR_prctl, 0, 2),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_SECCOMP, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
  };
  struct sock_fprog program = {sizeof(filter) / sizeof(filter[0]), filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#else

void probe_attempts(const char *thread, const char *victim, int parent) {
  (void)thread;
  (void)victim;
  (void)parent;
}

int probe_take_means(int leave_filters) {
  (void)leave_filters;
  return 0;
}

#endif
