#!/usr/bin/env python3
"""Writes the trap pages: small PDFs, each with one thing that is easily read wrongly."""
from pathlib import Path

HERE = Path(__file__).resolve().parent
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf(name, content, resources="", page="", catalog="", fonts="", objects=()):
    """A one-page PDF. Objects 1 to 5 are catalogue, pages, page, contents and the font; further
    ones follow from 6."""
    content = content.encode("latin-1") if isinstance(content, str) else content
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
         f"/Resources << /Font << /F1 5 0 R {fonts} >> {resources} >> {page} >>").encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        FONT.encode(),
        *[o.encode("latin-1") if isinstance(o, str) else o for o in objects],
    ]
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    (HERE / f"{name}.pdf").write_bytes(out)


def show(text, x, y, size=12, before=""):
    return f"BT {before} /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


# Marked content opened by the name of its properties, inside a tagged sequence: Poppler reports its
# end but not its beginning.
pdf("marks-by-name",
    "/P << /MCID 7 >> BDC\n/OC /MC0 BDC\n" + show("inside both", 20, 150) + "EMC\n"
    + show("inside P", 20, 130) + "EMC\n" + show("outside", 20, 110)
    + "/Artifact BMC\n" + show("artifact", 20, 90) + "EMC\n"
    + "/Span << /MCID 8 /ActualText (read me) >> BDC\n" + show("glyphs", 20, 70) + "EMC\n",
    resources="/Properties << /MC0 6 0 R >>",
    catalog="/OCProperties << /OCGs [6 0 R] /D << /ON [6 0 R] >> >>",
    objects=["<< /Type /OCG /Name (Layer) >>"])

# Form fields that are each other's children.
pdf("form-loop", show("the form loops", 20, 150),
    page="/Annots [6 0 R 8 0 R]", catalog="/AcroForm << /Fields [6 0 R] >>",
    objects=["<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [10 10 90 30] /Kids [7 0 R] /Parent 7 0 R >>",
             "<< /FT /Tx /T (b) /Kids [6 0 R] /Parent 6 0 R >>",
             "<< /Type /Annot /Subtype /Link /Rect [15 145 120 165] /A << /S /URI /URI (https://a.example/) >> >>"])

# A form with values, and nothing of them in the page's content.
pdf("form-values", show("Name:", 20, 150) + show("Agreed:", 20, 120),
    page="/Annots [6 0 R 7 0 R]", catalog="/AcroForm << /Fields [6 0 R 7 0 R] >>",
    objects=["<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ada Keel) /Rect [80 145 200 165] /P 3 0 R >>",
             "<< /Type /Annot /Subtype /Widget /FT /Btn /T (agreed) /V /Yes /AS /Yes /Rect [80 115 95 130] /P 3 0 R "
             "/AP << /N << /Yes 8 0 R /Off 8 0 R >> >> >>",
             "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 0 >>\nstream\n\nendstream"])

# A field that is signed, by its description alone (the signature itself is empty), and two layers of
# which one is hidden when the file is opened.
pdf("signed", show("Signed and layered", 20, 150),
    page="/Annots [6 0 R]",
    catalog="/AcroForm << /Fields [7 0 R] /SigFlags 3 >> "
            "/OCProperties << /OCGs [9 0 R 10 0 R] /D << /OFF [10 0 R] >> >>",
    objects=["<< /Type /Annot /Subtype /Widget /Parent 7 0 R /T (keeper) /Rect [20 20 120 60] /P 3 0 R >>",
             "<< /FT /Sig /T (harbour) /Kids [6 0 R] /V 8 0 R >>",
             "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name (Ada Keel) "
             "/Reason (I wrote it) /Location (Port Ellen) /M (D:20240102030405Z) /Contents <00> "
             "/ByteRange [0 10 20 30] >>",
             "<< /Type /OCG /Name (Text) >>", "<< /Type /OCG /Name (Notes) >>"])

# Text that nobody sees: render mode 3, clipped away, outside the page, without opacity.
pdf("hidden",
    show("seen", 20, 150) + "q " + show("invisible", 20, 130, before="3 Tr") + "Q\n"
    + "q 0 0 10 10 re W n\n" + show("clipped", 20, 110) + "Q\n" + show("outside", 400, 90)
    + "q /G gs\n" + show("transparent", 20, 70) + "Q\n",
    resources="/ExtGState << /G << /ca 0 >> >>")

# The soft hyphen of WinAnsi arrives as an ordinary one; only its code tells.
pdf("soft-hyphen", show("har\\255", 20, 150) + show("bour and well-known", 20, 136))

# Bold made by drawing twice, glyph by glyph and string by string.
pdf("overprint",
    show("Twice", 20, 150) + show("Twice", 20.4, 150)
    + "".join(show(c, 20 + 9 * i, 120) + show(c, 20.5 + 9 * i, 120) for i, c in enumerate("aabb")))

