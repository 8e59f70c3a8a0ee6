/** What stands in `AccountInfo.recordLink` in the place of the record's id. */
export const idInLink = '{id}'

/**
 * Address of a record's page in its own system; null where none is known, or where it could lead anywhere but to a page
 * over https (http inside this machine).
 */
export function recordPage(link: string | null, remoteId: string): string | null {
  if (link?.includes(idInLink) !== true || !URL.canParse(link)) return null
  const { protocol, hostname, username } = new URL(link)
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1'
  if ((protocol !== 'https:' && !(protocol === 'http:' && isHere)) || username !== '') return null
  return link.replace(idInLink, () => encodeURIComponent(remoteId))
}
