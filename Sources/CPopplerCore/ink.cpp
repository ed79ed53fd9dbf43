#include "ink.h"

#include <algorithm>

#include <splash/SplashFont.h>
#include <splash/SplashPath.h>

#include "document.h"

namespace {
SplashColor white = {255, 255, 255, 255};
}

#if PC_POPPLER(26, 2)
InkBoxes::InkBoxes(PDFDoc *document) : SplashOutputDev(splashModeMono8, 1, white) {
#else
InkBoxes::InkBoxes(PDFDoc *document) : SplashOutputDev(splashModeMono8, 1, false, white) {
#endif
  startDoc(document);
  const PDFRectangle page(0, 0, 8, 8);
#if PC_POPPLER(26, 6)
  state = std::make_unique<GfxState>(72, 72, page, 0, false);
#else
  state = std::make_unique<GfxState>(72, 72, &page, 0, false);
#endif
  startPage(1, state.get(), document->getXRef());
}

InkBoxes::~InkBoxes() = default;

const std::array<float, 4> *InkBoxes::box(const std::shared_ptr<GfxFont> &font, uint16_t index,
                                          CharCode code) {
  const auto key = std::make_pair(index, code);
  auto known = boxes.find(key);
  if (known == boxes.end()) {
    std::pair<bool, std::array<float, 4>> entry = {false, {}};
    Ref embedded;
    if (font->getType() != fontType3 && font->getEmbeddedFontID(&embedded)) {
      if (loaded != index) {
        state->setTextMat(1, 0, 0, 1, 0, 0);
        state->setFont(font, 1000);
        doUpdateFont(state.get());
        loaded = index;
      }
      SplashFont *splash_font = getCurrentFont();
      const std::unique_ptr<SplashPath> path(splash_font ? splash_font->getGlyphPath(int(code)) : nullptr);
      if (path && path->getLength() > 0) {
        float box[4] = {1e9F, 1e9F, -1e9F, -1e9F};
        for (int i = 0; i < path->getLength(); i++) {
          double x, y;
          unsigned char flags;
          path->getPoint(i, &x, &y, &flags);
          box[0] = std::min(box[0], float(x)), box[1] = std::min(box[1], float(y));
          box[2] = std::max(box[2], float(x)), box[3] = std::max(box[3], float(y));
        }
        entry = {true, {box[0], box[1], box[2], box[3]}};
      }
    }
    known = boxes.emplace(key, entry).first;
  }
  return known->second.first ? &known->second.second : nullptr;
}
