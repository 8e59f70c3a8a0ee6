export type PageFaultCode =
  | 'not-a-url'
  | 'scheme'
  | 'user'
  | 'port'
  | 'private'
  | 'downgrade'
  | 'redirects'
  | 'too-large'
  | 'too-deep'
  | 'too-hard'
  | 'timeout'
  | 'unreachable'
  | 'cut'
  | 'type'
  | 'status'

/** Why a page could not be read: a code for texts, and a sentence in English. `where` is the address it happened at. */
export class PageFault extends Error {
  readonly code: PageFaultCode
  readonly where: string
  /** HTTP status, where there was one. */
  readonly status: number | null
  constructor(code: PageFaultCode, where: string, message: string, status: number | null = null) {
    super(message)
    this.code = code
    this.where = where
    this.status = status
  }
}
