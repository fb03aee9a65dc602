"""Whether PDFs can be made on this machine, and if not what to install."""

#: Debian's and Ubuntu's names of the libraries that WeasyPrint draws text with. Source: WeasyPrint 70, "First steps".
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def pdf_available() -> str | None:
    """Why no PDF can be made here and what to install; None where PDFs can be made.

    WeasyPrint looks for Pango and HarfBuzz as it is imported: what counts is whether it finds them, however it finds them.
    """
    try:
        import weasyprint  # type: ignore[import-untyped] # noqa: F401
    except OSError as error:
        missing = str(error).splitlines()[0] if str(error) else "a system library"
        return (
            f"The library that sets the text of PDFs is missing ({missing}). "
            f"On Debian or Ubuntu install it with: apt install {' '.join(PACKAGES)}. On other systems install Pango and HarfBuzz."
        )
    return None
