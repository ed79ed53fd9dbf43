#include "recorder.h"

#include <algorithm>
#include <cmath>
#include <ctime>

#include <GfxFont.h>

namespace {

uint32_t packed(const GfxRGB &rgb, double opacity) {
  const uint32_t alpha = uint32_t(std::lround(std::clamp(opacity, 0.0, 1.0) * 255));
  return alpha << 24 | uint32_t(colToByte(rgb.r)) << 16 | uint32_t(colToByte(rgb.g)) << 8 |
         uint32_t(colToByte(rgb.b));
}

/// The colour of a paint. ICC profiles are passed over for their alternate space: a colour is
/// evidence for visibility and emphasis, and colour management is 5 % of the time of a page.
GfxRGB rgb_of(GfxColorSpace *space, const GfxColor &colour) {
  GfxRGB rgb = {};
  if (space->getMode() == csICCBased) {
    space = static_cast<GfxICCBasedColorSpace *>(space)->getAlt();
  }
#if PC_POPPLER(26, 0)
  space->getRGB(colour, &rgb);
#else
  space->getRGB(&colour, &rgb);
#endif
  return rgb;
}

/// What turns a Type 3 font's size into an em: such a font may declare any glyph space, and only
/// its bounding box tells how large its letters are.
float type3_em(const GfxFont &font) {
  const auto &matrix = font.getFontMatrix();
  const auto &box = font.getFontBBox();
  const double unit = std::hypot(matrix[2], matrix[3]);
  if (std::abs(unit - 0.001) < 1e-5) {
    return 1;
  }
  const double height = std::abs(box[3] - box[1]) * unit;
  return height > 0 ? float(height) : float(unit > 0 ? std::min(1.0, unit * 1000) : 1);
}

/// The processor time that this thread has taken, in seconds.
double thread_seconds() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

std::chrono::microseconds duration(double seconds) {
  return std::chrono::microseconds(int64_t(std::min(seconds, 1e6) * 1e6));
}

}  // namespace

bool PageRecorder::must_stop(void *recorder) {
  auto *self = static_cast<PageRecorder *>(recorder);
  const auto now = std::chrono::steady_clock::now();
  if (!self->stopped && now > self->deadline) {
    // No thread works faster than the clock goes: only now can its own time be over. Asking for that
    // is a system call.
    const double left = self->work_end - thread_seconds();
    self->stopped = left <= 0 || now > self->wall_end;
    self->deadline = now + duration(std::max(left, 0.001));
  }
  return self->stopped;
}

bool PageRecorder::room(size_t more) {
  if (glyphs.size() + points.size() + images.size() + more > limits.max_objects) {
    stopped = true;
  }
  return !stopped;
}

void PageRecorder::read(Page &page, PCLimits new_limits) {
  limits = new_limits;
  work_end = thread_seconds() + limits.max_seconds;
  deadline = std::chrono::steady_clock::now() + duration(limits.max_seconds);
  wall_end = std::chrono::steady_clock::now() + duration(limits.max_wall_seconds);
  glyphs.clear(), scalars.clear(), marks.clear(), paths.clear(), points.clear(), images.clear();
  open_marks.clear(), scopes.clear(), groups.clear(), saved_clips.clear();
  clip_shaped = false;
  soft_masks = forms = artifacts = 0;
  stopped = fill_known = false;
  font = nullptr;

  std::unique_ptr<MarkOperators> operators;
  const Object *resources = page.getResourceDictObject();
  if (resources && MarkOperators::names_properties(*resources)) {
    Object contents = page.getContents();
    operators = MarkOperators::scan(document.pdf->getXRef(), &contents);
  }
  begin_scope(std::move(operators));
  std::unique_ptr<Gfx> gfx = known_fonts.interpreter(*document.pdf, page, this, must_stop, this);
  if (!gfx) {
#if PC_POPPLER(24, 12)
    gfx = page.createGfx(this, 72, 72, 0, false, true, -1, -1, -1, -1, must_stop, this);
#elif PC_POPPLER(24, 10)
    gfx.reset(page.createGfx(this, 72, 72, 0, false, true, -1, -1, -1, -1, must_stop, this));
#else
    gfx.reset(page.createGfx(this, 72, 72, 0, false, true, -1, -1, -1, -1, false, must_stop, this));
#endif
  }
  page.display(gfx.get());
  end_scope();
}

