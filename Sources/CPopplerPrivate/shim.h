// Empty on purpose: this target carries the compiler and linker flags of `poppler.pc` to the C++
// target CPopplerCore. Swift never sees Poppler's C++ headers.
