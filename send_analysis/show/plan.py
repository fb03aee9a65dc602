"""What a notebook shows of an improvement plan: `release.show.plan`."""

from send_analysis.core.figures import Figures, concat_figures
from send_analysis.datasets.plan import Plan
from send_analysis.measures.impact import Impact
from send_analysis.present import impact as impact_tables
from send_analysis.present import improvement_plan as tables
from send_analysis.present.slippage import slippage
from send_analysis.show.outlet import Outlet


class PlanShow:
    """Shows an improvement plan; the figures that a method takes are those of `measures.improvement_plan`."""

    def __init__(self, show: Outlet) -> None:
        self._show = show

    def introduction(self, plan: Plan) -> None:
        """What the plan is, when it was submitted, and what params note about it."""
        self._show.display(tables.introduction(plan.stated))

    def summary(self, plan: Plan, *figures: Figures) -> None:
        """In sentences how many actions stand how, how many are overdue and how many have slipped."""
        self._show.display(tables.summary(plan, self._show.released(concat_figures(figures))))

    def key(self, plan: Plan, actions: Figures) -> None:
        """The written key of the statuses, with how many actions have each."""
        self._show.display(tables.key(plan, self._show.released(actions)))

    def milestones(self, plan: Plan, milestones: Figures) -> None:
        """The milestones with their dates, what is to be reached and what has come of it."""
        self._show.display(tables.milestones(plan, self._show.released(milestones)))

    def actions(self, plan: Plan, slipped: Figures) -> None:
        """The actions of each area: owner, due date, status, evidence, and what has changed since the last report."""
        self._show.display(tables.actions(plan, self._show.released(slipped)))

    def slippage(self, plan: Plan, slipped: Figures) -> None:
        """What has changed since the last report, by kind; that this is the first one where there is no last one."""
        self._show.display(slippage(plan, self._show.released(slipped)))

    def impact(self, plan: Plan, found: Impact) -> None:
        """The impact measures of each area: baseline, milestone and actual value, and how they stand to each other."""
        self._show.display(impact_tables.impact(plan, self._show.released(found.figures), found.cells))