// ---------------------------------------------------------------- glyphs

void PageRecorder::clip_of(GfxState *state, float *clip) {
  double x0, y0, x1, y1;
  state->getClipBBox(&x0, &y0, &x1, &y1);
  clip[0] = float(x0), clip[1] = float(y0), clip[2] = float(x1), clip[3] = float(y1);
}

void PageRecorder::note_clip(GfxState *state) {
  const GfxPath *path = state->getPath();
  if (clip_shaped || !path || path->getNumSubpaths() == 0) {
    return;
  }
  const GfxSubpath *part = path->getSubpath(0);
  bool upright = path->getNumSubpaths() == 1 && part->getNumPoints() >= 4 && part->getNumPoints() <= 5;
  for (int i = 1; upright && i < part->getNumPoints(); i++) {
    double x0, y0, x1, y1;
    state->transform(part->getX(i - 1), part->getY(i - 1), &x0, &y0);
    state->transform(part->getX(i), part->getY(i), &x1, &y1);
    upright = !part->getCurve(i) && (std::abs(x0 - x1) < 0.1 || std::abs(y0 - y1) < 0.1);
  }
  clip_shaped = !upright;
}

bool PageRecorder::is_sheer(GfxState *state) const {
  return clip_shaped || !groups.empty() || state->getBlendMode() != gfxBlendNormal;
}

void PageRecorder::find_fill(GfxState *state) {
  if (fill_known) {
    return;
  }
  fill_known = true;
  fill_pattern = state->getFillColorSpace()->getMode() == csPattern;
  if (fill_pattern) {
    fill_colour = 0xff808080;
    return;
  }
  fill_colour = packed(rgb_of(state->getFillColorSpace(), value_of(state->getFillColor())), state->getFillOpacity());
}

