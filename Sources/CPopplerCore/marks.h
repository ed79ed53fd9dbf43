// Marked content that is opened with its properties by name.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <Object.h>
#include <XRef.h>

/// The marked-content operators of one content stream, in order.
///
/// Poppler reports the end of every marked-content sequence but the beginning only of those whose
/// properties stand inline: `/OC /MC0 BDC` (and every other `/Tag /Name BDC`) begins in silence, and
/// the stack of marks loses step. The operators are read beforehand, so that each end finds its
/// beginning.
class MarkOperators {
public:
  struct Operator {
    bool opens, silent;
    std::string tag;
  };

  /// The operators of a stream or an array of streams; nullptr when none begins in silence.
  static std::unique_ptr<MarkOperators> scan(XRef *xref, Object *contents);

  /// Whether any property list can be named at all: without it no scan is needed.
  static bool names_properties(const Object &resources);

  const Operator *next() const { return place < operators.size() ? &operators[place] : nullptr; }
  void advance() { place++; }

private:
  std::vector<Operator> operators;
  size_t place = 0;
};
