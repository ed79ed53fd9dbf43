#include "csystem.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__APPLE__)
#include <libproc.h>
#include <mach/mach_time.h>

double recto_processor_seconds(int process) {
  struct rusage_info_v2 usage;
  if (proc_pid_rusage(process, RUSAGE_INFO_V2, (rusage_info_t *)&usage) != 0) {
    return -1;
  }
  mach_timebase_info_data_t base;
  if (mach_timebase_info(&base) != 0) {
    return -1;
  }
  return (double)(usage.ri_user_time + usage.ri_system_time) * base.numer / base.denom * 1e-9;
}
#else
#include <time.h>

double recto_processor_seconds(int process) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) {
    return -1;
  }
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}
#endif

long recto_resident_bytes(int process) {
  char text[128];
  snprintf(text, sizeof text, "/proc/%d/statm", process);
  const int file = open(text, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return 0;
  }
  const ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  text[count > 0 ? count : 0] = 0;
  char *resident = text;
  strtol(text, &resident, 10);
  return strtol(resident, NULL, 10) * sysconf(_SC_PAGESIZE);
}
