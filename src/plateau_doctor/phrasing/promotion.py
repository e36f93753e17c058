"""The promotion mix in sentences."""

from __future__ import annotations

from plateau_doctor.core.promotion import MixRow, find_mix
from plateau_doctor.i18n import _
from plateau_doctor.phrasing.verdict import Phrasing


def named(key: str) -> str:
    """Return a kind or a job as people write it; keys such as trade_show come from files."""
    words = key.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def rows(phrasing: Phrasing) -> tuple[tuple[str, str], ...]:
    """Return each kind of promotion with what it cost and brought."""
    return tuple((named(one.row.kind), _row(phrasing, one)) for one in find_mix(phrasing.checkup.promotion).rows)


def _row(phrasing: Phrasing, one: MixRow) -> str:
    formats, currency, row = phrasing.formats, phrasing.checkup.business.currency, one.row
    parts = [named(row.job).lower()] if row.job else []
    if row.spend is not None:
        parts.append(formats.money(row.spend, currency))
    counts = ((row.enquiries, _("1 enquiry"), _("{n} enquiries")), (row.sales, _("1 sale"), _("{n} sales")))
    parts += [one if n == 1 else more.format(n=formats.whole(n)) for n, one, more in counts if n is not None]
    if one.per_sale is not None:
        parts.append(_("{cost} a sale").format(cost=formats.money(one.per_sale, currency)))
    elif one.per_enquiry is not None:
        parts.append(_("{cost} an enquiry").format(cost=formats.money(one.per_enquiry, currency)))
    elif row.spend is not None:
        parts.append(_("nobody counted what came of it"))
    return ", ".join(parts)


def finding(phrasing: Phrasing) -> str:
    """Return what the mix shows: how much is uncounted, and which sale was the dearest; empty without rows."""
    mix, formats = find_mix(phrasing.checkup.promotion), phrasing.formats
    lines = []
    if mix.uncounted:
        lines.append(
            _("Nobody counts what comes of {share} of the money.").format(share=formats.percent(mix.uncounted))
        )
    if mix.dearest is not None:
        cost = formats.money(mix.dearest.per_sale or 0.0, phrasing.checkup.business.currency)
        lines.append(_("The dearest sales: {kind}, {cost} each.").format(kind=named(mix.dearest.row.kind), cost=cost))
    return " ".join(lines)
