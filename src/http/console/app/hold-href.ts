/** The address that keeps one contact, or those of a list. */
export const holdHref = (target: { contact: string } | { list: string }): string =>
  `/removals/holds?${new URLSearchParams({ ...target }).toString()}`