void PageRecorder::drawChar(GfxState *state, double x, double y, double dx, double dy, double originX,
                            double originY, CharCode code, int nBytes, const Unicode *u, int uLen) {
  const std::shared_ptr<GfxFont> &current = state->getFont();
  if (!current || !room(1)) {
    return;
  }
  if (current.get() != font) {
    font = current.get();
    font_index = document.font_index(*font);
    if (drawn_fonts.size() <= font_index) {
      drawn_fonts.resize(font_index + 1);
    }
    drawn_fonts[font_index] = current;
    type3_scale = font->getType() == fontType3 ? type3_em(*font) : 1;
  }
  PCGlyph glyph = {};
  glyph.font = font_index;
  glyph.code = code;
  glyph.render_mode = uint8_t(state->getRender() & 7);
  clip_shaped = clip_shaped || glyph.render_mode > 3;

  // Gfx adds character and word spacing to the advance.
  double spacing = state->getCharSpace();
  if (nBytes == 1 && code == 0x20) {
    spacing += state->getWordSpace();
  }
  const bool vertical = int(font->getWMode()) != 0;
  double space_x = 0, space_y = 0;
  state->textTransformDelta(vertical ? 0 : spacing * state->getHorizScaling(), vertical ? spacing : 0,
                            &space_x, &space_y);
  double px, py, ax, ay;
  state->transform(x - originX, y - originY, &px, &py);
  state->transformDelta(dx - space_x, dy - space_y, &ax, &ay);
  glyph.x = float(px), glyph.y = float(py), glyph.dx = float(ax), glyph.dy = float(ay);

  double m11, m12, m21, m22;
  state->getFontTransMat(&m11, &m12, &m21, &m22);
  const double across = type3_scale * state->getHorizScaling();
  glyph.em[0] = float(m11 * across), glyph.em[1] = float(m12 * across);
  glyph.em[2] = float(m21 * type3_scale), glyph.em[3] = float(m22 * type3_scale);

  find_fill(state);
  glyph.colour = fill_colour;
  if ((glyph.render_mode & 3) == 1) {
    glyph.colour = packed(rgb_of(state->getStrokeColorSpace(), value_of(state->getStrokeColor())), state->getStrokeOpacity());
  }
  double cx0, cy0, cx1, cy1;
  state->getClipBBox(&cx0, &cy0, &cx1, &cy1);
  const double mx = px + ax / 2 + 0.3 * glyph.em[2], my = py + ay / 2 + 0.3 * glyph.em[3];
  if (mx < cx0 || mx > cx1 || my < cy0 || my > cy1) {
    glyph.flags |= PC_GLYPH_CLIPPED;
  }
  glyph.flags |= fill_pattern ? PC_GLYPH_PATTERN : 0;
  glyph.flags |= soft_masks > 0 ? PC_GLYPH_SOFT_MASK : 0;
  glyph.flags |= artifacts > 0 ? PC_GLYPH_ARTIFACT : 0;
  glyph.flags |= vertical ? PC_GLYPH_VERTICAL : 0;
  glyph.flags |= forms > 0 ? PC_GLYPH_FORM : 0;
  glyph.mark = current_mark();

  glyph.text_count = uint8_t(std::clamp(uLen, 0, 255));
  glyph.text = uLen > 0 ? u[0] : 0;
  if (uLen > 1) {
    glyph.text_offset = uint32_t(scalars.size());
    scalars.insert(scalars.end(), u, u + glyph.text_count);
  }
  glyphs.push_back(glyph);
}

bool PageRecorder::ink_of(size_t place, float *box) {
  if (place >= glyphs.size() || glyphs[place].font >= drawn_fonts.size() || !drawn_fonts[glyphs[place].font]) {
    return false;
  }
  const PCGlyph &glyph = glyphs[place];
  if (!ink) {
    ink = std::make_unique<InkBoxes>(document.pdf.get());
  }
  const std::array<float, 4> *found = ink->box(drawn_fonts[glyph.font], glyph.font, glyph.code);
  if (!found) {
    return false;
  }
  box[0] = box[1] = 1e9F, box[2] = box[3] = -1e9F;
  for (int corner = 0; corner < 4; corner++) {
    const float across = (*found)[corner & 1 ? 2 : 0] / 1000, up = (*found)[corner & 2 ? 3 : 1] / 1000;
    const float x = glyph.x + across * glyph.em[0] + up * glyph.em[2];
    const float y = glyph.y + across * glyph.em[1] + up * glyph.em[3];
    box[0] = std::min(box[0], x), box[1] = std::min(box[1], y);
    box[2] = std::max(box[2], x), box[3] = std::max(box[3], y);
  }
  return true;
}

// ---------------------------------------------------------------- paths and images

