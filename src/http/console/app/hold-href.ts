/** The address that keeps one contact, or those of a list. */
export const holdHref = (target: { contact: string } | { list: string }): string =>
  `/removals/holds?${new URLSearchParams({ ...target }).toString()}`

/** The address that keeps one contact out of plans for a reason that ends. */
export const keepOutHref = (contactId: string): string => `/removals/keep-out?contact=${contactId}`
