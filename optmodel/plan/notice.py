"""Notice dates: how early a selection must be announced for the money to be there in time."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pandas as pd
from pandas.tseries.holiday import USFederalHolidayCalendar
from pandas.tseries.offsets import CustomBusinessDay


@cache
def _business_day() -> CustomBusinessDay:
    """One business day of the United States government, federal holidays as observed."""
    holidays = USFederalHolidayCalendar().holidays().to_numpy(dtype="datetime64[D]")
    # Given the calendar itself, pandas takes ten times as long to copy the days one by one.
    return CustomBusinessDay(calendar=np.busdaycalendar(holidays=holidays))


def money_date(first_day: date) -> date:
    """First business day on or after a day: when the call of a period is due."""
    return _business_day().rollforward(pd.Timestamp(first_day)).date()


def notice_date(first_day: date, business_days: int) -> date:
    """Last day on which notice can be given for money due at the start of a period.

    Parameters
    ----------
    first_day
        First day of the period of the first call; the money is due on the first business day
        on or after it.
    business_days
        Business days between the notice and the money; weekends and federal holidays do not
        count. 0 = the day of the money itself.
    """
    due = pd.Timestamp(money_date(first_day))
    return (due - business_days * _business_day()).date() if business_days else due.date()
