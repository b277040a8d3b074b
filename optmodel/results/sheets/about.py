"""The sheet About: what this workbook is, how sure it is, how to read it, where things are."""

from __future__ import annotations

from optmodel.results.layout import (
    Block,
    Cell,
    Column,
    Kind,
    Link,
    Report,
    Row,
    Sheet,
    Shown,
    Tone,
    finite_or,
)
from optmodel.results.sheets.site_map import MAP
from optmodel.results.words import failures, gap_musd, status_words
from optmodel.workbook.schema import SCHEMA_VERSION

CONTENTS = (
    ("Summary", "The decision, its value, key dates and what binds, on one printed page"),
    ("Plan", "The decisions: which cluster, where, when, who pays; and what becomes of each"),
    ("Timeline", "Build and operation of every funded cluster by period"),
    ("Sites", "Use of land, power, water and workers against supply, and what stands where"),
    (MAP, "Where the plan builds, over the outline of the states"),
    ("Funding", "Capital calls against call limits and the commitment"),
    ("Cash flow", "Cash of the program and of every vehicle by period"),
    ("Waterfall", "Deemed balance, interest, calls and receipts of every vehicle by period"),
    ("Returns", "NPV, payback, rate of return and recovery of every vehicle"),
    ("Capacity", "What builders, markets and operators can carry, what neighbors gain"),
    ("Not funded", "Why each other cluster is not funded, and what was ruled out beforehand"),
    ("Limits", "Every limit: used, limit, slack, binding or not, and its input cell"),
    ("Bridge", "What each family of limits takes from the value"),
    ("Inputs", "What was read from the input workbook, with the cell of every value"),
    ("Lookups", "The input as tables that formulas look things up in"),
    ("Time", "Periods, prices and discount factors"),
    ("Workings", "What each row of the sheet Plan means, as numbers"),
    ("Checks", "Every rule and every sum as the plan stands now, and the audit of the run"),
    ("Log", "Versions, options, timings, the solver's last lines, warnings"),
)
"""Every other sheet in order, and what it shows; the map only where there is one."""

BUILT = (
    (
        "Decisions",
        (
            "They stand once, as values: in the yellow columns of the sheet Plan (Fund, Site,"
            " Start, Operator, Share) and of the sheet Sites (Opened, shares of preparation)."
            " Everything that follows from them is a formula."
        ),
    ),
    (
        "Workings",
        (
            "Each row of Workings belongs to the row of Plan with the same number: it turns words"
            " and dates into numbers and looks up what the cluster is at its site. Inputs and"
            " Lookups hold the figures, each traced to its cell of the input workbook."
        ),
    ),
    (
        "Vehicles",
        (
            "Cash flow, Waterfall and Returns have the same rows for each vehicle. Vehicle k shows"
            " the k-th row of Plan that is funded; free vehicles wait for clusters that a reader"
            " funds. Sums over vehicles find their rows by the label."
        ),
    ),
    (
        "Blank totals",
        (
            "Rows of balances have no total: the cell before the first period stays blank, because"
            " the first period looks at it for what was there before."
        ),
    ),
    (
        "What may be edited",
        (
            "The yellow decisions, and nothing else: other cells are formulas or the record of the"
            " run. Value, limits and checks follow each edit. The plan of a changed input is found"
            " by a new run; optmodel evaluate judges and writes an edited plan in full."
        ),
    ),
)
"""How the workbook works, topic by topic."""

CHECKED = (
    (
        "Checked live",
        (
            "Every rule of the program, the sums that must close, and whether the plan is still"
            " that of the run, by formulas: the table Checks and the top of every sheet."
        ),
    ),
    (
        "Checked at the run",
        (
            "Every rule, cash flow, waterfall, payback and recovery of every funded cluster and"
            " the value, again, from the input tables alone, by a calculation that shares no code"
            " with the model; the table RunChecks. These are values that no edit changes."
        ),
    ),
    (
        "As of the run",
        (
            "The proof and its bound, reasons on the sheet Not funded, words of the sheet Summary"
            " about the run, and the sheet Log."
        ),
    ),
    (
        "Not checked",
        (
            "Whether the figures that were typed in are right. Estimates are marked in the columns"
            " Source and Notes of the sheet Inputs."
        ),
    ),
    (
        "Not checked",
        "Anything after the horizon: cash and balances beyond the last period do not count.",
    ),
)
"""What was checked, when, and what was not."""


PURPOSE = (
    "Decides which clusters the pledge funds, at which site each stands and when each starts, so"
    " that discounted value is greatest while every limit holds."
)


def about(report: Report) -> Sheet:
    """Describe the sheet About."""
    program = report.plan.program
    return Sheet(
        "About",
        f"{program.settings.plan_name}: plan of funded clusters",
        "What this workbook shows, how it was made, how sure it is and how to read it.",
        (_run(report), _contents(report), _legend(), _conventions(report), _built(), _scope()),
        frozen_columns=0,
    )


