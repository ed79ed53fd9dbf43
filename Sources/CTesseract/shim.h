// Leptonica's header, and Tesseract's after it when text is recognised: in this order `Pix` is one
// type in both. Only Leptonica is linked; loading libtesseract costs 10 ms at every start.
#include <leptonica/allheaders.h>
