/** A calendar day as an instant that lies on that day in every zone of Europe. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}
