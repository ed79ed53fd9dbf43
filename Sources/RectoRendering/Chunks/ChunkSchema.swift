/// The JSON Schema of chunks (draft 2020-12): of each line.
public enum ChunkSchema {
  public static let json = #"""
    {
     "$schema": "https://json-schema.org/draft/2020-12/schema",
     "title": "recto-chunk/1",
     "description": "A part of a document that keeps to a budget: a line of '-t chunks'. Ranges that are not repeated are the Markdown that '-t md' writes with the same options, each byte once, but for blanks between them. Pages count from 1; boxes are in points from the page's top-left corner as the file shows it, y down.",
     "type": "object",
     "required": [
      "schema", "id", "index", "text", "count", "unit", "begins", "headings", "kinds", "pages",
      "blocks", "ranges", "carried_rows"
     ],
     "additionalProperties": false,
     "properties": {
      "schema": {"const": "recto-chunk/1"},
      "id": {
       "type": "string",
       "description": "A hash of the headings and the chunk's own text; a second chunk of the same has -2 behind it. The same text under the same headings has the same id in another document."
      },
      "index": {"type": "integer", "minimum": 0, "description": "Its number in the document."},
      "text": {
       "type": "string",
       "description": "Markdown: headings that it stands under and are not its own (--chunk-context), what is repeated of the chunk before (--chunk-overlap), the head of a table that goes on, and its own text; then the notes that it calls."
      },
      "count": {
       "type": "integer", "minimum": 0,
       "description": "How much all of the text has. Never more than the budget."
      },
      "unit": {
       "enum": ["tokens", "characters", "words", "bytes"],
       "description": "What is counted: tokens of --tokenizer, with those that it puts around a text, or estimated; characters of Unicode; words between blanks, each ideograph and each four letters begun of a script without blanks; bytes of UTF-8."
      },
      "begins": {
       "enum": [
        "heading", "block", "item", "row", "cell", "line", "sentence", "clause", "word",
        "syllable", "character"
       ],
       "description": "What its own text begins with. 'character': the chunk before ends inside a word, an address or a formula that no budget holds."
      },
      "headings": {
       "type": "array", "items": {"type": "string"},
       "description": "The headings that it stands under, the outer before the inner ones."
      },
      "kinds": {
       "type": "array", "items": {"type": "string"},
       "description": "What its blocks are: types and layers as in recto-document, each once."
      },
      "pages": {
       "type": "array",
       "description": "Where its own text is printed; empty for documents without pages.",
       "items": {
        "type": "object",
        "required": ["page", "label", "boxes"],
        "additionalProperties": false,
        "properties": {
         "page": {"type": "integer", "minimum": 1},
         "label": {"type": "string", "description": "As it is printed: iv, A-3; empty if the file gives none."},
         "boxes": {
          "type": "array",
          "description": "x0, y0, x1, y1 of blocks; of parts of blocks, around lines that stand below each other.",
          "items": {
           "type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4
          }
         }
        }
       }
      },
      "blocks": {
       "type": "array", "items": {"type": "string"},
       "description": "The ids of the blocks that it has, or has parts of, as in recto-document."
      },
      "ranges": {
       "type": "array",
       "description": "What of the text is in the document's Markdown, in the order of the text. What is in no range was put in: blanks, and marks of tables, code, emphasis and quotations that go on.",
       "items": {
        "type": "object",
        "required": ["at", "start", "end", "repeated"],
        "additionalProperties": false,
        "properties": {
         "at": {"type": "integer", "minimum": 0, "description": "The first byte in the text."},
         "start": {"type": "integer", "minimum": 0, "description": "The first byte in the Markdown."},
         "end": {"type": "integer", "description": "Behind the last byte in the Markdown."},
         "repeated": {"type": "boolean", "description": "It is another chunk's own: a heading, the head of a table, overlap."}
        }
       }
      },
      "carried_rows": {
       "type": "integer", "minimum": 0,
       "description": "How many rows of a table's head are repeated in it."
      }
     }
    }
    """#
}
