#include <cmath>

#include <Catalog.h>
#include <Link.h>

#include "document.h"

namespace {

/// Entries that are deeper, or come after so many, are not read.
constexpr int deepest = 64;

/// Where a destination leads, as a height from the top of its page.
PCPlace place_of(PCDocument &document, const Destination &destination) {
  PCPlace place = {-1, NAN};
  Page *page = destination.page >= 0 && destination.page < document.pdf->getNumPages()
                   ? document.pdf->getPage(destination.page + 1)
                   : nullptr;
  if (page && page->isOk()) {
    const PCPageBox box = box_of(*page);
    place = {destination.page, box.height - (destination.top - box.crop[1])};
  }
  return place;
}

PCPlace find(PCDocument &document, const std::string &name) {
#if PC_POPPLER(26, 6)
  const std::unique_ptr<LinkDest> found = document.pdf->findDest(GooString(name));
#else
  const GooString key(name);
  const std::unique_ptr<LinkDest> found = document.pdf->findDest(&key);
#endif
  Destination destination;
  if (found) {
    destination.page = found->isPageRef() ? document.page_number(found->getPageRef()) : found->getPageNum() - 1;
    destination.top = found->getChangeTop() ? float(found->getTop()) : NAN;
  }
  return place_of(document, destination);
}

/// `seen` holds the objects of entries that were met: they may form loops.
void read(PCDocument &document, Object item, int level, size_t limit, std::set<int> &seen) {
  while (item.isDict() && document.outline.size() < limit) {
    PCOutlineItem entry = {};
    const char *title = text_entry(document, item, "Title");
    entry.title = title ? title : "";
    entry.level = level;
    Object target = item.dictLookup("Dest");
    if (target.isNull()) {
      const Object action = item.dictLookup("A");
      if (action.isDict() && action.dictLookup("S").isName("GoTo")) {
        target = action.dictLookup("D");
      }
    }
    const Destination destination = destination_of(document, target);
    entry.place = destination.named ? find(document, destination.name) : place_of(document, destination);
    document.outline.push_back(entry);
    const Object &first = item.getDict()->lookupNF("First");
    if (level < deepest && (!first.isRef() || seen.insert(first.getRef().num).second)) {
      read(document, item.dictLookup("First"), level + 1, limit, seen);
    }
    const Object &next = item.getDict()->lookupNF("Next");
    if (next.isRef() && !seen.insert(next.getRef().num).second) {
      return;
    }
    item = item.dictLookup("Next");
  }
}

}  // namespace

int PCDocument::page_number(const Ref &page) {
  if (page_numbers.empty()) {
    for (int i = 1; i <= pdf->getNumPages(); i++) {
      if (const Ref *ref = pdf->getCatalog()->getPageRef(i)) {
        page_numbers.emplace(std::make_pair(ref->num, ref->gen), i - 1);
      }
    }
  }
  const auto found = page_numbers.find({page.num, page.gen});
  return found == page_numbers.end() ? -1 : found->second;
}

Destination destination_of(PCDocument &document, const Object &object) {
  Destination result;
  // What is made to be sent by name may be a dictionary with the destination in it.
  const Object inner = object.isDict() ? object.dictLookup("D") : Object();
  const Object &destination = object.isDict() ? inner : object;
  if (destination.isString() || destination.isName()) {
    result.named = true;
    result.name = destination.isName() ? std::string(destination.getName()) : raw_string(destination);
    return result;
  }
  if (!destination.isArray() || destination.arrayGetLength() < 1) {
    return result;
  }
  const Object &target = destination.getArray()->getNF(0);
  if (target.isRef()) {
    result.page = document.page_number(target.getRef());
  } else if (target.isInt()) {
    result.page = target.getInt();
  }
  const auto number = [&](int i) {
    if (destination.arrayGetLength() <= i) {
      return NAN;
    }
    const Object value = destination.arrayGet(i);
    return value.isNum() ? float(value.getNum()) : NAN;
  };
  const Object kind = destination.arrayGetLength() > 1 ? destination.arrayGet(1) : Object();
  if (kind.isName("XYZ")) {
    result.left = number(2);
    result.top = number(3);
  } else if (kind.isName("FitH") || kind.isName("FitBH")) {
    result.top = number(2);
  } else if (kind.isName("FitR")) {
    result.left = number(2);
    result.top = number(5);
  }
  return result;
}

extern "C" {

PCOutline pc_outline_read(PCDocument *document, size_t limit) {
  document->outline.clear();
  const Object catalog = document->pdf->getXRef()->getCatalog();
  const Object root = catalog.isDict() ? catalog.dictLookup("Outlines") : Object();
  if (root.isDict()) {
    std::set<int> seen;
    read(*document, root.dictLookup("First"), 1, limit, seen);
  }
  return {document->outline.data(), document->outline.size()};
}

PCPlace pc_find_destination(PCDocument *document, const char *name) {
  return find(*document, bytes_of_name(name));
}

}  // extern "C"
