"""Tables on a PDF page, with and without drawn lines, and those that go on on the next page."""
