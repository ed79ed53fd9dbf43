#include "marks.h"

#include <Lexer.h>

bool MarkOperators::names_properties(const Object &resources) {
  if (!resources.isDict()) {
    return false;
  }
  const Object properties = resources.dictLookup("Properties");
  return properties.isDict() && properties.dictGetLength() > 0;
}

std::unique_ptr<MarkOperators> MarkOperators::scan(XRef *xref, Object *contents) {
  if (!contents->isStream() && !contents->isArray()) {
    return nullptr;
  }
  auto result = std::make_unique<MarkOperators>();
  Lexer lexer(xref, contents);
  std::string tag, previous_name;
  bool previous_is_name = false, any_silent = false, in_image = false;
  for (Object token = lexer.getObj(); !token.isEOF(); token = lexer.getObj()) {
    if (in_image) {
      in_image = !token.isCmd("EI");
    } else if (token.isCmd("ID")) {
      in_image = true;
    } else if (token.isCmd("BMC")) {
      result->operators.push_back({true, false, previous_name});
    } else if (token.isCmd("BDC")) {
      const bool silent = previous_is_name;
      any_silent = any_silent || silent;
      result->operators.push_back({true, silent, tag});
    } else if (token.isCmd("EMC")) {
      result->operators.push_back({false, false, ""});
    }
    previous_is_name = token.isName();
    if (previous_is_name) {
      tag = previous_name;
      previous_name = token.getName();
    }
  }
  return any_silent ? std::move(result) : nullptr;
}
