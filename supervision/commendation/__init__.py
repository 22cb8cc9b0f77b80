"""评优评先: contests, nominations, commendations; closed to whoever lost the year's eligibility."""
