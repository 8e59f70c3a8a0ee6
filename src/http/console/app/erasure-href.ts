/** The address that decides on one person, or on what a question asks. */
export const erasureHref = (subject: { contact: string } | { review: string }): string =>
  `/erasures/new?${new URLSearchParams({ ...subject }).toString()}`
