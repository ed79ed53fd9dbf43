/// The JSON Schema of source maps (draft 2020-12).
public enum SourceMapSchema {
  public static let json = #"""
    {
     "$schema": "https://json-schema.org/draft/2020-12/schema",
     "title": "recto-source-map/1",
     "description": "Where each byte of an output (Markdown, HTML, text) comes from. What lies in no range is markup, or white space that nobody printed. Pages count from 1; boxes are in points from the page's top-left corner as the file shows it, y down; glyphs are numbered in drawing order from 0, as in recto-document.",
     "type": "object",
     "required": ["schema", "generator", "format", "bytes", "pages", "ranges"],
     "additionalProperties": false,
     "properties": {
      "schema": {"const": "recto-source-map/1"},
      "generator": {"type": "string"},
      "format": {"enum": ["md", "html", "text"], "description": "The format of the output."},
      "bytes": {"type": "integer", "minimum": 0, "description": "How many bytes the output has."},
      "pages": {
       "type": "array",
       "items": {
        "type": "object",
        "required": ["page", "width", "height"],
        "additionalProperties": false,
        "properties": {
         "page": {"type": "integer", "minimum": 1},
         "width": {"type": "number", "description": "In points."},
         "height": {"type": "number"}
        }
       }
      },
      "ranges": {
       "type": "array",
       "description": "In the order of the output. Two ranges are the same or do not overlap: what stands for several places is there once for each. A range holds what stands side by side on a line; a word with --words, a character with --chars.",
       "items": {
        "type": "object",
        "required": ["start", "end", "block", "page", "box", "glyphs"],
        "additionalProperties": false,
        "properties": {
         "start": {"type": "integer", "minimum": 0, "description": "The first byte, from 0."},
         "end": {"type": "integer", "description": "Behind the last byte."},
         "block": {"type": "string", "description": "The id of the block, as in recto-document."},
         "page": {"type": "integer", "minimum": 1},
         "box": {
          "description": "x0, y0, x1, y1 of the glyphs; null if they have no size.",
          "oneOf": [
           {"type": "null"},
           {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
          ]
         },
         "quad": {
          "type": "array",
          "description": "x and y of the four corners, from the upper left of what is read clockwise, on pages that lie askew; the box is around them.",
          "items": {"type": "number"}, "minItems": 8, "maxItems": 8
         },
         "glyphs": {
          "type": "array",
          "description": "First and last of glyphs that follow each other.",
          "items": {
           "type": "array", "items": {"type": "integer", "minimum": 0},
           "minItems": 2, "maxItems": 2
          }
         },
         "confidence": {
          "type": "number",
          "description": "How sure the recogniser is, 0 to 100; missing where the file gives the text."
         },
         "standIn": {
          "const": true,
          "description": "The bytes are not what the glyphs say, but stand for it: formulas, bullets, marks of notes."
         }
        }
       }
      }
     }
    }
    """#
}
