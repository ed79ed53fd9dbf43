#include "fonts.h"

#include <vector>

#include "document.h"

// Newer versions hold the fonts in another way (and make them when they are looked up).
#define PC_FONTS_CAN_BE_GIVEN (PC_POPPLER(22, 4) && !PC_POPPLER(24, 12))

#if PC_FONTS_CAN_BE_GIVEN

namespace {

// The language lets the arguments of an explicit instantiation name private members.

using ResourcesOfGfx = GfxResources *Gfx::*;
using FontsOfResources = GfxFontDict *GfxResources::*;
using FontList = std::vector<std::shared_ptr<GfxFont>> GfxFontDict::*;

ResourcesOfGfx resources_of();
FontsOfResources fonts_of();
FontList list_of();

template <ResourcesOfGfx member> struct ResourcesDoor {
  friend ResourcesOfGfx resources_of() { return member; }
};
template <FontsOfResources member> struct FontsDoor {
  friend FontsOfResources fonts_of() { return member; }
};
template <FontList member> struct ListDoor {
  friend FontList list_of() { return member; }
};

template struct ResourcesDoor<&Gfx::res>;
template struct FontsDoor<&GfxResources::fonts>;
template struct ListDoor<&GfxFontDict::fonts>;

/// More fonts than this are kept by no document but one made to fill memory.
constexpr size_t most_fonts = 512;

}  // namespace

std::unique_ptr<Gfx> FontCache::interpreter(PDFDoc &document, Page &page, OutputDev *device,
                                            bool (*must_stop)(void *), void *stop_data) {
  XRef *xref = document.getXRef();
  const Dict *resources = page.getResourceDict();
  if (!resources) {
    return nullptr;
  }
  const Object listed = resources->lookup("Font");
  if (!listed.isDict()) {
    return nullptr;
  }
  Dict *names = listed.getDict();
  for (int i = 0; i < names->getLength(); i++) {
    if (!names->getValNF(i).isRef()) {
      return nullptr;
    }
  }
  if (fonts.size() + size_t(names->getLength()) > most_fonts) {
    fonts.clear();
  }
  std::vector<std::shared_ptr<GfxFont>> list;
  for (int i = 0; i < names->getLength(); i++) {
    const Ref id = names->getValNF(i).getRef();
    const char *tag = names->getKey(i);
    const auto place = fonts.try_emplace({id.num, id.gen, tag});
    if (place.second) {
      const Object font = names->getVal(i);
      if (font.isDict()) {
        place.first->second = GfxFont::makeFont(xref, tag, id, font.getDict());
      }
      if (place.first->second && !place.first->second->isOk()) {
        place.first->second.reset();
      }
    }
    list.push_back(place.first->second);
  }

  PDFRectangle box;
  bool crop = true;
  page.makeBox(72, 72, page.getRotate(), false, device->upsideDown(), -1, -1, -1, -1, &box, &crop);
  // An empty dictionary takes them.
  const Object others(resources->copy(xref));
  others.getDict()->set("Font", Object(new Dict(xref)));
  auto gfx = std::make_unique<Gfx>(&document, device, page.getNum(), others.getDict(), 72, 72, &box,
                                   crop ? page.getCropBox() : nullptr, page.getRotate(), must_stop, stop_data);
  GfxFontDict *given = (gfx.get()->*resources_of())->*fonts_of();
  if (!given) {
    return nullptr;
  }
  given->*list_of() = std::move(list);
  return gfx;
}

#else

std::unique_ptr<Gfx> FontCache::interpreter(PDFDoc &, Page &, OutputDev *, bool (*)(void *), void *) {
  return nullptr;
}

#endif
