#include "document.h"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>

#include <Annot.h>
#include <Catalog.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <Outline.h>
#include <Stream.h>
#include <XRef.h>

#include "recorder.h"

namespace {

thread_local int32_t annotations_refused = 0;

/// Poppler says in words only that it refuses a page for its annotations.
void note_error(ErrorCategory, Goffset, const char *message) {
  const char *size = std::strstr(message, "Too big: (");
  if (size && std::strstr(message, "annotations")) {
    annotations_refused = std::atoi(size + 10);
  }
}

/// Poppler's process-wide parameters, made at the first use and kept: they take 1.4 ms. The error
/// callback belongs to whoever makes them first, so they are made here before poppler-glib can.
std::mutex parameters_lock;
std::unique_ptr<GlobalParamsIniter> parameters;
int open_documents = 0;
/// Something was rendered since they were made, so that they may hold fonts that were found.
bool have_fonts = false;

/// Makes them anew; poppler-glib's documents hold them too. Documents that are open here do not:
/// they must not be in use.
void renew_parameters() {
  parameters.reset();
  parameters = std::make_unique<GlobalParamsIniter>(note_error);
  have_fonts = false;
}

void set_destination(PCDocument &document, PCLink &link, const Object &object) {
  const Destination destination = destination_of(document, object);
  link.named = destination.named ? document.strings.keep(name_of_bytes(destination.name)) : nullptr;
  link.page = destination.page;
  link.left = destination.left;
  link.top = destination.top;
}

/// A point of PDF user space on the page as it is shown.
void place(const PCPageBox &box, double x, double y, float *out) {
  const double left = x - box.crop[0], right = box.crop[2] - x;
  const double below = y - box.crop[1], above = box.crop[3] - y;
  switch (box.rotation) {
  case 90: out[0] = float(below), out[1] = float(left); break;
  case 180: out[0] = float(right), out[1] = float(below); break;
  case 270: out[0] = float(above), out[1] = float(right); break;
  default: out[0] = float(left), out[1] = float(above); break;
  }
}

std::vector<double> numbers(const Object &object) {
  std::vector<double> values;
  if (object.isArray()) {
    for (int i = 0; i < object.arrayGetLength() && i < 4096; i++) {
      const Object value = object.arrayGet(i);
      if (value.isNum()) {
        values.push_back(value.getNum());
      }
    }
  }
  return values;
}

/// Takes the profile of the output out of the catalogue in memory: older versions of Poppler build a
/// transform from it for every page, up to 60 % of the time. Colours are read without management.
void forget_output_profile(PDFDoc &pdf) {
#if !PC_POPPLER(24, 12)
  XRef *xref = pdf.getXRef();
  const Object catalog = xref->getCatalog();
  if (catalog.isDict() && !catalog.dictLookupNF("OutputIntents").isNull()) {
    Object without(catalog.getDict()->copy(xref));
    without.getDict()->remove("OutputIntents");
    xref->setModifiedObject(&without, {xref->getRootNum(), xref->getRootGen()});
  }
#else
  (void)pdf;
#endif
}

}  // namespace

PCDocument::PCDocument() {
  const std::lock_guard<std::mutex> guard(parameters_lock);
  if (!parameters || (have_fonts && open_documents == 0)) {
    renew_parameters();
  }
  open_documents++;
}

PCDocument::~PCDocument() {
  recorder.reset();
  pdf.reset();
  const std::lock_guard<std::mutex> guard(parameters_lock);
  open_documents--;
}

PCPageBox box_of(const Page &page) {
  PCPageBox box;
  const PDFRectangle &crop = value_of(page.getCropBox());
  box.crop[0] = float(std::min(crop.x1, crop.x2));
  box.crop[1] = float(std::min(crop.y1, crop.y2));
  box.crop[2] = float(std::max(crop.x1, crop.x2));
  box.crop[3] = float(std::max(crop.y1, crop.y2));
  box.rotation = ((page.getRotate() % 360) + 360) % 360;
  const bool turned = box.rotation == 90 || box.rotation == 270;
  const float across = box.crop[2] - box.crop[0], up = box.crop[3] - box.crop[1];
  box.width = turned ? up : across;
  box.height = turned ? across : up;
  return box;
}

const char *text_entry(PCDocument &document, const Object &holder, const char *key) {
  const Object value = holder.dictLookup(key);
  return value.isString() ? document.strings.keep(utf8_of_text_string(raw_string(value))) : nullptr;
}

