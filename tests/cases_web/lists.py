"""Reading lists of cases off a page."""

import re


def sections(response) -> dict[str, list[str]]:
    """The case numbers of each list on a page, by its heading."""
    found = {}
    for part in re.split(r'<section class="card case-list', response.content.decode())[1:]:
        heading = re.search(r"<h2[^>]*>([^<]*?) <span", part)[1]
        found[heading] = re.findall(r'<th scope="row"><a href="/d/\d+/">(\d+)</a>', part)
    return found


def next_page(url: str, response) -> str:
    """The address of what follows, empty at the end."""
    found = re.search(r'rel="next" href="([^"]*)"', response.content.decode())
    return url + found[1].replace("&amp;", "&") if found else ""


def press(client, page, act: str, case) -> object:
    """Press the button of an act on the line of a case: send the form that stands there."""
    line = next(part for part in page.content.decode().split("<tr>") if case.number in part)
    form = line[line.index("<form") :]
    action = re.search(r'action="([^"]*)"', form)[1]
    assert action.endswith(f"/do/{act}/")
    fields = dict(re.findall(r'name="(seen|next)" value="([^"]*)"', form))
    return client.post(action, fields)
