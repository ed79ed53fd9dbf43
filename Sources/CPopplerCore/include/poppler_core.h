// The content of a PDF page in one interpreter pass, as flat arrays.
//
// Coordinates are points, y down, origin at the top-left corner of the crop box, after the page's
// /Rotate. Everything that a call returns belongs to the document and lives until the next call of
// the same function on it. A document is used by one thread at a time.

#ifndef POPPLER_CORE_H
#define POPPLER_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct PCDocument PCDocument;

typedef enum {
  PC_OPEN_OK = 0,
  PC_OPEN_DAMAGED = 1,
  PC_OPEN_ENCRYPTED = 2,
  PC_OPEN_OUT_OF_MEMORY = 3,
} PCOpenStatus;

/// Facts about a document that need no page. All cheap.
typedef struct {
  int32_t pages;
  bool encrypted, has_outline, has_forms, has_attachments, has_structure, has_page_labels;
  /// The tree of form fields refers to itself: walking it with Poppler does not end.
  bool forms_loop;
} PCDocumentFacts;

typedef struct {
  float width, height;
  /// The crop box in PDF user space (y up, before rotation), and /Rotate in degrees.
  float crop[4];
  int32_t rotation;
} PCPageBox;

enum {
  PC_GLYPH_CLIPPED = 1,     // its middle lies outside the clip
  PC_GLYPH_PATTERN = 2,     // filled with a pattern, so visible although Poppler reports mode 7
  PC_GLYPH_SOFT_MASK = 4,   // drawn into a soft mask, never seen
  PC_GLYPH_ARTIFACT = 8,    // inside marked content tagged /Artifact
  PC_GLYPH_VERTICAL = 16,   // set in vertical writing mode
  PC_GLYPH_FORM = 32,       // drawn by a form XObject
};

typedef struct {
  float x, y;             // origin on the baseline
  float dx, dy;           // advance, without character and word spacing
  float em[4];            // what one em along (em[0], em[1]) and up (em[2], em[3]) the text is
  uint32_t code;          // character code, or CID-keyed code for composite fonts
  uint32_t text;          // first Unicode scalar, 0 if none
  uint32_t text_offset;   // scalars[text_offset ..< text_offset + text_count] when text_count > 1
  uint32_t colour;        // 0xAARRGGBB of the paint used
  int32_t mark;           // index into marks, -1 outside marked content
  uint16_t font;          // index into the document's fonts
  uint8_t text_count;
  uint8_t render_mode;    // 0 to 7, as in Tr
  uint16_t flags;         // PC_GLYPH_*
} PCGlyph;

typedef struct {
  const char *tag;          // "P", "Span", "Artifact" …
  const char *actual_text;  // UTF-8, or NULL
  int32_t mcid;             // -1 if none
  int32_t parent;           // index of the enclosing mark, -1 at the top
} PCMark;

enum { PC_POINT_MOVE = 0, PC_POINT_LINE = 1, PC_POINT_CURVE = 2, PC_POINT_CLOSE = 3 };

typedef struct {
  float x, y;
  int32_t kind;  // PC_POINT_*; a curve is three points of kind PC_POINT_CURVE
} PCPoint;

enum { PC_PATH_STROKE = 0, PC_PATH_FILL = 1, PC_PATH_SHADING = 2 };

typedef struct {
  int32_t kind;            // PC_PATH_*
  uint32_t colour;         // 0xAARRGGBB
  float line_width;        // in points; 0 for a fill
  float clip[4];           // x0 y0 x1 y1 of the clip in force
  uint32_t first_point, point_count;
  bool dashed, artifact;
  bool even_odd;           // what lies inside is told by the even-odd rule
  bool sheer;              // blended, in a group or clipped to a shape: what lies under it may show
  uint32_t order;          // how many glyphs had been drawn before
} PCPath;

enum { PC_IMAGE_STENCIL = 1, PC_IMAGE_INLINE = 2, PC_IMAGE_SOFT_MASK = 4, PC_IMAGE_ARTIFACT = 8, PC_IMAGE_SHEER = 16 };

typedef struct {
  float matrix[6];         // unit square to page
  float clip[4];
  int32_t width, height;   // samples
  int32_t bits, components;
  int32_t object;          // object number, 0 for an inline image
  uint32_t flags, order;
  int32_t mark;            // index into marks, -1 outside marked content
} PCImage;

enum {
  PC_FONT_EMBEDDED = 1,
  PC_FONT_FIXED = 2,
  PC_FONT_SERIF = 4,
  PC_FONT_SYMBOLIC = 8,
  PC_FONT_ITALIC = 16,
  PC_FONT_BOLD = 32,
  PC_FONT_HAS_TO_UNICODE = 64,
  PC_FONT_COMPOSITE = 128,
  PC_FONT_TYPE3 = 256,
  PC_FONT_TRUETYPE = 512,
  PC_FONT_HAS_ENCODING = 1024,
};

