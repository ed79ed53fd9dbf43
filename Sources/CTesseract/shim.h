// Leptonica's header. Tesseract's own C interface is looked up at run time by the module
// `Tesseract`: loading libtesseract costs 10 ms at every start.
#include <leptonica/allheaders.h>
