// The output device that writes a page's content into flat arrays.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include <Gfx.h>
#include <GfxState.h>
#include <OutputDev.h>

#include "document.h"
#include "fonts.h"
#include "ink.h"
#include "marks.h"

class PageRecorder : public OutputDev {
public:
  explicit PageRecorder(PCDocument &owner) : document(owner) { }

  /// Interprets the page's own content (no annotations, no form fields) into the arrays.
  void read(Page &page, PCLimits limits);

  std::vector<PCGlyph> glyphs;
  std::vector<uint32_t> scalars;
  std::vector<PCMark> marks;
  std::vector<PCPath> paths;
  std::vector<PCPoint> points;
  std::vector<PCImage> images;
  bool stopped = false;

  /// The box of the outline of a glyph of the page read last, in page space; false if it is not known.
  bool ink_of(size_t place, float *box);

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return true; }

  void saveState(GfxState *) override {
    fill_known = false;
    saved_clips.push_back(clip_shaped);
  }
  void restoreState(GfxState *) override {
    fill_known = false;
    if (!saved_clips.empty()) {
      clip_shaped = saved_clips.back();
      saved_clips.pop_back();
    }
  }
  void clip(GfxState *state) override { note_clip(state); }
  void eoClip(GfxState *state) override { note_clip(state); }
  void clipToStrokePath(GfxState *) override { clip_shaped = true; }
  void updateAll(GfxState *) override { fill_known = false; }
  void updateFillColorSpace(GfxState *) override { fill_known = false; }
  void updateFillColor(GfxState *) override { fill_known = false; }
  void updateFillOpacity(GfxState *) override { fill_known = false; }

  void stroke(GfxState *state) override;
  void fill(GfxState *state) override;
  void eoFill(GfxState *state) override;
#if PC_POPPLER(25, 9)
  bool tilingPatternFill(GfxState *state, Gfx *, Catalog *, GfxTilingPattern *,
                         const std::array<double, 6> &, int, int, int, int, double, double) override;
#else
  bool tilingPatternFill(GfxState *state, Gfx *, Catalog *, GfxTilingPattern *, const double *, int, int,
                         int, int, double, double) override;
#endif
  bool functionShadedFill(GfxState *state, GfxFunctionShading *) override { return shade(state); }
  bool axialShadedFill(GfxState *state, GfxAxialShading *, double, double) override { return shade(state); }
  bool radialShadedFill(GfxState *state, GfxRadialShading *, double, double) override { return shade(state); }
  bool gouraudTriangleShadedFill(GfxState *state, GfxGouraudTriangleShading *) override { return shade(state); }
  bool patchMeshShadedFill(GfxState *state, GfxPatchMeshShading *) override { return shade(state); }

  void drawChar(GfxState *state, double x, double y, double dx, double dy, double originX, double originY,
                CharCode code, int nBytes, const Unicode *u, int uLen) override;

  void drawImageMask(GfxState *state, Object *ref, Stream *str, int width, int height, bool invert,
                     bool interpolate, bool inlineImg) override;
  void drawImage(GfxState *state, Object *ref, Stream *str, int width, int height,
                 GfxImageColorMap *colorMap, bool interpolate, const int *maskColors,
                 bool inlineImg) override;
  void drawMaskedImage(GfxState *state, Object *ref, Stream *str, int width, int height,
                       GfxImageColorMap *colorMap, bool interpolate, Stream *maskStr, int maskWidth,
                       int maskHeight, bool maskInvert, bool maskInterpolate) override;
  void drawSoftMaskedImage(GfxState *state, Object *ref, Stream *str, int width, int height,
                           GfxImageColorMap *colorMap, bool interpolate, Stream *maskStr, int maskWidth,
                           int maskHeight, GfxImageColorMap *maskColorMap, bool maskInterpolate) override;

#if PC_POPPLER(26, 6)
  void beginMarkedContent(const std::string &name, Dict *properties) override;
#else
  void beginMarkedContent(const char *name, Dict *properties) override;
#endif
  void endMarkedContent(GfxState *state) override;
#if PC_POPPLER(23, 11)
  void beginForm(Object *object, Ref id) override;
  void endForm(Object *object, Ref id) override;
#else
  void beginForm(Ref id) override;
  void endForm(Ref id) override;
#endif
#if PC_POPPLER(25, 9)
  void beginTransparencyGroup(GfxState *, const std::array<double, 4> &, GfxColorSpace *, bool, bool,
                              bool for_soft_mask) override;
#else
  void beginTransparencyGroup(GfxState *, const double *, GfxColorSpace *, bool, bool,
                              bool for_soft_mask) override;
#endif
  void endTransparencyGroup(GfxState *) override;

private:
  /// One content stream being interpreted: its marks, and how deep they were when it began.
  struct StreamScope {
    std::unique_ptr<MarkOperators> operators;
    size_t depth;
  };

  PCDocument &document;
  FontCache known_fonts;
  PCLimits limits = {};
  /// When to ask whether the time is over, when the thread's own is, and when that on the clock.
  std::chrono::steady_clock::time_point deadline, wall_end;
  double work_end = 0;
  std::unique_ptr<InkBoxes> ink;
  std::vector<std::shared_ptr<GfxFont>> drawn_fonts;  // by index

  std::vector<int32_t> open_marks;  // indices into marks, -1 for one that began in silence
  std::vector<StreamScope> scopes;
  std::vector<bool> groups;         // for each open transparency group: drawn into a soft mask
  int soft_masks = 0, forms = 0, artifacts = 0;

  bool clip_shaped = false;         // the clip is no upright rectangle
  std::vector<bool> saved_clips;
  bool fill_known = false;
  uint32_t fill_colour = 0;
  bool fill_pattern = false;
  const GfxFont *font = nullptr;
  uint16_t font_index = 0;
  float type3_scale = 1;

  static bool must_stop(void *recorder);
  bool room(size_t more);
  void clip_of(GfxState *state, float *clip);
  void note_clip(GfxState *state);
  /// Whether what is painted lets what lies under it show through, or is not all of its shape.
  bool is_sheer(GfxState *state) const;
  void find_fill(GfxState *state);
  int32_t current_mark() const;
  void push_mark(const char *tag, Dict *properties);
  void pop_mark();
  void open_silent_marks();
  void begin_scope(std::unique_ptr<MarkOperators> operators);
  void end_scope();
  void begin_form_stream(Ref id);
  void add_path(GfxState *state, int32_t kind, bool even_odd = false);
  bool shade(GfxState *state);
  void add_image(GfxState *state, Object *ref, int width, int height, int bits, int components,
                 uint32_t flags);
};
