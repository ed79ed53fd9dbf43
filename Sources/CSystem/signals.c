#include "csystem.h"

#include <signal.h>
#include <stddef.h>

int recto_ignores(int signal) {
  struct sigaction action;
  return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}
