"""Reads a PDF with pypdf and prints pages, title, size, fonts and words as JSON.

Usage: read_pdf.py FILE
"""
import json
import sys

import pypdf

reader = pypdf.PdfReader(sys.argv[1], strict=True)
page = reader.pages[0]
fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
families = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
answer = {
    "pages": len(reader.pages),
    "title": reader.metadata.title,
    "size": [float(page.mediabox.width), float(page.mediabox.height)],
    "embedded": all("/FontFile2" in font or "/FontFile3" in font for font in families) and len(fonts) > 0,
    "text": page.extract_text(),
}
json.dump(answer, sys.stdout)
