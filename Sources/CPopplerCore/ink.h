// Ink boxes of glyphs, from the outlines of embedded fonts.
#pragma once

#include <array>
#include <map>
#include <memory>

#include <SplashOutputDev.h>

/// Loads fonts through Splash and measures their outlines.
///
/// Fonts that are not embedded have no box here: their outlines would be those of a substitute
/// which differs from machine to machine.
class InkBoxes : public SplashOutputDev {
public:
  explicit InkBoxes(PDFDoc *document);
  ~InkBoxes() override;

  /// x0, y0, x1, y1 in thousandths of an em, y up; nullptr when not known or blank.
  const std::array<float, 4> *box(const std::shared_ptr<GfxFont> &font, uint16_t index, CharCode code);

private:
  std::unique_ptr<GfxState> state;
  int loaded = -1;
  std::map<std::pair<uint16_t, CharCode>, std::pair<bool, std::array<float, 4>>> boxes;
};
