import { readHead, parseMessage } from './parse-message.ts'

export interface ParseInput {
  raw: Buffer
  receivedAt: Date
  mailbox: string
  oversize: boolean
  /** Only who wrote it and to whom: for a message whose whole text was too hard. */
  headOnly?: true
}

/** Reads one message in a thread of its own. */
export default ({ raw, receivedAt, mailbox, oversize, headOnly }: ParseInput) =>
  headOnly === true ? readHead(raw, receivedAt, mailbox) : parseMessage(raw, receivedAt, mailbox, oversize)
