#include "document.h"

namespace {

// PDFDocEncoding where it differs from Latin-1 (PDF 32000-1, annex D.2).
const uint16_t low_codes[8] = {0x02d8, 0x02c7, 0x02c6, 0x02d9, 0x02dd, 0x02db, 0x02da, 0x02dc};
const uint16_t high_codes[33] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203a, 0x2212,
    0x2030, 0x201e, 0x201c, 0x201d, 0x2018, 0x2019, 0x201a, 0x2122, 0xfb01, 0xfb02, 0x0141,
    0x0152, 0x0160, 0x0178, 0x017d, 0x0131, 0x0142, 0x0153, 0x0161, 0x017e, 0xfffd, 0x20ac};

void append(std::string &out, uint32_t scalar) {
  if (scalar > 0x10ffff || (scalar >= 0xd800 && scalar < 0xe000)) {
    scalar = 0xfffd;
  }
  if (scalar < 0x80) {
    out += char(scalar);
  } else if (scalar < 0x800) {
    out += char(0xc0 | scalar >> 6);
    out += char(0x80 | (scalar & 0x3f));
  } else if (scalar < 0x10000) {
    out += char(0xe0 | scalar >> 12);
    out += char(0x80 | (scalar >> 6 & 0x3f));
    out += char(0x80 | (scalar & 0x3f));
  } else {
    out += char(0xf0 | scalar >> 18);
    out += char(0x80 | (scalar >> 12 & 0x3f));
    out += char(0x80 | (scalar >> 6 & 0x3f));
    out += char(0x80 | (scalar & 0x3f));
  }
}

}  // namespace

std::string utf8_of_text_string(const std::string &raw) {
  const auto byte = [&](size_t i) { return uint32_t(static_cast<unsigned char>(raw[i])); };
  std::string out;
  if (raw.size() >= 3 && byte(0) == 0xef && byte(1) == 0xbb && byte(2) == 0xbf) {
    return raw.substr(3);
  }
  if (raw.size() >= 2 && ((byte(0) == 0xfe && byte(1) == 0xff) || (byte(0) == 0xff && byte(1) == 0xfe))) {
    const bool big = byte(0) == 0xfe;
    const auto unit = [&](size_t i) { return big ? byte(i) << 8 | byte(i + 1) : byte(i + 1) << 8 | byte(i); };
    for (size_t i = 2; i + 1 < raw.size(); i += 2) {
      uint32_t scalar = unit(i);
      if (scalar >= 0xd800 && scalar < 0xdc00 && i + 3 < raw.size()) {
        const uint32_t low = unit(i + 2);
        if (low >= 0xdc00 && low < 0xe000) {
          scalar = 0x10000 + ((scalar - 0xd800) << 10) + (low - 0xdc00);
          i += 2;
        }
      }
      append(out, scalar);
    }
    return out;
  }
  for (size_t i = 0; i < raw.size(); i++) {
    const uint32_t code = byte(i);
    if (code >= 0x18 && code < 0x20) {
      append(out, low_codes[code - 0x18]);
    } else if (code >= 0x80 && code <= 0xa0) {
      append(out, high_codes[code - 0x80]);
    } else {
      append(out, code);
    }
  }
  return out;
}

std::string raw_string(const Object &object) {
  if (!object.isString()) {
    return std::string();
  }
#if PC_POPPLER(26, 6)
  return std::string(object.getString());
#else
  return object.getString()->toStr();
#endif
}

std::string name_of_bytes(const std::string &bytes) {
  std::string name;
  for (const char byte : bytes) {
    append(name, byte ? static_cast<unsigned char>(byte) : 0x100);
  }
  return name;
}

std::string bytes_of_name(const char *name) {
  std::string bytes;
  for (; *name; name++) {
    const auto lead = static_cast<unsigned char>(*name);
    if (lead < 0x80 || !name[1]) {
      bytes += char(lead);
    } else {
      // Nothing above U+0100 is written, whose low byte is 0.
      bytes += char((lead & 0x03) << 6 | (*++name & 0x3f));
    }
  }
  return bytes;
}