// Links are read from the raw annotation dictionaries: Poppler's own Links builds every annotation
// and with it the form tree, which does not end when the tree refers to itself.
void read_links(PCDocument &document, Page &page) {
  document.links.clear();
  const PCPageBox box = box_of(page);
  const Object annotations = page.getAnnotsObject();
  if (!annotations.isArray()) {
    return;
  }
  for (int i = 0; i < annotations.arrayGetLength() && i < 20000; i++) {
    const Object annotation = annotations.arrayGet(i);
    if (!annotation.isDict()) {
      continue;
    }
    const Object subtype = annotation.dictLookup("Subtype");
    PCLink link = {};
    link.kind = subtype.isName("Link")                                        ? PC_LINK
                : subtype.isName("Highlight")                                 ? PC_MARKUP_HIGHLIGHT
                : subtype.isName("Underline") || subtype.isName("Squiggly")   ? PC_MARKUP_UNDERLINE
                : subtype.isName("StrikeOut")                                 ? PC_MARKUP_STRIKE
                                                                              : -1;
    if (link.kind < 0) {
      continue;
    }
    link.page = -1;
    link.left = link.top = NAN;
    link.annotation = i;
    const Object destination = annotation.dictLookup("Dest");
    const Object action = annotation.dictLookup("A");
    if (!destination.isNull()) {
      set_destination(document, link, destination);
    } else if (action.isDict()) {
      const Object kind = action.dictLookup("S");
      if (kind.isName("URI")) {
        const std::string uri = raw_string(action.dictLookup("URI"));
        link.uri = uri.empty() ? nullptr : document.strings.keep(utf8_of_text_string(uri));
      } else if (kind.isName("GoTo")) {
        set_destination(document, link, action.dictLookup("D"));
      }
    }
    if (link.kind == PC_LINK && !link.uri && !link.named && link.page < 0) {
      continue;
    }
    std::vector<double> quads = numbers(annotation.dictLookup("QuadPoints"));
    if (quads.size() < 8) {
      const std::vector<double> rect = numbers(annotation.dictLookup("Rect"));
      if (rect.size() != 4) {
        continue;
      }
      quads = {rect[0], rect[3], rect[2], rect[3], rect[0], rect[1], rect[2], rect[1]};
    }
    for (size_t q = 0; q + 8 <= quads.size(); q += 8) {
      for (size_t corner = 0; corner < 4; corner++) {
        place(box, quads[q + 2 * corner], quads[q + 2 * corner + 1], &link.quads[2 * corner]);
      }
      document.links.push_back(link);
    }
  }
}

// Whether the chain of a field's /Parent entries is longer than any form is deep.
bool parents_loop(const Object &field) {
  Object parent = field.dictLookup("Parent");
  for (int depth = 0; parent.isDict(); depth++) {
    if (depth > 100) {
      return true;
    }
    parent = parent.dictLookup("Parent");
  }
  return false;
}

// Follows /Kids from the form's fields and /Parent from each: a field met twice means a loop, and
// Poppler's recursion over it would not end.
bool form_tree_loops(PDFDoc &pdf) {
  const Object *form = pdf.getCatalog()->getAcroForm();
  if (!form || !form->isDict()) {
    return false;
  }
  std::set<std::pair<int, int>> seen;
  std::vector<Object> waiting;
  waiting.push_back(form->dictLookup("Fields"));
  size_t steps = 0;
  while (!waiting.empty()) {
    const Object kids = std::move(waiting.back());
    waiting.pop_back();
    if (!kids.isArray()) {
      continue;
    }
    for (int i = 0; i < kids.arrayGetLength(); i++) {
      const Object &kid = kids.getArray()->getNF(i);
      if (++steps > 200000) {
        return true;
      }
      if (kid.isRef() && !seen.insert({kid.getRef().num, kid.getRef().gen}).second) {
        return true;
      }
      const Object field = kids.arrayGet(i);
      if (field.isDict()) {
        if (parents_loop(field)) {
          return true;
        }
        waiting.push_back(field.dictLookup("Kids"));
      }
    }
  }
  return false;
}

