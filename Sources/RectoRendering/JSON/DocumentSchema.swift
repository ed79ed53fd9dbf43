/// The JSON Schema of the JSON output (draft 2020-12).
public enum DocumentSchema {
  public static let json = #"""
    {
     "$schema": "https://json-schema.org/draft/2020-12/schema",
     "title": "recto-document/1",
     "description": "A converted document. Pages count from 1; boxes are [x0, y0, x1, y1] in points from the page's top-left corner, y down; offsets in text count Unicode scalars; glyphs are numbered in drawing order from 0.",
     "type": "object",
     "required": [
      "schema",
      "generator",
      "metadata",
      "pages",
      "blocks",
      "diagnostics"
     ],
     "additionalProperties": false,
     "properties": {
      "schema": {
       "const": "recto-document/1"
      },
      "generator": {
       "type": "string"
      },
      "metadata": {
       "type": "object",
       "required": [
        "format",
        "pageCount",
        "encrypted",
        "tagged",
        "outline",
        "attachments",
        "fields",
        "annotations"
       ],
       "additionalProperties": {
        "type": "string"
       },
       "properties": {
        "format": {
         "type": "string"
        },
        "pageCount": {
         "type": "integer"
        },
        "encrypted": {
         "type": "boolean"
        },
        "tagged": {
         "type": "boolean"
        },
        "printedTitle": {
         "type": "string",
         "description": "The title as it stands on the first page."
        },
        "printedAuthors": {
         "type": "array",
         "description": "The authors as they stand between title and abstract.",
         "items": {
          "type": "string"
         }
        },
        "abstract": {
         "type": "string"
        },
        "outline": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "title",
           "level"
          ],
          "additionalProperties": false,
          "properties": {
           "title": {
            "type": "string"
           },
           "level": {
            "type": "integer"
           },
           "page": {
            "type": "integer"
           },
           "top": {
            "type": [
             "number",
             "null"
            ]
           }
          }
         }
        },
        "attachments": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "name"
          ],
          "additionalProperties": false,
          "properties": {
           "name": {
            "type": "string"
           },
           "size": {
            "type": "integer",
             "description": "In bytes, if the file says it."
           },
           "summary": {
            "type": "string",
            "description": "What the file says that it is."
           }
          }
         }
        },
        "fields": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "name",
           "type",
           "value",
           "page",
           "box"
          ],
          "additionalProperties": false,
          "properties": {
           "name": {
            "type": "string"
           },
           "type": {
            "enum": [
             "text",
             "choice",
             "button",
             "signature"
            ]
           },
           "value": {
            "type": "string"
           },
           "page": {
            "type": "integer"
           },
           "box": {
            "$ref": "#/$defs/box"
           }
          }
         }
        },
        "layers": {
         "type": "array",
         "description": "Optional content groups, which viewers can show and hide.",
         "items": {
          "type": "object",
          "required": [
           "name",
           "visible"
          ],
          "additionalProperties": false,
          "properties": {
           "name": {
            "type": "string"
           },
           "visible": {
            "type": "boolean",
            "description": "As the file is opened."
           }
          }
         }
        },
        "signatures": {
         "type": "array",
         "description": "As the file describes them; nothing is verified.",
         "items": {
          "type": "object",
          "required": [
           "field",
           "coversFile"
          ],
          "additionalProperties": false,
          "properties": {
           "field": {
            "type": "string"
           },
           "signer": {
            "type": "string"
           },
           "reason": {
            "type": "string"
           },
           "location": {
            "type": "string"
           },
           "date": {
            "type": "string",
            "description": "As the file says it."
           },
           "kind": {
            "type": "string"
           },
           "coversFile": {
            "type": "boolean",
            "description": "Whether nothing was added to the file after it."
           }
          }
         }
        },
        "annotations": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "type",
           "page",
           "box"
          ],
          "additionalProperties": false,
          "properties": {
           "type": {
            "type": "string"
           },
           "author": {
            "type": "string"
           },
           "modified": {
            "type": "string",
            "description": "As the file says it."
           },
           "contents": {
            "type": "string"
           },
           "page": {
            "type": "integer"
           },
           "box": {
            "$ref": "#/$defs/box"
           }
          }
         }
        }
       }
      },
      "pages": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "page",
         "width",
         "height",
         "glyphs",
         "layers"
        ],
        "additionalProperties": false,
        "properties": {
         "page": {
          "type": "integer",
          "minimum": 1
         },
         "label": {
          "type": "string"
         },
         "width": {
          "type": "number"
         },
         "height": {
          "type": "number"
         },
         "glyphs": {
          "type": "integer"
         },
         "failed": {
          "type": "boolean"
         },
         "textLayer": {
          "type": "object",
          "description": "What was found out about the text that the file gives, and why.",
          "required": [
           "verdict"
          ],
          "additionalProperties": false,
          "properties": {
           "verdict": {
            "enum": [
             "trusted",
             "transcript",
             "missing",
             "doubtful"
            ]
           },
           "reason": {
            "type": "string"
           }
          }
         },
         "recognition": {
          "type": "object",
          "description": "How the page was recognised. frame is a, b, c, d, e, f: a point (x, y) of these boxes lies at (a x + c y + e, b x + d y + f) on the page as the file shows it.",
          "required": [
           "reason",
           "languages",
           "confidence",
           "coverage",
           "doubtful",
           "steps",
           "frame"
          ],
          "additionalProperties": false,
          "properties": {
           "reason": {
            "type": "string"
           },
           "languages": {
            "type": "string"
           },
           "confidence": {
            "type": "number"
           },
           "coverage": {
            "type": "number"
           },
           "doubtful": {
            "type": "boolean"
           },
           "steps": {
            "type": "array",
            "items": {
             "type": "string"
            }
           },
           "frame": {
            "type": "array",
            "description": "From the boxes of this document to the page as the file shows it: a, b, c, d, e, f and, for photographs from the side, g, h, with x' = (a x + c y + e) / w, y' = (b x + d y + f) / w, w = g x + h y + 1.",
            "minItems": 6,
            "maxItems": 8,
            "items": {
             "type": "number"
            }
           }
          }
         },
         "layers": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
           "blank": {
            "$ref": "#/$defs/runs"
           },
           "hidden": {
            "$ref": "#/$defs/runs"
           },
           "off-page": {
            "$ref": "#/$defs/runs"
           },
           "overprint": {
            "$ref": "#/$defs/runs"
           },
           "leader": {
            "$ref": "#/$defs/runs"
           },
           "replaced": {
            "$ref": "#/$defs/runs"
           }
          }
         }
        }
       }
      },
      "blocks": {
       "type": "array",
       "items": {
        "$ref": "#/$defs/block"
       }
      },
      "diagnostics": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "code",
         "severity",
         "summary"
        ],
        "additionalProperties": false,
        "properties": {
         "code": {
          "type": "string"
         },
         "severity": {
          "enum": [
           "note",
           "warning",
           "error"
          ]
         },
         "page": {
          "type": "integer"
         },
         "box": {
          "$ref": "#/$defs/box"
         },
         "summary": {
          "type": "string"
         }
        }
       }
      }
     },
     "$defs": {
      "box": {
       "oneOf": [
        {
         "type": "array",
         "items": {
          "type": "number"
         },
         "minItems": 4,
         "maxItems": 4
        },
        {
         "type": "null"
        }
       ]
      },
      "runs": {
       "description": "Runs of glyphs as [first, last]; last < first where they were drawn against the direction of reading.",
       "type": "array",
       "items": {
        "type": "array",
        "items": {
         "type": "integer"
        },
        "minItems": 2,
        "maxItems": 2
       }
      },
      "mathNode": {
       "type": "object",
       "required": [
        "type"
       ],
       "properties": {
        "type": {
         "enum": [
          "symbol",
          "row",
          "fraction",
          "root",
          "scripts",
          "limits",
          "accent",
          "fenced",
          "grid"
         ]
        }
       }
      },
      "text": {
       "type": "object",
       "required": [
        "text",
        "lines"
       ],
       "properties": {
        "text": {
         "type": "string"
        },
        "spans": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "start",
           "end",
           "styles"
          ],
          "additionalProperties": false,
          "properties": {
           "start": {
            "type": "integer"
           },
           "end": {
            "type": "integer"
           },
           "styles": {
            "type": "array",
            "items": {
             "enum": [
              "bold",
              "italic",
              "superscript",
              "subscript",
              "code",
              "underline",
              "strikethrough",
              "ruby",
              "ruby-base",
              "mark",
              "insertion",
              "deletion"
             ]
            }
           },
           "uri": {
            "type": "string"
           },
           "note": {
            "type": "string"
           },
           "anchor": {
            "type": "string",
            "description": "The anchor of the block that the link leads to."
           },
           "comment": {
            "type": "string",
            "description": "The anchor of the comment on these words."
           },
           "target": {
            "type": "object",
            "required": [
             "page"
            ],
            "additionalProperties": false,
            "properties": {
             "page": {
              "type": "integer"
             },
             "top": {
              "type": [
               "number",
               "null"
              ]
             }
            }
           }
          }
         }
        },
        "pictures": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "start",
           "end",
           "name"
          ],
          "additionalProperties": false,
          "properties": {
           "start": {
            "type": "integer"
           },
           "end": {
            "type": "integer"
           },
           "name": {
            "type": "string"
           },
           "alternate": {
            "type": "string"
           },
           "image": {
            "type": "string",
            "description": "Where the picture is."
           }
          }
         }
        },
        "formulas": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "start",
           "end",
           "latex",
           "plain",
           "tree"
          ],
          "additionalProperties": false,
          "properties": {
           "start": {
            "type": "integer"
           },
           "end": {
            "type": "integer"
           },
           "latex": {
            "type": "string"
           },
           "plain": {
            "type": "string"
           },
           "number": {
            "type": "string"
           },
           "confidence": {
            "type": "number",
            "minimum": 0,
            "maximum": 100
           },
           "tree": {
            "$ref": "#/$defs/mathNode"
           }
          }
         }
        },
        "lines": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "page",
           "box",
           "start",
           "end",
           "size",
           "source",
           "glyphs"
          ],
          "additionalProperties": false,
          "properties": {
           "page": {
            "type": "integer"
           },
           "box": {
            "$ref": "#/$defs/box"
           },
           "start": {
            "type": "integer"
           },
           "end": {
            "type": "integer"
           },
           "size": {
            "type": "number"
           },
           "source": {
            "enum": [
             "text-layer",
             "ocr"
            ]
           },
           "confidence": {
            "type": "number"
           },
           "droppedHyphen": {
            "type": "boolean"
           },
           "glyphs": {
            "$ref": "#/$defs/runs"
           },
           "words": {
            "type": "array",
            "items": {
             "type": "object",
             "required": [
              "text",
              "start",
              "box"
             ],
             "additionalProperties": false,
             "properties": {
              "text": {
               "type": "string"
              },
              "start": {
               "type": "integer"
              },
              "box": {
               "$ref": "#/$defs/box"
              },
              "chars": {
               "type": "array",
               "items": {
                "type": "object",
                "required": [
                 "text",
                 "glyph",
                 "box"
                ],
                "additionalProperties": false,
                "properties": {
                 "text": {
                  "type": "string"
                 },
                 "glyph": {
                  "type": "integer"
                 },
                 "box": {
                  "$ref": "#/$defs/box"
                 }
                }
               }
              }
             }
            }
           }
          }
         }
        }
       }
      },
      "block": {
       "type": "object",
       "required": [
        "id",
        "type",
        "layer"
       ],
       "properties": {
        "id": {
         "type": "string",
         "description": "Unique in the document, and the same in JSON Lines: p3.b2 is the second block that begins on the third page."
        },
        "type": {
         "enum": [
          "heading",
          "paragraph",
          "quote",
          "line-block",
          "list",
          "code",
          "table",
          "figure",
          "caption",
          "footnote",
          "formula",
          "break",
          "raw",
          "section"
         ]
        },
        "language": {
         "type": "string",
         "description": "Of code."
        },
        "format": {
         "type": "string",
         "description": "What understands a raw text: html, markdown."
        },
        "raw": {
         "type": "string"
        },
        "title": {
         "$ref": "#/$defs/text",
         "description": "Of a section: a sheet or a slide."
        },
        "start": {
         "type": "integer",
         "description": "The number of the first item of a list whose markers are counted."
        },
        "level": {
         "type": "integer"
        },
        "anchor": {
         "type": "string",
         "description": "What links within the document call the block."
        },
        "of": {
         "type": "string",
         "description": "The id of the table or figure that a caption or note belongs to."
        },
        "note": {
         "type": "string",
         "description": "What marks in the text call a footnote, if there are any."
        },
        "layer": {
         "enum": [
          "body",
          "header",
          "footer",
          "page-number",
          "margin",
          "line-number",
          "watermark",
          "hidden",
          "annotation"
         ]
        },
        "page": {
         "type": "integer"
        },
        "box": {
         "$ref": "#/$defs/box"
        },
        "places": {
         "type": "array",
         "description": "All the places of a block that goes on in another column or on another page; page and box are those of its beginning.",
         "items": {
          "type": "object",
          "required": [
           "page",
           "box"
          ],
          "additionalProperties": false,
          "properties": {
           "page": {
            "type": "integer",
            "minimum": 1
           },
           "box": {
            "$ref": "#/$defs/box"
           }
          }
         }
        },
        "ocr": {
         "type": "number",
         "description": "How sure the recogniser is of what it read of the block; missing if the file gives its text.",
         "minimum": 0,
         "maximum": 100
        },
        "plain": {
         "type": "string"
        },
        "number": {
         "type": "string"
        },
        "confidence": {
         "type": "number",
         "minimum": 0,
         "maximum": 100
        },
        "tree": {
         "$ref": "#/$defs/mathNode"
        },
        "ordered": {
         "type": "boolean"
        },
        "items": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "marker",
           "blocks"
          ],
          "additionalProperties": false,
          "properties": {
           "marker": {
            "$ref": "#/$defs/text"
           },
           "blocks": {
            "type": "array",
            "items": {
             "$ref": "#/$defs/block"
            }
           }
          }
         }
        },
        "rows": {
         "type": "integer"
        },
        "columns": {
         "type": "integer"
        },
        "headRows": {
         "type": "integer"
        },
        "headColumns": {
         "type": "integer",
         "description": "How many columns at the left are heads of their rows."
        },
        "alignments": {
         "type": "array",
         "description": "How columns are set, as far as it is known.",
         "items": {
          "enum": [
           "left",
           "centre",
           "right",
           "unknown"
          ]
         }
        },
        "cells": {
         "type": "array",
         "items": {
          "allOf": [
           {
            "$ref": "#/$defs/text"
           },
           {
            "type": "object",
            "required": [
             "row",
             "column",
             "rowSpan",
             "columnSpan",
             "page",
             "box"
            ]
           }
          ],
          "properties": {
           "row": {
            "type": "integer"
           },
           "column": {
            "type": "integer"
           },
           "rowSpan": {
            "type": "integer"
           },
           "columnSpan": {
            "type": "integer"
           },
           "role": {
            "enum": [
             "head",
             "section",
             "stub",
             "data"
            ],
            "description": "A head of columns, a head of the rows below it that stands alone in its row, a label of its row, or none of these."
           },
           "blocks": {
            "type": "array",
            "description": "What stands in the cell besides its text: pictures, and tables of its own.",
            "items": {
             "$ref": "#/$defs/block"
            }
           },
           "page": {
            "type": "integer"
           },
           "number": {
            "type": "number"
           },
           "box": {
            "$ref": "#/$defs/box"
           }
          }
         }
        },
        "name": {
         "type": "string"
        },
        "kind": {
         "enum": [
          "image",
          "drawing",
          "items",
          "contents",
          "index",
          "bibliography",
          "definitions",
          "sheet",
          "slide"
         ]
        },
        "image": {
         "type": "string"
        },
        "alternate": {
         "type": "string"
        },
        "blocks": {
         "type": "array",
         "items": {
          "$ref": "#/$defs/block"
         }
        }
       },
       "allOf": [
        {
         "if": {
          "properties": {
           "type": {
            "enum": [
             "heading",
             "paragraph",
             "line-block",
             "code",
             "formula"
            ]
           }
          }
         },
         "then": {
          "$ref": "#/$defs/text"
         }
        },
        {
         "description": "Quotations, captions and notes have the text of their paragraph, or several blocks.",
         "if": {
          "properties": {
           "type": {
            "enum": [
             "quote",
             "caption",
             "footnote"
            ]
           }
          }
         },
         "then": {
          "anyOf": [
           {
            "$ref": "#/$defs/text"
           },
           {
            "required": [
             "blocks"
            ]
           }
          ]
         }
        }
       ]
      }
     }
    }
    """#
}
