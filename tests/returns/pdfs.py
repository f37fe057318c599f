"""PDF files made for the tests: with everything that tells of their maker, and with everything that does something.

Each thing that must go has a word of its own that begins with "Planted", so that a test can look for it.
"""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.returns import files, photos

Change = Callable[[pikepdf.Pdf], object]


def fonts() -> Dictionary:
    return Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def a_pdf(*changes: Change, pages: tuple[str, ...] = ("Ten people started work.",), size=(300, 400)) -> bytes:
    """A PDF with a line of text on each page, changed as told. It is not packed, so that words are found in it."""
    pdf = pikepdf.new()
    for words in pages:
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=fonts())
        page.obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 20 300 Td ({words}) Tj ET".encode())
    for change in changes:
        change(pdf)
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        static_id=True,
        fix_metadata_version=False,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return out.getvalue()


def unpacked(content: bytes) -> bytes:
    """The same file with nothing packed, so that words are found in it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(
            out,
            static_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    return out.getvalue()


def by_hand(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its root. For what libraries do not write."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def nested_pages(depth: int) -> bytes:
    """One page, under so many branches."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    for number in range(2, depth + 2):
        parent = b"/Parent %d 0 R" % (number - 1) if number > 2 else b""
        objects.append(b"<</Type/Pages/Count 1/MediaBox[0 0 99 99]/Kids[%d 0 R]%s>>" % (number + 1, parent))
    return by_hand([*objects, b"<</Type/Page/Parent %d 0 R>>" % (depth + 1)])


def packed_zeros(count: int) -> bytes:
    """So many million zeros, packed; made without packing them all."""
    packer = zlib.compressobj(9)
    first = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    another = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (count * 1_000_000 % 65_521) << 16 | 1  # Adler-32 of zeros
    return first + another * (count - 1) + b"\x03\x00" + checksum.to_bytes(4, "big")


def annotation(pdf: pikepdf.Pdf, subtype: str, drawn: str = "", **more) -> pikepdf.Object:
    """A note on the first page, which shows the drawn words."""
    keys = {"Type": Name.Annot, "Subtype": Name(f"/{subtype}"), "Rect": Array([20, 20, 220, 60]), "F": 4, **more}
    made = Dictionary(**keys)
    if drawn:
        look = pdf.make_stream(f"BT /F1 12 Tf 2 2 Td ({drawn}) Tj ET".encode())
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 40])
        look.Resources = Dictionary(Font=fonts())
        made.AP = Dictionary(N=look)
    made = pdf.make_indirect(made)
    page = pdf.pages[0].obj
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(made)
    return made


def link(pdf: pikepdf.Pdf, **action) -> pikepdf.Object:
    """A link on the first page."""
    return annotation(pdf, "Link", A=Dictionary(**action))


def field(pdf: pikepdf.Pdf, name: str, value: str, drawn: str = "", **more) -> pikepdf.Object:
    """A form field on the first page."""
    made = annotation(pdf, "Widget", drawn, **{"FT": Name.Tx, "T": String(name), "V": String(value), **more})
    if "/AcroForm" not in pdf.Root:
        pdf.Root.AcroForm = Dictionary(Fields=Array(), DR=Dictionary(Font=fonts()), DA=String("/F1 12 Tf"))
    pdf.Root.AcroForm.Fields.append(made)
    return made


def picture(
    pdf: pikepdf.Pdf, content: bytes, filters=Name.DCTDecode, width: int = 64, height: int = 32, **more
) -> pikepdf.Object:
    """A picture that fills the first page."""
    made = pikepdf.Stream(pdf, content)
    made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, width, height
    made.ColorSpace, made.BitsPerComponent, made.Filter = Name.DeviceRGB, 8, filters
    for key, value in more.items():
        made[f"/{key}"] = value
    page = pdf.pages[0].obj
    page.Resources.XObject = Dictionary(Im1=made)
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nq 300 0 0 200 0 0 cm /Im1 Do Q")
    return made


def xmp(mark: str) -> bytes:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{mark}</dc:creator></x:xmpmeta>".encode()


def metadata(pdf: pikepdf.Pdf, mark: str) -> pikepdf.Object:
    made = pdf.make_stream(xmp(mark))
    made.Type, made.Subtype = Name.Metadata, Name.XML
    return made


