"""The sums on the owner's own figures: the customer ceiling, the levers on profit, the way from enquiry to sale."""

from __future__ import annotations

from plateau_doctor.core.sums import Ceiling, Levers
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, promotion
from plateau_doctor.phrasing.sums import SumText, sums
from plateau_doctor.report import blocks as b

_YEARS = 10


def _path(one: Ceiling, new: float, loss: float) -> tuple[float, ...]:
    """Return the customers at the end of each year from today on: those who stay, and the new ones."""
    path = [float(one.active)]
    for _year in range(_YEARS):
        path.append(path[-1] * (1 - loss) + new)
    return tuple(path)


def customer_picture(phrasing: Phrasing) -> b.Figure | None:
    """Return the customers of the next ten years at three paces, or None where no ceiling can be told."""
    one, whole = phrasing.result.sums.ceiling, phrasing.formats.whole
    if one is None or one.ceiling is None or one.more_new is None or one.less_loss is None or one.loss_cut is None:
        return None
    paces = (
        (_path(one, one.new, one.loss), one.ceiling, _("at this pace")),
        (_path(one, one.more_new * one.loss, one.loss), one.more_new, _("with more new customers")),
        (_path(one, one.new, one.loss_cut), one.less_loss, _("with fewer lost")),
    )
    data = b.PathsData(
        paths=tuple(path for path, _settles, _name in paces),
        labels=tuple((_("settles at {number}").format(number=whole(settles)), name) for _path_, settles, name in paces),
        today=_("{number} today").format(number=whole(one.active)),
        axis=(_("today"), _("in {years} years").format(years=_YEARS)),
    )
    said = phrasing.formats.listed([f"{name} {number}" for number, name in data.labels])
    alt = _("Customers over the next {years} years, {today} now: {paces}.").format(
        years=_YEARS, today=whole(one.active), paces=said
    )
    return b.Figure("paths", data, alt)


def lever_picture(phrasing: Phrasing) -> b.Figure | None:
    """Return what one per cent on each lever does to profit, or None where it can't be told."""
    one: Levers | None = phrasing.result.sums.levers
    if one is None:
        return None
    effects = {
        _("Price"): one.by_price,
        _("Number sold"): one.by_volume,
        _("Direct cost"): one.by_cost,
        _("Overhead"): one.by_overhead,
    }
    money, currency = phrasing.formats.money, phrasing.checkup.business.currency
    shares = {
        name: _("{share} of your profit").format(share=phrasing.formats.percent(effect / one.profit))
        for name, effect in effects.items()
        if one.profit is not None and one.profit > 0
    }
    rows = tuple((name, effect, money(effect, currency), shares.get(name, "")) for name, effect in effects.items())
    said = phrasing.formats.listed([f"{name} {words}" for name, _effect, words, _share in rows])
    return b.Figure("levers", b.LeversData(rows), _("One per cent changes profit by: {effects}.").format(effects=said))


def _sum(phrasing: Phrasing, text: SumText) -> list[b.Block]:
    picture = {"ceiling": customer_picture, "levers": lever_picture}.get(text.key)
    figure = picture(phrasing) if picture is not None else None
    found: list[b.Block] = [b.Heading(2, text.title)]
    if figure is not None:
        found.append(figure)
    if text.lines[:-1]:
        found.append(b.Bullets(tuple(b.Paragraph(line) for line in text.lines[:-1])))
    return [*found, b.Paragraph(text.lines[-1], style="small")]


def sums_section(phrasing: Phrasing) -> b.Section | None:
    """Return the sums that could be made, or None without any."""
    made = [one for one in sums(phrasing) if one.made]
    mix = promotion.rows(phrasing)
    if not made and not mix:
        return None
    found: list[b.Block] = [b.Heading(1, _("What your own figures say"))]
    for one in made:
        found += _sum(phrasing, one)
    if mix:
        found.append(b.Heading(2, _("Your promotion mix")))
        found.append(b.Bullets(tuple(b.Paragraph(text, label=f"{kind}:") for kind, text in mix)))
        if said := promotion.finding(phrasing):
            found.append(b.Paragraph(said))
    return b.Section("sums", _("Three sums"), tuple(found))