void PageRecorder::add_path(GfxState *state, int32_t kind, bool even_odd) {
  const GfxPath *drawn = state->getPath();
  if (soft_masks > 0 || !drawn) {
    return;
  }
  PCPath path = {};
  path.kind = kind;
  path.first_point = uint32_t(points.size());
  path.artifact = artifacts > 0;
  path.even_odd = even_odd;
  path.sheer = is_sheer(state);
  path.order = uint32_t(glyphs.size());
  clip_of(state, path.clip);
  if (kind == PC_PATH_STROKE) {
    path.colour = packed(rgb_of(state->getStrokeColorSpace(), value_of(state->getStrokeColor())), state->getStrokeOpacity());
    path.line_width = float(state->getTransformedLineWidth());
#if PC_POPPLER(22, 9)
    double start;
    path.dashed = !state->getLineDash(&start).empty();
#endif
  } else {
    find_fill(state);
    path.colour = fill_colour;
  }
  for (int i = 0; i < drawn->getNumSubpaths(); i++) {
    const GfxSubpath *part = drawn->getSubpath(i);
    const int count = part->getNumPoints();
    if (!room(size_t(count) + 1)) {
      break;
    }
    for (int j = 0; j < count; j++) {
      double x, y;
      state->transform(part->getX(j), part->getY(j), &x, &y);
      // Of a curve's three points Poppler flags the two control points; all three belong to it.
      const bool curve = part->getCurve(j) || (j >= 2 && part->getCurve(j - 1));
      points.push_back({float(x), float(y), j == 0 ? PC_POINT_MOVE : curve ? PC_POINT_CURVE : PC_POINT_LINE});
    }
    if (part->isClosed() && count > 0) {
      points.push_back({points[points.size() - size_t(count)].x, points[points.size() - size_t(count)].y, PC_POINT_CLOSE});
    }
  }
  path.point_count = uint32_t(points.size()) - path.first_point;
  if (path.point_count > 0) {
    paths.push_back(path);
  }
}

void PageRecorder::stroke(GfxState *state) { add_path(state, PC_PATH_STROKE); }
void PageRecorder::fill(GfxState *state) { add_path(state, PC_PATH_FILL); }
void PageRecorder::eoFill(GfxState *state) { add_path(state, PC_PATH_FILL, true); }

// Shadings and tilings fill the clip; interpreting them would explode into thousands of paths.
bool PageRecorder::shade(GfxState *state) {
  if (soft_masks == 0 && room(4)) {
    PCPath path = {};
    path.kind = PC_PATH_SHADING;
    path.colour = 0xff808080;
    path.first_point = uint32_t(points.size());
    path.point_count = 4;
    path.order = uint32_t(glyphs.size());
    path.artifact = artifacts > 0;
    clip_of(state, path.clip);
    points.push_back({path.clip[0], path.clip[1], PC_POINT_MOVE});
    points.push_back({path.clip[2], path.clip[1], PC_POINT_LINE});
    points.push_back({path.clip[2], path.clip[3], PC_POINT_LINE});
    points.push_back({path.clip[0], path.clip[3], PC_POINT_LINE});
    paths.push_back(path);
  }
  return true;
}

