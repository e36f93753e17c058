"""How the report works and how far to trust it."""

from __future__ import annotations

from plateau_doctor.core.outcome import inflation_of
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing.method import method
from plateau_doctor.report import blocks as b


def _confidence(phrasing: Phrasing) -> list[b.Block]:
    reasons = phrasing.confidence_reasons()
    if not reasons:
        return []
    points = tuple(b.Paragraph(f"{capital(reason)}.") for reason in reasons)
    return [b.Heading(2, phrasing.confidence()), b.Bullets(points)]


def _tests(phrasing: Phrasing) -> list[b.Block]:
    tests = {
        "market": _("you against your market"),
        "steady": _("whether you are steady by choice"),
        "profit": _("whether growth earns a profit"),
    }
    reasons = {
        "revenue": _("revenue of two years"),
        "market_growth": _("the growth of your market"),
        "ambition": _("your aim for the business"),
        "profit": _("profit"),
        "cash_months": _("the number of months that your cash lasts"),
    }
    said = [
        phrasing.words.say("tests.notmade", test=tests.get(test, test), reason=reasons.get(reason, reason))
        for test, reason in phrasing.result.trajectory.not_made
    ]
    return [b.Bullets(tuple(b.Paragraph(text) for text in said))] if said else []


def _inflation(phrasing: Phrasing, options: b.ReportOptions) -> list[b.Block]:
    figures, country = phrasing.checkup.figures, phrasing.checkup.business.country
    years = [year for year, value in zip(figures.years, figures.revenue, strict=False) if value is not None]
    if len(years) < 2 or not options.inflation:
        return []
    rates = []
    for year in range(min(years) + 1, max(years) + 1):
        rate, assumed = inflation_of(options.inflation, country, year)
        used = phrasing.formats.percent(rate, 1)
        rates.append(_("{year}: {rate} (assumed)").format(year=year, rate=used) if assumed else f"{year}: {used}")
    text = _("Inflation used (consumer prices a year, World Bank): {rates}.").format(rates=", ".join(rates))
    return [b.Paragraph(text)]


def _closing(brand: b.Brand) -> list[b.Block]:
    """Return the last words and the address of whoever made the report."""
    found: list[b.Block] = [b.Paragraph(brand.closing, id="closing")] if brand.closing else []
    if brand.contact:
        label = f"{brand.name}." if brand.name else ""
        found.append(b.Paragraph(brand.contact, label=label, id="contact"))
    return found


def method_section(phrasing: Phrasing, brand: b.Brand) -> b.Section:
    """Return the page on the method."""
    found: list[b.Block] = [b.Heading(1, _("How this works, and how far to trust it"))]
    found += [b.Paragraph(text) for text in phrasing.words.method]
    found += _confidence(phrasing)
    return b.Section("method", _("How this works"), (*found, *_closing(brand)))


def _behind(phrasing: Phrasing, options: b.ReportOptions) -> list[b.Block]:
    """Return what this one result rests on beside the answers."""
    result, pack = phrasing.result, phrasing.pack
    found: list[b.Block] = []
    if result.capability is not None or result.trajectory.rate is not None:
        found.append(b.Heading(2, _("Behind the numbers")))
    if result.capability is not None:
        found.append(b.Paragraph(phrasing.unevenness()))
    found += [*_inflation(phrasing, options), *_tests(phrasing)]
    if phrasing.checkup.form == "quick":
        found.append(b.Paragraph(phrasing.words.messages["quick.note"]))
    version = _("Question set {name}, version {version}.").format(name=pack.id, version=pack.version)
    return [*found, b.Paragraph(version, style="small")]


def numbers_section(phrasing: Phrasing, options: b.ReportOptions) -> b.Section:
    """Return the appendix with every weight and line that the result rests on."""
    found: list[b.Block] = [b.Heading(1, _("Every weight and line")), *_behind(phrasing, options)]
    for part in method(phrasing.pack, phrasing.words, phrasing.formats):
        found.append(b.Heading(2, part.title))
        found.append(b.Paragraph(" ".join(part.lines)))
    return b.Section("numbers", _("Every weight and line"), tuple(found))