uint16_t PCDocument::font_index(const GfxFont &font) {
  const Ref id = *font.getID();
  const auto key = std::make_pair(id.num, id.gen);
  const auto known = font_indices.find(key);
  if (known != font_indices.end()) {
    return known->second;
  }
  PCFont entry = {};
  std::string name = font.getName().value_or("");
  if (name.size() > 7 && name[6] == '+') {
    name = name.substr(7);
  }
  entry.name = strings.keep(name);
  entry.ascent = float(font.getAscent());
  entry.descent = float(font.getDescent());
  Ref embedded;
  const GfxFontType type = font.getType();
  if (type == fontType3 || font.getEmbeddedFontID(&embedded)) {
    entry.flags |= PC_FONT_EMBEDDED;
  }
  entry.flags |= font.isFixedWidth() ? PC_FONT_FIXED : 0;
  entry.flags |= font.isSerif() ? PC_FONT_SERIF : 0;
  entry.flags |= font.isSymbolic() ? PC_FONT_SYMBOLIC : 0;
  entry.flags |= font.isItalic() ? PC_FONT_ITALIC : 0;
  entry.flags |= font.isBold() || font.getWeight() >= GfxFont::W600 ? PC_FONT_BOLD : 0;
  entry.flags |= font.hasToUnicodeCMap() ? PC_FONT_HAS_TO_UNICODE : 0;
  entry.flags |= font.isCIDFont() ? PC_FONT_COMPOSITE : 0;
  entry.flags |= type == fontType3 ? PC_FONT_TYPE3 : 0;
  entry.flags |= type == fontTrueType || type == fontTrueTypeOT ? PC_FONT_TRUETYPE : 0;
  if (!font.isCIDFont()) {
    const auto &simple = static_cast<const Gfx8BitFont &>(font);
    entry.flags |= simple.getHasEncoding() ? PC_FONT_HAS_ENCODING : 0;
    std::vector<const char *> names(256, nullptr);
    for (int code = 0; code < 256; code++) {
      const char *glyph = simple.getCharName(code);
      names[code] = glyph ? strings.keep(glyph) : nullptr;
    }
    glyph_names.push_back(std::move(names));
    entry.glyph_names = glyph_names.back().data();
  }
  const uint16_t index = uint16_t(std::min<size_t>(fonts.size(), 65535));
  if (fonts.size() < 65536) {
    fonts.push_back(entry);
  }
  // A font written inside its resources has no object number and may share a made-up one.
  font_indices[key] = index;
  return index;
}

extern "C" {

PCDocument *pc_document_open(const uint8_t *data, size_t size, const char *password,
                             PCOpenStatus *status) {
  *status = PC_OPEN_DAMAGED;
  try {
    auto document = std::make_unique<PCDocument>();
    const char *bytes = reinterpret_cast<const char *>(data);
    std::optional<GooString> key;
    if (password) {
      key.emplace(password);
    }
#if PC_POPPLER(26, 2)
    auto stream = std::make_unique<MemStream>(bytes, 0, Goffset(size), Object::null());
    document->pdf = std::make_unique<PDFDoc>(std::move(stream), key, key);
#else
    auto *stream = new MemStream(bytes, 0, Goffset(size), Object(objNull));
    document->pdf = std::make_unique<PDFDoc>(stream, key, key);
#endif
    if (!document->pdf->isOk()) {
      if (document->pdf->getErrorCode() == errEncrypted) {
        *status = PC_OPEN_ENCRYPTED;
      }
      return nullptr;
    }
    forget_output_profile(*document->pdf);
    *status = PC_OPEN_OK;
    return document.release();
  } catch (const std::bad_alloc &) {
    *status = PC_OPEN_OUT_OF_MEMORY;
    return nullptr;
  }
}

int32_t pc_take_refused_annotations(void) {
  const int32_t refused = annotations_refused;
  annotations_refused = 0;
  return refused;
}

void pc_note_rendering(void) {
  const std::lock_guard<std::mutex> guard(parameters_lock);
  have_fonts = true;
}

void pc_forget_fonts(void) {
  const std::lock_guard<std::mutex> guard(parameters_lock);
  if (have_fonts && open_documents <= 1) {
    renew_parameters();
  }
}

void pc_document_close(PCDocument *document) { delete document; }

PCDocumentFacts pc_document_facts(PCDocument *document) {
  PCDocumentFacts facts = {};
  PDFDoc &pdf = *document->pdf;
  facts.pages = pdf.getNumPages();
  facts.encrypted = pdf.isEncrypted();
  const Object catalog = pdf.getXRef()->getCatalog();
  if (!catalog.isDict()) {
    return facts;
  }
  const Object outline = catalog.dictLookup("Outlines");
  facts.has_outline = outline.isDict() && outline.dictLookup("First").isDict();
  const Object form = catalog.dictLookup("AcroForm");
  facts.has_forms = form.isDict() && form.dictLookup("Fields").isArray() &&
                    form.dictLookup("Fields").arrayGetLength() > 0;
  const Object names = catalog.dictLookup("Names");
  facts.has_attachments = names.isDict() && names.dictLookup("EmbeddedFiles").isDict();
  facts.has_structure = catalog.dictLookup("StructTreeRoot").isDict();
  facts.has_page_labels = catalog.dictLookup("PageLabels").isDict();
  facts.forms_loop = facts.has_forms && form_tree_loops(pdf);
  return facts;
}

bool pc_widgets_loop(PCDocument *document, int32_t page) {
  Page *found = document->pdf->getPage(page + 1);
  if (!found || !found->isOk()) {
    return false;
  }
  const Object annotations = found->getAnnotsObject();
  for (int i = 0; annotations.isArray() && i < annotations.arrayGetLength(); i++) {
    const Object annotation = annotations.arrayGet(i);
    if (annotation.isDict() && parents_loop(annotation)) {
      return true;
    }
  }
  return false;
}

}  // extern "C"