def _run(report: Report) -> Block:
    plan, info = report.plan, report.info
    status: list[tuple[str, Cell]] = [
        ("Purpose", PURPOSE),
        ("Tool", f"optmodel {info.versions.get('optmodel', '')}"),
        ("Run id", info.run_id),
        ("Made (UTC)", f"{info.created:%Y-%m-%d %H:%M:%S}"),
        ("Input file", info.input_file),
        ("Input SHA-256", info.input_sha256),
        ("Schema version of the input (number)", Shown(SCHEMA_VERSION, Kind.WHOLE)),
        ("Solver", f"HiGHS (highspy {info.versions.get('highspy', 'unknown')})"),
        ("Status", status_words(plan)),
        ("Why the search ended", plan.search.reason),
        ("Perspective", program_perspective(report)),
        ("Value (USD m)", Shown(plan.value_musd, Kind.MONEY)),
        ("Proven bound (USD m)", Shown(finite_or(plan.search.bound, "none"), Kind.MONEY)),
        ("Gap (USD m)", Shown(finite_or(gap_musd(plan), "unknown"), Kind.MONEY)),
        ("Gap (% of value)", Shown(finite_or(plan.search.gap, "unknown"), Kind.SHARE)),
        ("Checks that failed at the run (number)", Shown(failures(plan), Kind.WHOLE)),
    ]
    columns = (Column("Item", width=28), Column("Content", Kind.NOTE, width=100))
    return Block(
        "AboutRun", "This run", columns, tuple(Row(cells) for cells in status), filters=False
    )


def program_perspective(report: Report) -> str:
    """Return whose value was made as great as possible."""
    perspective = report.plan.program.settings.perspective
    return "Program (all parties)" if perspective == "Program" else perspective


def _contents(report: Report) -> Block:
    columns = (Column("Sheet", width=28), Column("What it shows", Kind.NOTE, width=100))
    left_out = {MAP} if report.model.sites.map is None else set()
    rows = tuple(Row((Link(name, name), text)) for name, text in CONTENTS if name not in left_out)
    return Block("AboutContents", "Contents", columns, rows, filters=False)


def _legend() -> Block:
    columns = (Column("Look", width=28), Column("Meaning", Kind.NOTE, width=100))
    rows: tuple[tuple[Cell, Cell], ...] = (
        (
            Shown("Solver result", Kind.TEXT, Tone.SOLVER),
            "A decision of the solver; the only cells that may be edited",
        ),
        (Shown("Input", Kind.TEXT, Tone.INPUT), "A value typed in the input workbook"),
        ("Plain", "A formula over decisions and inputs, or words"),
        (Shown("Total", Kind.TEXT, Tone.TOTAL), "A sum"),
        (Shown("PASS", Kind.VERDICT), "A check that holds"),
        (Shown("FAIL", Kind.VERDICT), "A check that does not hold"),
        (Shown("yes", Kind.VERDICT), "A limit that binds: nothing of it is left"),
        (Shown("broken", Kind.VERDICT), "A limit that is not kept"),
        (Shown("S", Kind.STAMP), "Timeline: site preparation"),
        (Shown("B", Kind.STAMP), "Timeline: build"),
        (Shown("O", Kind.STAMP), "Timeline: operation"),
        (Shown("R", Kind.STAMP), "Timeline: operation, period in which the pledge is recovered"),
    )
    cells = tuple(Row(pair) for pair in rows)
    return Block("AboutLegend", "Color legend", columns, cells, filters=False)


def _conventions(report: Report) -> Block:
    settings = report.plan.program.settings
    calendar = report.plan.program.calendar
    prices = (
        f"Money by period is nominal: prices of {calendar.label(0)} with"
        f" {settings.revenue_escalation:.2%} a year on revenue, {settings.cost_escalation:.2%} on"
        f" costs and {settings.capex_escalation:.2%} on capex."
    )
    values = (
        f"NPV and value are discounted at {settings.discount_rate:.2%} a year to the first day of"
        f" {calendar.label(0)}; the cash of a period counts at its {settings.discount_timing}."
    )
    signs = (
        "Cash received is positive, cash paid is negative. Calls, balances, limits, use and cost"
        " columns that are named as such are positive amounts."
    )
    words = (
        "never = not within the horizon; n/m = not meaningful, the cash changes its sign more than"
        " once; none = there is no such figure; no limit = nothing limits it."
    )
    rows = (
        ("Currency", "Millions of US dollars (USD m)."),
        ("Price base", prices),
        ("Values", values),
        ("Sign convention", signs),
        ("Negative figures", "In brackets, as in (1,234.5). A dash is exactly zero."),
        ("Percentages", "Stored as fractions: 5.50% is 0.055."),
        ("Dates", f"Year-month-day. A period has {calendar.months} months."),
        ("Words for figures", words),
    )
    columns = (Column("Topic", width=28), Column("Convention", Kind.NOTE, width=100))
    cells = tuple(Row(pair) for pair in rows)
    return Block("AboutConventions", "How to read the figures", columns, cells, filters=False)


def _built() -> Block:
    columns = (Column("Part", width=28), Column("How it works", Kind.NOTE, width=100))
    rows = tuple(Row(pair) for pair in BUILT)
    return Block("AboutModel", "How the workbook works", columns, rows, filters=False)


def _scope() -> Block:
    columns = (Column("Scope", width=28), Column("What", Kind.NOTE, width=100))
    rows = tuple(Row(pair) for pair in CHECKED)
    return Block("AboutScope", "What was checked and what was not", columns, rows, filters=False)