def of_a_known_maker(pdf: pikepdf.Pdf) -> None:
    """Write who made it into every place that there is for that."""
    page = pdf.pages[0].obj
    pdf.docinfo["/Author"] = "Planted-Author"
    pdf.docinfo["/Title"] = "Planted-Title"
    pdf.docinfo["/CreationDate"] = "D:20260101000000Z"
    pdf.docinfo["/PlantedKey"] = "Planted-Own"
    pdf.Root.Metadata = metadata(pdf, "Planted-Root")
    pdf.Root.PieceInfo = Dictionary(App=Dictionary(Private=String("Planted-Piece")))
    pdf.Root.PlantedRoot = String("Planted-Root-Key")
    pdf.Root.Perms = Dictionary(DocMDP=Dictionary(Name=String("Planted-Signer")))
    pdf.trailer["/PlantedTrailer"] = String("Planted-Trailer")
    pdf.trailer["/ID"] = Array([String("Planted-Old-Name!"), String("Planted-New-Name!")])
    pdf.Root.Pages.PlantedTree = String("Planted-Tree")
    page.Metadata = metadata(pdf, "Planted-Page")
    page.LastModified = String("D:20260101000000Z Planted-Changed")
    page.PlantedPage = String("Planted-Page-Key")
    page.PieceInfo = Dictionary(App=Dictionary(Private=String("Planted-Page-Piece")))
    page.Thumb = pdf.make_stream(b"Planted-Thumb")
    page.Resources.Properties = Dictionary(MC0=metadata(pdf, "Planted-Property"))
    page.Resources.Font.F1.Metadata = metadata(pdf, "Planted-Font")
    layer = Dictionary(
        Type=Name.OCG, Name=String("Plan"), Usage=Dictionary(CreatorInfo=Dictionary(Creator="Planted-Layer"))
    )
    pdf.Root.OCProperties = Dictionary(OCGs=Array([pdf.make_indirect(layer)]), D=Dictionary())
    pdf.Root.Names = Dictionary(Templates=Dictionary(Names=Array(["Planted-Hidden-Page", page])))
    photo = picture(pdf, photos.a_jpeg())
    photo.Metadata = metadata(pdf, "Planted-Photo")
    photo.PieceInfo = Dictionary(App=Dictionary(Private=String("Planted-Photo-Piece")))


def annotated(pdf: pikepdf.Pdf) -> None:
    """Notes of every kind, fields and a signature, each with its writer's name."""
    signed = {"T": String("Planted-Reviewer"), "M": String("D:2026 Planted-Date"), "NM": String("Planted-Number")}
    note = annotation(pdf, "Text", Contents=String("Planted-Sticky"), RC=String("Planted-Rich"), **signed)
    annotation(pdf, "Popup", Parent=note, Contents=String("Planted-Popup"))
    annotation(
        pdf, "Highlight", drawn="Marked", Contents=String("Planted-Remark"), Subj=String("Planted-Subject"), **signed
    )
    annotation(pdf, "FreeText", drawn="Typed on top", Contents=String("Planted-Typed"), **signed)
    annotation(pdf, "Stamp", drawn="RECEIVED", **signed)
    annotation(pdf, "Redact", Contents=String("Planted-Redact"), **signed)
    annotation(pdf, "Ink", drawn="Out of sight", **signed).F = 2
    field(pdf, "Planted-Field", "Planted-Value", drawn="Twelve apprentices", TU=String("Planted-Hint"))
    field(pdf, "Planted-Hidden-Field", "Planted-Hidden-Value", F=2)
    signature = Dictionary(
        Type=Name.Sig,
        Name=String("Planted-Signer"),
        ByteRange=Array([0, 1, 2, 3]),
        Contents=String("Planted-Certificate"),
    )
    field(pdf, "Planted-Signature", "", drawn="Signed", FT=Name.Sig, V=pdf.make_indirect(signature))
    link(pdf, S=Name.URI, URI=String("https://www.example.org/garden")).T = String("Planted-Linker")
    link(pdf, S=Name.URI, URI=String("file:///C:/Users/Planted-User/letter.doc"))
    # Lists for screen readers lead to notes as well as pages do.
    leads = Array([Dictionary(Type=Name.OBJR, Obj=each) for each in pdf.pages[0].obj.Annots])
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.Form, K=leads))


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _tree(pdf: pikepdf.Pdf, name: str, value) -> None:
    pdf.Root.Names = Dictionary({f"/{name}": Dictionary(Names=Array([String("a"), value]))})


def _outline(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    first = pdf.make_indirect(Dictionary(Title=String("Start"), A=action))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=first, Last=first, Count=1))
    first.Parent = pdf.Root.Outlines


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["list.csv"] = b"name\n"


def _opening(**action) -> Change:
    return lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(**action))


def _linking(**action) -> Change:
    return lambda pdf: link(pdf, **action)


def _noting(subtype: str, **more) -> Change:
    return lambda pdf: annotation(pdf, subtype, **more)


def _form(**more) -> Change:
    return lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(Fields=Array(), **more))


def _stream(**keys) -> Change:
    def add(pdf):
        made = pdf.make_stream(b"")
        for key, value in keys.items():
            made[f"/{key}"] = value
        pdf.pages[0].obj.Resources.XObject = Dictionary(X1=made)

    return add


def _page(**keys) -> Change:
    def add(pdf):
        for key, value in keys.items():
            pdf.pages[0].obj[f"/{key}"] = value

    return add