typedef struct {
  const char *name;          // without its subset tag; empty if it has none
  float ascent, descent;     // in ems; descent is negative
  uint32_t flags;
  const char *const *glyph_names;  // 256 names by code (NULL where none), or NULL
} PCFont;

enum { PC_LINK = 0, PC_MARKUP_HIGHLIGHT = 1, PC_MARKUP_UNDERLINE = 2, PC_MARKUP_STRIKE = 3 };

/// A link, or mark-up of text by an annotation.
typedef struct {
  float quads[8];          // the quad or rectangle as four corners
  int32_t kind;            // PC_LINK or one of PC_MARKUP_*, which have no target
  const char *uri;         // external target, or NULL
  const char *named;       // named destination, or NULL
  int32_t page;            // explicit destination: page from 0, -1 if none
  float left, top;         // in PDF user space of that page; NaN where not given
  int32_t annotation;      // quads of one annotation share this number
} PCLink;

typedef struct {
  PCPageBox box;
  const PCGlyph *glyphs;  size_t glyph_count;
  const uint32_t *scalars; size_t scalar_count;
  const PCMark *marks;    size_t mark_count;
  const PCPath *paths;    size_t path_count;
  const PCPoint *points;  size_t point_count;
  const PCImage *images;  size_t image_count;
  const PCFont *fonts;    size_t font_count;   // of the document so far
  const PCLink *links;    size_t link_count;
  bool stopped;                                // a limit of PCLimits was met: the rest is missing
} PCPage;

typedef struct {
  uint32_t max_objects;       // glyphs + points + images on a page
  double max_seconds;         // of the thread's work; polled between operators only
  double max_wall_seconds;    // on the clock
} PCLimits;

typedef struct {
  int32_t parent;             // index into the array, -1 for the root's children
  int32_t page;               // from 0, -1 if not known
  int32_t mcid;               // -1 for an element, else a marked-content leaf
  const char *type;           // after /RoleMap; "" for a leaf
  const char *alternate, *actual_text, *language;  // UTF-8 or NULL
} PCStructureNode;

/// A page from 0, -1 if none, and a height from its top in points, NAN if none.
typedef struct {
  int32_t page;
  float top;
} PCPlace;

typedef struct {
  const char *title;          // UTF-8
  int32_t level;              // 1 at the top
  PCPlace place;
} PCOutlineItem;

typedef struct {
  const PCOutlineItem *items; size_t count;
} PCOutline;

/// An optional content group, which viewers can show and hide.
typedef struct {
  const char *name;
  bool visible;               // as the file is opened
} PCLayer;

/// A signed field. Nothing is verified.
typedef struct {
  const char *field;          // its full name
  const char *name, *reason, *location, *date, *kind;  // UTF-8 or NULL; kind is the /SubFilter
  bool covers_file;           // nothing was added to the file after it
} PCSignature;

typedef struct {
  const PCLayer *layers;          size_t layer_count;
  const PCSignature *signatures;  size_t signature_count;
} PCInventory;

/// How many annotations had a page that Poppler refused for their number, since the last call on this
/// thread; 0 if there was none.
int32_t pc_take_refused_annotations(void);

/// To be called before a page is rendered. Poppler finds fonts that are not embedded by their names and
/// keeps them for the whole process under the names of what it took instead, so that later documents
/// are shown in other fonts than they would be in a new process. They are forgotten when the next
/// document is opened and no other one is open.
void pc_note_rendering(void);

/// Forgets them now, if no more than one document is open. It must not be in use, and no document of
/// poppler-glib may be open, or nothing is forgotten.
void pc_forget_fonts(void);

/// Opens a document over `data`, which must outlive it. Passwords may be NULL.
PCDocument *pc_document_open(const uint8_t *data, size_t size, const char *password,
                             PCOpenStatus *status);
void pc_document_close(PCDocument *document);
PCDocumentFacts pc_document_facts(PCDocument *document);

/// Whether a page's annotations have parents without end: Poppler would follow them.
bool pc_widgets_loop(PCDocument *document, int32_t page);

/// Interprets a page; NULL if it cannot be found.
const PCPage *pc_page_read(PCDocument *document, int32_t page, PCLimits limits);

/// The box of the outline of a glyph of the page read last, in page space: x0, y0, x1, y1. False if
/// its font is not embedded.
bool pc_glyph_ink(PCDocument *document, size_t glyph, float *box);

/// The structure tree as a flat array in document order, read from the raw objects so that no
/// element type is lost. Bounded by `max_nodes`; loops are cut.
const PCStructureNode *pc_structure_read(PCDocument *document, size_t max_nodes, size_t *count);

/// The outline in reading order, at most `limit` entries, until the next call; loops are cut.
PCOutline pc_outline_read(PCDocument *document, size_t limit);

/// Where a name of a link leads.
PCPlace pc_find_destination(PCDocument *document, const char *name);

/// The layers and signatures of a document, until the next call.
PCInventory pc_inventory_read(PCDocument *document);

#ifdef __cplusplus
}
#endif

#endif
