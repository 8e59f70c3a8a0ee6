/** What the system says of a file, in words that tell what to do. */
const fileFaults: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path}: there is no such file or folder.`,
  ENOTDIR: (path) => `${path}: a part of this path is a file, not a folder.`,
  EISDIR: (path) => `${path} is a folder: name a file.`,
  EEXIST: (path) => `${path} is there already: name another one.`,
  EACCES: (path) => `${path}: this user may not read or write there.`,
  EPERM: (path) => `${path}: this user may not read or write there.`,
  EROFS: (path) => `${path}: nothing can be written there.`,
  ENOSPC: (path) => `${path}: the disk is full.`,
}

/** What TLS says of the database's certificate. */
const certificateFaults: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ].map((code) => [
      code,
      'The certificate of the database is not from an authority that DATABASE_URL names: give the file of its authority as sslrootcert.',
    ]),
  ),
  CERT_HAS_EXPIRED: 'The certificate of the database has expired: renew it there.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'The certificate of the database is for another name than DATABASE_URL says: name the server as its certificate does.',
}

/** What the database refuses, with what to do; undefined = it is not about the database. */
function saidByDatabase(code: string, message: string): string | undefined {
  const refused = databaseFaults[code]
  return refused === undefined ? certificateFaults[code] : `DATABASE_URL: ${message}. ${refused}`
}

/** What PostgreSQL refuses at the door, by SQLSTATE, and what to do. */
const databaseFaults: Readonly<Record<string, string>> = {
  '28P01': 'Correct the user or the password there.',
  '28000': 'Let this user and this machine in (pg_hba.conf), or name another user.',
  '3D000': 'Create that database, or name another one.',
  '42501': 'Make the user of DATABASE_URL the owner of its database.',
}

/**
 * One sentence for whoever typed the command: an error of ours as it is, an error of the system (a file, the database's
 * socket) in words. `path` names the file where the system does not.
 */
export function faultSentence(error: unknown, path?: string): string {
  if (!(error instanceof Error)) return String(error)
  const { code, syscall, path: named } = error as NodeJS.ErrnoException
  // Several addresses were tried, as of localhost: the sentence is in each of them.
  if (error instanceof AggregateError && error.errors.length > 0) return faultSentence(error.errors[0], path)
  if (code !== undefined && (syscall === 'connect' || syscall === 'getaddrinfo'))
    return `The database does not answer (${error.message}): start it, or correct DATABASE_URL.`
  const said = code === undefined ? undefined : saidByDatabase(code, error.message)
  if (said !== undefined) return said
  const words = code === undefined || syscall === undefined ? undefined : fileFaults[code]
  return words === undefined ? error.message : words(path ?? named ?? 'The file')
}
