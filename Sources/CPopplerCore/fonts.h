// Fonts that are built once a document.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>

#include <Gfx.h>
#include <GfxFont.h>
#include <OutputDev.h>
#include <Page.h>

/// Keeps the fonts of a document from page to page.
///
/// Poppler builds every font of a page's resources anew for each page: it inflates the font file,
/// reads its encoding and its map to Unicode, nearly half of the time that its text extraction takes.
/// A font here is what its object is, under the name that the resources call it by.
class FontCache {
public:
  /// The interpreter of a page, given the fonts that are known; nullptr where Poppler has to make
  /// them itself: a version of it whose layout is not known here, or fonts without an object number.
  std::unique_ptr<Gfx> interpreter(PDFDoc &document, Page &page, OutputDev *device,
                                   bool (*must_stop)(void *), void *stop_data);

private:
  using Key = std::tuple<int, int, std::string>;
  std::map<Key, std::shared_ptr<GfxFont>> fonts;
};
