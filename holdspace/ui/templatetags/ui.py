"""The tags and filters every page loads with `{% load ui %}`."""

from datetime import datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from holdspace.ui import icons, parts, statuses, words
from holdspace.ui.charts import CourseChart, CourseDrawing

register = template.Library()
register.simple_tag(icons.icon)
register.simple_tag(icons.shape)
register.simple_tag(words.dose)
register.simple_tag(parts.avatar)
register.simple_tag(parts.voice)
register.simple_tag(parts.sum_line)
register.simple_tag(parts.squares)
register.filter("initials", parts.initials)
register.inclusion_tag("ui/components/countdown.html")(parts.countdown)
register.inclusion_tag("ui/components/room.html")(parts.room)
register.inclusion_tag("ui/components/source_rail.html", name="source_rail")(parts.rails)
register.filter("number", words.number)
register.filter("amount", words.amount)
register.filter("percent", words.percent)
register.filter("day", words.day)
register.filter("long_day", words.long_day)
register.filter("short_day", words.short_day)
register.filter("clock", words.clock)
register.filter("moment", words.moment)
register.filter("moment_with_zone", words.moment_with_zone)
register.filter("elapsed", words.elapsed)
register.filter("years", words.years)

WRITTEN = {
    "day": words.day,
    "short_day": words.short_day,
    "long_day": words.long_day,
    "clock": words.clock,
    "moment": words.moment,
    "zone": words.moment_with_zone,
}


@register.simple_tag
def server_time() -> str:
    """The moment this page was made, by the one clock of the server: pages keep their own time by it."""
    return timezone.localtime().isoformat()


@register.filter
def or_dash(value: Any) -> Any:
    """The value, or an en dash when nobody recorded one."""
    return words.UNKNOWN if value is None or value == "" else value


@register.simple_tag
def when(value: Any, form: str = "") -> str:
    """A day or a moment as a `<time>`: `{% when session.started_at "clock" %}`."""
    if not value:
        return words.UNKNOWN
    form = form or ("moment" if isinstance(value, datetime) else "day")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), WRITTEN[form](value))


@register.simple_tag
def age(value: datetime | None, now: datetime, stale_after: int | None = None) -> str:
    """How long ago; the page's clock keeps it true, and after `stale_after` minutes it is marked stale."""
    if value is None:
        return words.UNKNOWN
    is_stale = stale_after is not None and words.is_stale(value, now, stale_after)
    return format_html(
        '<time class="age{}" datetime="{}" data-age{}>{}</time>',
        " stale" if is_stale else "",
        value.isoformat(),
        "" if stale_after is None else format_html(' data-stale-after="{}"', stale_after),
        words.age(value, now),
    )


@register.simple_tag
def status(code: str, word: str = "", plain: bool = False) -> str:
    """A status as tag: shape, word, tint. `word` says more than the table does; `plain` drops the tint."""
    found = statuses.status(code)
    return format_html(
        '<span class="tag{} tone-{}" data-status="{}">{}<span>{}</span></span>',
        " tag-plain" if plain else "",
        found.tone,
        found.code,
        icons.shape(found.shape, 16),
        word or found.word,
    )


@register.simple_tag
def status_shape(code: str, size: int = 20, said: bool = False) -> str:
    """A status's shape alone; with `said`, its word for screen readers, when no word stands beside it."""
    found = statuses.status(code)
    word = format_html('<span class="visually-hidden">{}</span>', found.word) if said else ""
    return format_html('<span class="tone-{} shape-only">{}{}</span>', found.tone, icons.shape(found.shape, size), word)


@register.filter
def status_word(code: str) -> str:
    """The word of a status."""
    return statuses.status(code).word


@register.filter
def tone(code: str) -> str:
    """The tone of a status, for `class="tone-{{ code|tone }}"`."""
    return statuses.status(code).tone


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """One form field: label, help, control, what is wrong. See `ui/components/field.html` for the options."""
    # Set on the bound field, so that Django's own aria-describedby points at it.
    bound.help_text = options.pop("help", bound.help_text)
    return render_to_string("ui/components/field.html", {"field": bound, "kind": kind_of(bound), **options})


def kind_of(bound: BoundField) -> str:
    """How a field is drawn: hidden, checkbox, choices or control."""
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "checkbox" if isinstance(widget, CheckboxInput) else "control"


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """Every field of a form in its order, hidden ones included."""
    return mark_safe("".join(field(bound) for bound in form))  # Each part was escaped by its template.


@register.inclusion_tag("ui/components/form_problems.html")
def form_problems(form: BaseForm) -> dict[str, Any]:
    """What has to be mended before this form can be kept, each a link to its field; nothing when all is well."""
    return {"form": form, "problem_fields": [bound for bound in form if bound.errors] if form.is_bound else []}


@register.inclusion_tag("ui/components/course_chart.html")
def course_chart(chart: CourseChart) -> dict[str, Any]:
    """The course chart, with its table twin."""
    return {"chart": chart, "drawing": CourseDrawing(chart)}


@register.simple_block_tag
def card(content: str, title: str = "", **options: Any) -> SafeString:
    """`{% card "Course" aside="PHQ-9" id="course" class="card-next" level=2 ruled=True %}…{% endcard %}`."""
    return _around("card", content, title=title, **options)


@register.simple_block_tag
def banner(content: str, tone: str = "unknown", **options: Any) -> SafeString:
    """`{% banner "unknown" icon="cloud-off" title="No network since 10:31." %}Keep working.{% endbanner %}`."""
    return _around("banner", content, tone=tone, **options)


@register.simple_block_tag
def sheet(content: str, id: str, title: str, **options: Any) -> SafeString:
    """`{% sheet "dose" "Dose" who="Maya Okafor, born 14 Mar 1987" wide=True %}…{% endsheet %}`."""
    return _around("sheet", content, id=id, title=title, **options)


@register.simple_block_tag
def stem_step(content: str, icon: str, title: str) -> SafeString:
    """One step of a stem, inside `<ol class="stem">`."""
    return _around("stem_step", content, icon=icon, title=title)


@register.simple_block_tag
def data_table(content: str, label: str, **options: Any) -> SafeString:
    """A table that may be wider than the page: `{% data_table "Vital signs" %}<thead>…{% enddata_table %}`."""
    return _around("data_table", content, label=label, **options)


def _around(part: str, content: str, **context: Any) -> SafeString:
    return render_to_string(f"ui/components/{part}.html", {"content": content, **context})
