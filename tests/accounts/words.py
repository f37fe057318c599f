"""What people see of an e-mail's HTML, to compare it with the text."""

from html.parser import HTMLParser


class Words(HTMLParser):
    """The words of an HTML body, where its links lead, and its language.

    Whatever would be fetched from elsewhere when the e-mail is opened, and so tell who opens it, is refused.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shown, self.links, self.language, self.hidden = "", [], "", False
        self.feed(html)
        assert "url(" not in html

    def handle_starttag(self, tag, attributes) -> None:
        attributes = dict(attributes)
        self.hidden = tag == "title"
        self.shown += "\n" if tag in ("p", "br") else ""
        if tag == "a":
            self.links.append(attributes["href"])
        if tag == "html":
            self.language = attributes["lang"]
        assert tag not in ("img", "script", "table", "link", "style", "iframe", "object", "video")

    def handle_endtag(self, tag) -> None:
        self.hidden = False

    def handle_data(self, data) -> None:
        self.shown += "" if self.hidden else data
