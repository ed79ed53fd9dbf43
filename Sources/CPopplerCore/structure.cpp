#include "document.h"

#include <XRef.h>

// The structure tree is walked over its raw objects: Poppler's StructElement drops every element
// of a type that it does not know, PDF 2.0's among them, with all its children.

namespace {

struct Walk {
  PCDocument &document;
  size_t max_nodes;
  std::map<std::string, std::string> roles;
  std::set<std::pair<int, int>> open;  // elements on the way down: meeting one again is a loop

  int32_t page_of(const Object &element, int32_t inherited) {
    const Object &page = element.getDict()->lookupNF("Pg");
    return page.isRef() ? document.pdf->findPage(page.getRef()) - 1 : inherited;
  }

  void add(int32_t parent, int32_t page, int32_t mcid, const char *type) {
    document.structure.push_back({parent, page, mcid, type, nullptr, nullptr, nullptr});
  }

  void kid(const Object &holder, int index, int32_t parent, int32_t page, int depth) {
    const Object &raw = holder.getArray()->getNF(index);
    const Object value = holder.arrayGet(index);
    node(raw, value, parent, page, depth);
  }

  void kids(const Object &element, int32_t parent, int32_t page, int depth) {
    const Object &raw = element.getDict()->lookupNF("K");
    const Object value = element.dictLookup("K");
    if (value.isArray()) {
      for (int i = 0; i < value.arrayGetLength(); i++) {
        kid(value, i, parent, page, depth);
      }
    } else {
      node(raw, value, parent, page, depth);
    }
  }

  void node(const Object &raw, const Object &value, int32_t parent, int32_t page, int depth) {
    if (document.structure.size() >= max_nodes || depth > 200) {
      return;
    }
    if (value.isInt()) {
      add(parent, page, value.getInt(), "");
      return;
    }
    if (!value.isDict()) {
      return;
    }
    const Object type = value.dictLookup("Type");
    if (type.isName("MCR")) {
      const Object mcid = value.dictLookup("MCID");
      if (mcid.isInt()) {
        add(parent, page_of(value, page), mcid.getInt(), "");
      }
      return;
    }
    if (type.isName("OBJR")) {
      return;
    }
    std::pair<int, int> id = {-1, -1};
    if (raw.isRef()) {
      id = {raw.getRef().num, raw.getRef().gen};
      if (!open.insert(id).second) {
        return;
      }
    }
    const Object kind = value.dictLookup("S");
    std::string name = kind.isName() ? kind.getName() : "";
    for (int i = 0; i < 8 && roles.count(name); i++) {
      name = roles[name];
    }
    const int32_t own_page = page_of(value, page);
    const int32_t index = int32_t(document.structure.size());
    add(parent, own_page, -1, document.strings.keep(name));
    PCStructureNode &entry = document.structure.back();
    entry.alternate = text_entry(document, value, "Alt");
    entry.actual_text = text_entry(document, value, "ActualText");
    entry.language = text_entry(document, value, "Lang");
    kids(value, index, own_page, depth + 1);
    if (id.first >= 0) {
      open.erase(id);
    }
  }
};

}  // namespace

extern "C" const PCStructureNode *pc_structure_read(PCDocument *document, size_t max_nodes, size_t *count) {
  document->structure.clear();
  const Object catalog = document->pdf->getXRef()->getCatalog();
  const Object root = catalog.isDict() ? catalog.dictLookup("StructTreeRoot") : Object();
  if (root.isDict()) {
    Walk walk = {*document, max_nodes, {}, {}};
    const Object roles = root.dictLookup("RoleMap");
    for (int i = 0; roles.isDict() && i < roles.dictGetLength(); i++) {
      const Object target = roles.dictGetVal(i);
      if (target.isName()) {
        walk.roles[roles.getDict()->getKey(i)] = target.getName();
      }
    }
    walk.kids(root, -1, -1, 0);
  }
  *count = document->structure.size();
  return document->structure.data();
}
