#ifndef CPROBE_H
#define CPROBE_H

/// Tries everything that a confined process may not do, and what it has to be able to do, and prints
/// a line for each: the thread's name, `forbidden` or `needed`, what was tried, `refused` or `works`.
/// `victim` is a file out of reach, `parent` another process.
void probe_attempts(const char *thread, const char *victim, int parent);

/// Takes from this process, and from programs that it starts, the means of confinement: Landlock, and
/// filters of calls, too, unless they are to stay. 0 if all went well.
int probe_take_means(int leave_filters);

/// Becomes another program.
void probe_become(char *const arguments[]);

#endif
