#include "document.h"

#include <Catalog.h>
#include <Stream.h>
#include <XRef.h>

// What a file carries besides its pages: optional content groups and signatures, from the raw
// objects. Signatures are described, not verified.

namespace {

using References = std::set<std::pair<int, int>>;

References references(const Object &array) {
  References result;
  for (int i = 0; array.isArray() && i < array.arrayGetLength() && i < 100000; i++) {
    const Object &item = array.getArray()->getNF(i);
    if (item.isRef()) {
      result.insert({item.getRef().num, item.getRef().gen});
    }
  }
  return result;
}

void read_layers(PCDocument &document, const Object &properties) {
  const Object groups = properties.dictLookup("OCGs");
  const Object usual = properties.dictLookup("D");
  References on, off;
  bool is_off = false;
  if (usual.isDict()) {
    is_off = usual.dictLookup("BaseState").isName("OFF");
    on = references(usual.dictLookup("ON"));
    off = references(usual.dictLookup("OFF"));
  }
  for (int i = 0; groups.isArray() && i < groups.arrayGetLength() && i < 10000; i++) {
    const Object &raw = groups.getArray()->getNF(i);
    const Object group = groups.arrayGet(i);
    if (!raw.isRef() || !group.isDict()) {
      continue;
    }
    const std::pair<int, int> id = {raw.getRef().num, raw.getRef().gen};
    const char *name = text_entry(document, group, "Name");
    document.layers.push_back({name ? name : "", is_off ? on.count(id) > 0 : off.count(id) == 0});
  }
}

struct Field {
  Object object;
  std::string name;
  bool is_signature;
};

void read_signatures(PCDocument &document, const Object &form) {
  std::vector<Field> waiting;
  const auto add = [&](const Object &kids, const std::string &prefix, bool inherited) {
    for (int i = 0; kids.isArray() && i < kids.arrayGetLength(); i++) {
      Object field = kids.arrayGet(i);
      if (!field.isDict()) {
        continue;
      }
      const Object part = field.dictLookup("T");
      std::string name = prefix;
      if (part.isString()) {
        name += (name.empty() ? "" : ".") + utf8_of_text_string(raw_string(part));
      }
      const Object type = field.dictLookup("FT");
      waiting.push_back({std::move(field), name, type.isNull() ? inherited : type.isName("Sig")});
    }
  };
  add(form.dictLookup("Fields"), "", false);
  while (!waiting.empty() && document.signatures.size() < 10000) {
    const Field field = std::move(waiting.back());
    waiting.pop_back();
    add(field.object.dictLookup("Kids"), field.name, field.is_signature);
    const Object value = field.object.dictLookup("V");
    if (!field.is_signature || !value.isDict()) {
      continue;
    }
    PCSignature signature = {};
    signature.field = document.strings.keep(field.name);
    signature.name = text_entry(document, value, "Name");
    signature.reason = text_entry(document, value, "Reason");
    signature.location = text_entry(document, value, "Location");
    signature.date = text_entry(document, value, "M");
    const Object kind = value.dictLookup("SubFilter");
    signature.kind = kind.isName() ? document.strings.keep(kind.getName()) : nullptr;
    const Object range = value.dictLookup("ByteRange");
    if (range.isArray() && range.arrayGetLength() == 4) {
      const Object start = range.arrayGet(2), length = range.arrayGet(3);
      const Goffset size = document.pdf->getBaseStream()->getLength();
      signature.covers_file = start.isIntOrInt64() && length.isIntOrInt64() &&
                              start.getIntOrInt64() + length.getIntOrInt64() == size;
    }
    document.signatures.push_back(signature);
  }
}

}  // namespace

extern "C" PCInventory pc_inventory_read(PCDocument *document) {
  document->layers.clear();
  document->signatures.clear();
  const Object catalog = document->pdf->getXRef()->getCatalog();
  if (catalog.isDict()) {
    const Object properties = catalog.dictLookup("OCProperties");
    if (properties.isDict()) {
      read_layers(*document, properties);
    }
    const Object form = catalog.dictLookup("AcroForm");
    if (form.isDict() && !form_tree_loops(*document->pdf)) {
      read_signatures(*document, form);
    }
  }
  return {document->layers.data(), document->layers.size(), document->signatures.data(),
          document->signatures.size()};
}
