"""The sheet of a gallery: every page with its pictures, a column a language, each leading to the picture in
its full size. Plain HTML: it needs no script and no network."""
import html

STYLE = """
:root { color-scheme: light; }
body { margin: 0; padding: 2rem 3rem 4rem; background: #f7f5f1; color: #1e2a32;
       font: 1.05rem/1.5 system-ui, "Noto Sans", sans-serif; }
h1 { font-size: 1.7rem; font-weight: 600; margin: 0 0 .3rem; }
p { margin: 0 0 1.5rem; color: #41505a; max-width: 60rem; }
nav { columns: 14rem; margin: 0 0 2rem; }
nav a { display: block; padding: .1rem 0; color: #1a546e; }
section { border-top: 1px solid #c9d3d8; padding: 1.2rem 0 .6rem; }
h2 { font-size: 1.2rem; font-weight: 600; margin: 0 0 .6rem; }
h3 { font-size: 1rem; font-weight: 400; margin: .4rem 0 .3rem; color: #41505a; }
.row { display: grid; gap: 1rem; margin: 0 0 1rem; align-items: start; }
.row span { color: #41505a; }
.row a { display: block; }
.row a:focus-visible { outline: .25rem solid #1a546e; outline-offset: .15rem; }
.row img { display: block; width: 100%; height: auto; border: 1px solid #74828b; border-radius: .25rem; }
.row .upright img { width: 45%; }
.head { position: sticky; top: 0; background: #f7f5f1; padding: .5rem 0; margin: 0; z-index: 1; }
"""


def write_sheet(file, languages, sheet):
    """`sheet`: [(page, {(view, part): {language: path from the file's folder}})]."""
    columns = f'style="grid-template-columns: repeat({len(languages)}, minmax(0, 1fr))"'
    lines = ["<!DOCTYPE html>", '<html lang="en">', '<meta charset="utf-8">',
             '<meta name="viewport" content="width=device-width">', "<title>Every page of the terminal</title>",
             f"<style>{STYLE}</style>", "<h1>Every page of the terminal</h1>",
             f"<p>{len(sheet)} pages, a column a language. A page that is longer than the window has several parts."
             " A picture leads to its full size.</p>", "<nav>"]
    lines += [f'<a href="#{html.escape(page)}">{number}&ensp;{title(page)}</a>'
              for number, (page, _) in enumerate(sheet, 1)]
    lines += ["</nav>", f'<div class="row head" {columns}>',
              *(f"<strong>{html.escape(language)}</strong>" for language in languages), "</div>"]
    for number, (page, pictures) in enumerate(sheet, 1):
        lines += [f'<section id="{html.escape(page)}">', f"<h2>{number}&ensp;{title(page)}</h2>"]
        for (view, part), files in pictures.items():
            if view or part > 1:
                lines.append(f"<h3>{', '.join(([title(view)] if view else []) + [f'part {part}'] * (part > 1))}</h3>")
            lines += [f'<div class="row" {columns}>',
                      *(cell(files.get(language), page, language, view) for language in languages), "</div>"]
        lines.append("</section>")
    file.write_text("\n".join(lines) + "\n")


def cell(path, page, language, view):
    if path is None:
        return "<span>no other picture</span>"
    kind = ' class="upright"' if view == "portrait" else ""
    return (f'<a{kind} href="{html.escape(path)}"><img loading="lazy" src="{html.escape(path)}" '
            f'alt="{title(page)}, {html.escape(language)}"></a>')


def title(name):
    return html.escape(name.replace("_", " ").replace("-", " "))