ACTIVE: dict[str, Change] = {
    "script when opened": _opening(S=Name.JavaScript, JS=String("app.alert(1)")),
    "script kept as text": _opening(S=String("JavaScript"), JS=String("app.alert(1)")),
    "script in a stream": lambda pdf: setattr(
        pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"x"))
    ),
    "script after going to a page": _opening(S=Name.GoTo, D=Array([]), Next=SCRIPT),
    "one of several scripts after": _opening(S=Name.GoTo, D=Array([]), Next=Array([Dictionary(S=Name.GoTo), SCRIPT])),
    "web page when opened": _opening(S=Name.URI, URI=String("https://www.example.org/")),
    "printing when opened": _opening(S=Name.Named, N=Name.Print),
    "unknown action when opened": _opening(S=Name.Explode),
    "program when opened": _opening(S=Name.Launch, F=String("calc.exe")),
    "script in the list of scripts": lambda pdf: _tree(pdf, "JavaScript", SCRIPT),
    "script in a list of lists": lambda pdf: setattr(
        pdf.Root,
        "Names",
        Dictionary(JavaScript=Dictionary(Kids=Array([Dictionary(Names=Array([String("a"), SCRIPT]))]))),
    ),
    "script on closing": lambda pdf: setattr(pdf.Root, "AA", Dictionary(WC=SCRIPT)),
    "script on turning to a page": _page(AA=Dictionary(O=SCRIPT)),
    "script in a field": lambda pdf: field(pdf, "a", "b", AA=Dictionary(K=SCRIPT)),
    "script on a button": lambda pdf: field(pdf, "a", "b", FT=Name.Btn, A=SCRIPT),
    "script in a link": _linking(S=Name.JavaScript, JS=String("app.alert(1)")),
    "script in an address": _linking(S=Name.URI, URI=String("javascript:alert(1)")),
    "script in an address with blanks": _linking(S=Name.URI, URI=String(" java\tscript\n:alert(1)")),
    "script in an address in two-byte letters": _linking(S=Name.URI, URI=String("JavaScript:alert('\u0175')")),
    "script in a heading": lambda pdf: _outline(pdf, SCRIPT),
    "script that nothing leads to": lambda pdf: setattr(pdf.Root, "Whatever", Array([Array([SCRIPT])])),
    "program in a link": _linking(S=Name.Launch, F=String("calc.exe")),
    "program in a heading": lambda pdf: _outline(pdf, Dictionary(S=Name.Launch, F=String("a.exe"))),
    "other file in a link": _linking(S=Name.GoToR, F=String("\\\\host\\share\\a.pdf"), D=Array([])),
    "file inside in a link": _linking(S=Name.GoToE, T=Dictionary()),
    "sending a form": _linking(S=Name.SubmitForm, F=String("https://www.example.org/")),
    "emptying a form": _linking(S=Name.ResetForm),
    "fetching data": _linking(S=Name.ImportData, F=String("a.fdf")),
    "switching layers": _linking(S=Name.SetOCGState, State=Array([])),
    "hiding fields": _linking(S=Name.Hide, T=String("a")),
    "sound as action": _linking(S=Name.Sound),
    "film as action": _linking(S=Name.Movie),
    "media as action": _linking(S=Name.Rendition, OP=0),
    "menu command": _linking(S=Name.Named, N=Name.SaveAs),
    "rich media": _noting("RichMedia", RichMediaContent=Dictionary()),
    "three dimensions": _noting("3D"),
    "sound": _noting("Sound"),
    "film": _noting("Movie"),
    "screen": _noting("Screen"),
    "file as note": _noting("FileAttachment", FS=Dictionary(Type=Name.Filespec, EF=Dictionary(F=Dictionary()))),
    "attached file": _attach,
    "file of the page": _page(AF=Array([Dictionary(Type=Name.Filespec, EF=Dictionary(F=Dictionary(A=1)))])),
    "file that nothing leads to": _stream(Type=Name.EmbeddedFile),
    "content in another file": _stream(Type=Name.XObject, Subtype=Name.Form, F=String("/etc/passwd")),
    "page of another file": _stream(Type=Name.XObject, Subtype=Name.Form, Ref=Dictionary(F=String("a.pdf"))),
    "program for printers": _stream(Type=Name.XObject, Subtype=Name.PS),
    "form of the old kind": _form(XFA=Array([String("template"), String("<a/>")])),
    "form of the old kind in a stream": lambda pdf: _form(XFA=pdf.make_stream(b"<xdp/>"))(pdf),
}
PASSIVE: dict[str, Change] = {
    "opens at a page": lambda pdf: setattr(pdf.Root, "OpenAction", Array([pdf.pages[0].obj, Name.Fit])),
    "goes to a page when opened": lambda pdf: _opening(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))(pdf),
    "links to a web page": _linking(S=Name.URI, URI=String("https://www.example.org/garden")),
    "links to an e-mail address": _linking(S=Name.URI, URI=String("mailto:office@example.org")),
    "links to the next page": _linking(S=Name.Named, N=Name.NextPage),
    "has headings": lambda pdf: _outline(pdf, Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))),
    "says that it has no files": lambda pdf: setattr(
        pdf.Root, "Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array()))
    ),
    "says that nothing happens": _page(AA=Dictionary()),
    "has a form": lambda pdf: field(pdf, "a", "b", drawn="b"),
    "has names in another alphabet": lambda pdf: setattr(
        pdf.Root, "StructTreeRoot", pikepdf.Object.parse(b"<</K<</S/#dcberschrift/Type/#e9/#e9 1>>>>")
    ),
    "has a photo": lambda pdf: picture(pdf, files.a_picture()),
}
