/** User and password of AUTHENTICATE PLAIN. */
export function plainOf(base64: string): [string, string] {
  const [, user = '', password = ''] = Buffer.from(base64, 'base64').toString('utf8').split('\u0000')
  return [user, password]
}

/** User and access token of AUTHENTICATE XOAUTH2 (docs/reference/mailboxes.md#xoauth2). */
export function tokenOf(base64: string): [string, string] {
  const [user = '', bearer = ''] = Buffer.from(base64, 'base64').toString('utf8').split('\u0001')
  return [user.replace(/^user=/u, ''), bearer.replace(/^auth=Bearer /u, '')]
}
