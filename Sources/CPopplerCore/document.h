// What the translation units of this target share. C++17 for Poppler 22, C++20 from 25.
#pragma once

#include <cmath>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include <poppler-config.h>
#include <glib/poppler-features.h>

#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <Object.h>
#include <PDFDoc.h>
#include <Page.h>

#include "poppler_core.h"

/// True when building against Poppler `major.minor` or newer.
#define PC_POPPLER(major, minor) \
  (POPPLER_MAJOR_VERSION > (major) || \
   (POPPLER_MAJOR_VERSION == (major) && POPPLER_MINOR_VERSION >= (minor)))

/// What newer versions of Poppler return by reference, older ones do by pointer.
template <typename Value> const Value &value_of(const Value &value) { return value; }
template <typename Value> const Value &value_of(const Value *value) { return *value; }

/// Strings that live as long as the document, each stored once.
class StringPool {
public:
  const char *keep(const std::string &text) { return strings.insert(text).first->c_str(); }

private:
  std::unordered_set<std::string> strings;
};

class PageRecorder;

struct PCDocument {
  std::unique_ptr<PDFDoc> pdf;
  StringPool strings;

  std::vector<PCFont> fonts;
  std::map<std::pair<int, int>, uint16_t> font_indices;
  std::deque<std::vector<const char *>> glyph_names;

  std::unique_ptr<PageRecorder> recorder;
  PCPage page = {};
  std::vector<PCLink> links;
  std::vector<PCStructureNode> structure;
  std::vector<PCOutlineItem> outline;
  std::vector<PCLayer> layers;
  std::vector<PCSignature> signatures;

  PCDocument();
  ~PCDocument();

  /// The index of a font, entered at its first use.
  uint16_t font_index(const GfxFont &font);

  /// The number of a page from 0; -1 if the document has no such page.
  int page_number(const Ref &page);

private:
  std::map<std::pair<int, int>, int> page_numbers;
};

/// Where a link or an entry of the outline leads: by name, or to a page from 0 and a point on it in user
/// space, which is NAN where it stays as it is.
struct Destination {
  bool named = false;
  std::string name;
  int page = -1;
  float left = NAN, top = NAN;
};

Destination destination_of(PCDocument &document, const Object &object);

/// Names are any bytes: as text, each byte is the character of its number, save for 0, which is U+0100.
std::string name_of_bytes(const std::string &bytes);
std::string bytes_of_name(const char *name);

/// A PDF text string (PDFDocEncoding, UTF-16 or UTF-8 by its mark) as UTF-8.
std::string utf8_of_text_string(const std::string &raw);
std::string raw_string(const Object &object);
/// A dictionary's text string under a key, kept by the document; NULL if there is none.
const char *text_entry(PCDocument &document, const Object &holder, const char *key);

PCPageBox box_of(const Page &page);
void read_links(PCDocument &document, Page &page);
bool form_tree_loops(PDFDoc &pdf);
