#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/syscall.h>
#endif

/// Closes all descriptors from `first` to `last`.
static void close_range_of(unsigned first, unsigned last) {
  if (first > last) return;
#if defined(__linux__)
  // `close_range`, since Linux 5.9; libraries have a name for it since later.
  if (syscall(436, first, last, 0) == 0) return;
#endif
  long most = sysconf(_SC_OPEN_MAX);
  for (unsigned i = first; i <= last && (long)i < most; i++) close((int)i);
}

void recto_close_others(const int *kept, int count) {
  unsigned first = 0;
  for (int i = 0; i < count; i++) {
    if (kept[i] > 0) close_range_of(first, (unsigned)kept[i] - 1);
    first = (unsigned)kept[i] + 1;
  }
  close_range_of(first, INT_MAX);
}

int recto_socket_pair(int ends[2]) {
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return -1;
  for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  return 0;
}

/// A message of one byte with room for one descriptor beside it.
struct parcel {
  char byte;
  struct iovec bytes;
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  struct msghdr message;
};

static void prepare(struct parcel *parcel) {
  memset(parcel, 0, sizeof(*parcel));
  parcel->bytes = (struct iovec){&parcel->byte, 1};
  parcel->message.msg_iov = &parcel->bytes;
  parcel->message.msg_iovlen = 1;
  parcel->message.msg_control = parcel->control;
  parcel->message.msg_controllen = sizeof(parcel->control);
}

int recto_send_descriptor(int socket, int descriptor) {
  struct parcel parcel;
  prepare(&parcel);
  struct cmsghdr *head = CMSG_FIRSTHDR(&parcel.message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(head), &descriptor, sizeof(int));
  int flags = MSG_DONTWAIT;
#if defined(MSG_NOSIGNAL)
  flags |= MSG_NOSIGNAL;
#endif
  return sendmsg(socket, &parcel.message, flags) == 1 ? 0 : -1;
}

int recto_receive_descriptor(int socket) {
  struct parcel parcel;
  ssize_t count;
  do {
    prepare(&parcel);
    count = recvmsg(socket, &parcel.message, 0);
  } while (count < 0 && errno == EINTR);
  struct cmsghdr *head = count == 1 ? CMSG_FIRSTHDR(&parcel.message) : NULL;
  if (!head || head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) return -1;
  int descriptor;
  memcpy(&descriptor, CMSG_DATA(head), sizeof(int));
  return descriptor;
}