#if PC_POPPLER(25, 9)
bool PageRecorder::tilingPatternFill(GfxState *state, Gfx *, Catalog *, GfxTilingPattern *,
                                     const std::array<double, 6> &, int, int, int, int, double, double) {
#else
bool PageRecorder::tilingPatternFill(GfxState *state, Gfx *, Catalog *, GfxTilingPattern *, const double *,
                                     int, int, int, int, double, double) {
#endif
  return shade(state);
}

void PageRecorder::add_image(GfxState *state, Object *ref, int width, int height, int bits,
                             int components, uint32_t flags) {
  if (soft_masks > 0 || !room(1)) {
    return;
  }
  PCImage image = {};
  const auto &matrix = state->getCTM();
  for (int i = 0; i < 6; i++) {
    image.matrix[i] = float(matrix[i]);
  }
  clip_of(state, image.clip);
  image.width = width, image.height = height, image.bits = bits, image.components = components;
  image.object = ref && ref->isRef() ? ref->getRefNum() : 0;
  const bool sheer = is_sheer(state) || state->getFillOpacity() < 1;
  image.flags = flags | (artifacts > 0 ? uint32_t(PC_IMAGE_ARTIFACT) : 0) | (sheer ? uint32_t(PC_IMAGE_SHEER) : 0);
  image.mark = current_mark();
  image.order = uint32_t(glyphs.size());
  images.push_back(image);
}

// The base class reads the data of an inline image past, which the interpreter relies on.

void PageRecorder::drawImageMask(GfxState *state, Object *ref, Stream *str, int width, int height,
                                 bool invert, bool interpolate, bool inlineImg) {
  add_image(state, ref, width, height, 1, 1, PC_IMAGE_STENCIL | (inlineImg ? PC_IMAGE_INLINE : 0));
  if (inlineImg) {
    OutputDev::drawImageMask(state, ref, str, width, height, invert, interpolate, inlineImg);
  }
}

void PageRecorder::drawImage(GfxState *state, Object *ref, Stream *str, int width, int height,
                             GfxImageColorMap *colorMap, bool interpolate, const int *maskColors,
                             bool inlineImg) {
  add_image(state, ref, width, height, colorMap->getBits(), colorMap->getNumPixelComps(),
            (inlineImg ? PC_IMAGE_INLINE : 0) | (maskColors ? PC_IMAGE_SOFT_MASK : 0));
  if (inlineImg) {
    OutputDev::drawImage(state, ref, str, width, height, colorMap, interpolate, maskColors, inlineImg);
  }
}

void PageRecorder::drawMaskedImage(GfxState *state, Object *ref, Stream *, int width, int height,
                                   GfxImageColorMap *colorMap, bool, Stream *, int, int, bool, bool) {
  add_image(state, ref, width, height, colorMap->getBits(), colorMap->getNumPixelComps(),
            PC_IMAGE_SOFT_MASK);
}

void PageRecorder::drawSoftMaskedImage(GfxState *state, Object *ref, Stream *, int width, int height,
                                       GfxImageColorMap *colorMap, bool, Stream *, int, int,
                                       GfxImageColorMap *, bool) {
  add_image(state, ref, width, height, colorMap->getBits(), colorMap->getNumPixelComps(),
            PC_IMAGE_SOFT_MASK);
}

// ---------------------------------------------------------------- marked content

int32_t PageRecorder::current_mark() const {
  for (auto mark = open_marks.rbegin(); mark != open_marks.rend(); ++mark) {
    if (*mark >= 0) {
      return *mark;
    }
  }
  return -1;
}

void PageRecorder::push_mark(const char *tag, Dict *properties) {
  if (marks.size() > 1000000) {
    open_marks.push_back(-1);
    return;
  }
  PCMark mark = {};
  mark.tag = document.strings.keep(tag ? tag : "");
  mark.mcid = -1;
  mark.parent = current_mark();
  if (properties) {
    const Object mcid = properties->lookup("MCID");
    if (mcid.isInt()) {
      mark.mcid = mcid.getInt();
    }
    const Object actual = properties->lookup("ActualText");
    if (actual.isString()) {
      mark.actual_text = document.strings.keep(utf8_of_text_string(raw_string(actual)));
    }
  }
  artifacts += std::string("Artifact") == mark.tag ? 1 : 0;
  open_marks.push_back(int32_t(marks.size()));
  marks.push_back(mark);
}

void PageRecorder::pop_mark() {
  if (open_marks.empty() || (!scopes.empty() && open_marks.size() <= scopes.back().depth)) {
    return;
  }
  const int32_t mark = open_marks.back();
  open_marks.pop_back();
  if (mark >= 0 && std::string("Artifact") == marks[size_t(mark)].tag) {
    artifacts--;
  }
}

void PageRecorder::open_silent_marks() {
  MarkOperators *operators = scopes.empty() ? nullptr : scopes.back().operators.get();
  while (operators && operators->next() && operators->next()->silent) {
    open_marks.push_back(-1);
    operators->advance();
  }
}

#if PC_POPPLER(26, 6)
void PageRecorder::beginMarkedContent(const std::string &name, Dict *properties) {
  const char *tag = name.c_str();
#else
void PageRecorder::beginMarkedContent(const char *name, Dict *properties) {
  const char *tag = name;
#endif
  if (soft_masks > 0) {
    return;
  }
  open_silent_marks();
  if (!scopes.empty() && scopes.back().operators) {
    scopes.back().operators->advance();
  }
  push_mark(tag, properties);
}

void PageRecorder::endMarkedContent(GfxState *) {
  if (soft_masks > 0) {
    return;
  }
  open_silent_marks();
  if (!scopes.empty() && scopes.back().operators) {
    scopes.back().operators->advance();
  }
  pop_mark();
}

void PageRecorder::begin_scope(std::unique_ptr<MarkOperators> operators) {
  scopes.push_back({std::move(operators), open_marks.size()});
}

void PageRecorder::end_scope() {
  while (open_marks.size() > scopes.back().depth) {
    pop_mark();
  }
  scopes.pop_back();
}

void PageRecorder::begin_form_stream(Ref id) {
  forms++;
  std::unique_ptr<MarkOperators> operators;
  Object form = document.pdf->getXRef()->fetch(id);
  if (form.isStream()) {
    const Object resources = form.getStream()->getDict()->lookup("Resources");
    if (MarkOperators::names_properties(resources)) {
      operators = MarkOperators::scan(document.pdf->getXRef(), &form);
    }
  }
  begin_scope(std::move(operators));
}

#if PC_POPPLER(23, 11)
void PageRecorder::beginForm(Object *, Ref id) { begin_form_stream(id); }
void PageRecorder::endForm(Object *, Ref) {
#else
void PageRecorder::beginForm(Ref id) { begin_form_stream(id); }
void PageRecorder::endForm(Ref) {
#endif
  if (scopes.size() > 1) {
    end_scope();
    forms--;
  }
}

#if PC_POPPLER(25, 9)
void PageRecorder::beginTransparencyGroup(GfxState *, const std::array<double, 4> &, GfxColorSpace *, bool,
                                          bool, bool for_soft_mask) {
#else
void PageRecorder::beginTransparencyGroup(GfxState *, const double *, GfxColorSpace *, bool, bool,
                                          bool for_soft_mask) {
#endif
  groups.push_back(for_soft_mask);
  soft_masks += for_soft_mask ? 1 : 0;
  fill_known = false;
}

void PageRecorder::endTransparencyGroup(GfxState *) {
  if (!groups.empty()) {
    soft_masks -= groups.back() ? 1 : 0;
    groups.pop_back();
  }
  fill_known = false;
}

// ---------------------------------------------------------------- the C interface

extern "C" const PCPage *pc_page_read(PCDocument *document, int32_t number, PCLimits limits) {
  Page *page = document->pdf->getPage(number + 1);
  if (!page || !page->isOk()) {
    return nullptr;
  }
  if (!document->recorder) {
    document->recorder = std::make_unique<PageRecorder>(*document);
  }
  PageRecorder &recorder = *document->recorder;
  try {
    recorder.read(*page, limits);
  } catch (const std::bad_alloc &) {
    recorder.stopped = true;
  }
  read_links(*document, *page);

  PCPage &out = document->page;
  out.box = box_of(*page);
  out.glyphs = recorder.glyphs.data(), out.glyph_count = recorder.glyphs.size();
  out.scalars = recorder.scalars.data(), out.scalar_count = recorder.scalars.size();
  out.marks = recorder.marks.data(), out.mark_count = recorder.marks.size();
  out.paths = recorder.paths.data(), out.path_count = recorder.paths.size();
  out.points = recorder.points.data(), out.point_count = recorder.points.size();
  out.images = recorder.images.data(), out.image_count = recorder.images.size();
  out.fonts = document->fonts.data(), out.font_count = document->fonts.size();
  out.links = document->links.data(), out.link_count = document->links.size();
  out.stopped = recorder.stopped;
  return &out;
}

extern "C" bool pc_glyph_ink(PCDocument *document, size_t glyph, float *box) {
  return document->recorder && document->recorder->ink_of(glyph, box);
}
