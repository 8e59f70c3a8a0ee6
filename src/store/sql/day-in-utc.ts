/**
 * SQL of the day of a report as decisions count days: by UTC. Where the company is, a day begins earlier; one that had
 * begun there and not yet in UTC when somebody reported it is the UTC day of the report.
 */
export const dayInUtc = (day: string, reportedAt: string): string =>
  `(${day} - case when ${day} = (${reportedAt} at time zone 'UTC')::date + 1 then 1 else 0 end)`