# Letters set apart, and words without any space glyph.
pdf("letter-spaced",
    "BT /F1 12 Tf 6 Tc 1 0 0 1 20 150 Tm (HARBOUR) Tj ET\n"
    + "BT /F1 12 Tf 1 0 0 1 20 120 Tm [(no) -300 (space) -300 (glyphs)] TJ ET\n")

# A page turned by /Rotate, and text turned on an upright page.
pdf("rotated", show("upright after rotation", 20, 100), page="/Rotate 90")
pdf("turned-text", show("upright", 20, 150) + "BT /F1 12 Tf 0 1 -1 0 250 40 Tm (going up) Tj ET\n")

# A font that is not embedded: any outline of it would be a substitute's.
pdf("not-embedded", show("Helvetica", 20, 150))

# Superscripts by rise and by size, and a note mark in a gap of its line.
pdf("scripts", "BT /F1 12 Tf 1 0 0 1 20 150 Tm (E = mc) Tj /F1 7 Tf 5 Ts (2) Tj ET\n"
    + "BT /F1 12 Tf 1 0 0 1 20 120 Tm (H) Tj /F1 7 Tf -2 Ts (2) Tj 0 Ts /F1 12 Tf (O) Tj ET\n")

# A rule stroked, one filled, one made of two pieces; a box that is no rule.
pdf("rules", "1 w 20 150 m 280 150 l S\n20 120 260 0.8 re f\n20 90 m 150 90 l S 150 90 m 280 90 l S\n"
    "100 20 50 40 re f\n")

# Content without end: the object limit cuts it.
pdf("flood", "BT /F1 1 Tf " + "(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 2000 + "ET")

# A tagged page: elements of a renamed and of an unknown type, an alternative text, and a loop.
pdf("tagged", "/H1 << /MCID 0 >> BDC\n" + show("Title", 20, 150) + "EMC\n/P << /MCID 1 >> BDC\n"
    + show("Text", 20, 120) + "EMC\n",
    catalog="/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R", page="/StructParents 0",
    objects=["<< /Type /StructTreeRoot /K [7 0 R 8 0 R 9 0 R] /RoleMap << /Headline /H1 >> >>",
             "<< /Type /StructElem /S /Headline /P 6 0 R /Pg 3 0 R /K 0 >>",
             "<< /Type /StructElem /S /Aside /P 6 0 R /Pg 3 0 R /K [1 8 0 R] >>",
             "<< /Type /StructElem /S /Figure /P 6 0 R /Pg 3 0 R /Alt (A gull) >>"])

# Ligatures and Arabic letters as presentation forms, by way of a Unicode map.
pdf("presentation-forms", "BT /F2 12 Tf 1 0 0 1 20 150 Tm (ab) Tj ET\n",
    fonts="/F2 6 0 R",
    objects=["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>",
             "<< /Length 168 >>\nstream\n/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
             "endcodespacerange 2 beginbfchar <61> <FB03> <62> <FE91> endbfchar endcmap end\nendstream"])

# A picture with words that stand for it, in a figure of the structure tree.
pdf("figure-alt", show("Above the picture.", 20, 170)
    + "/Figure << /MCID 0 >> BDC\nq 80 0 0 60 40 60 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x10\x60\xa0\xf0 EI Q\nEMC\n",
    catalog="/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R", page="/StructParents 0",
    objects=["<< /Type /StructTreeRoot /K 7 0 R >>",
             "<< /Type /StructElem /S /Figure /P 6 0 R /Pg 3 0 R /Alt (A gull on a mast) /K 0 >>"])

# Text that is painted and seen by nobody: white on paper, blue on blue, under a black bar and under a
# picture; white on blue and under a sheer bar it is seen.
pdf("unseen",
    show("seen", 20, 180) + "1 1 1 rg " + show("paper", 20, 160)
    + "0 0 1 rg 15 130 200 20 re f " + show("blue", 20, 135)
    + "1 1 1 rg " + show("white on blue", 80, 135)
    + "0 g " + show("barred", 20, 110) + "18 105 60 16 re f\n"
    + show("pictured", 20, 85) + "q 80 0 0 20 15 80 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"
    + show("sheer", 20, 60) + "q /M gs 1 1 0 rg 15 55 80 20 re f Q\n",
    resources="/ExtGState << /M << /BM /Multiply >> >>")

# Comments, and text that is marked by annotations.
pdf("comments", show("Rain fell all night on the harbour.", 20, 150) + show("Nobody slept.", 20, 120),
    page="/Annots [6 0 R 7 0 R 8 0 R]",
    objects=["<< /Type /Annot /Subtype /Highlight /Rect [45 147 75 162] /QuadPoints [45 162 66 162 45 147 66 147] "
             "/T (Ada) /Contents (Did it?) /C [1 1 0] >>",
             "<< /Type /Annot /Subtype /StrikeOut /Rect [20 117 62 132] /QuadPoints [20 132 60 132 20 117 60 117] >>",
             "<< /Type /Annot /Subtype /Text /Rect [200 150 215 165] /T (Bo) /Contents (Check the tide.) >>"])
