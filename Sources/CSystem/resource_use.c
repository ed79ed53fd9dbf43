#include "csystem.h"

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
