import { z } from 'zod'
import { Channel } from '../app/channel.ts'
import { contrastOnWhite } from './colour.ts'

const loopback = (host: string) => host === 'localhost' || host === '[::1]' || host.startsWith('127.')

/** White text on the button and coloured links on white both need this much (WCAG 1.4.3). */
const minContrast = 4.5

/** How the person's pages look, and where they may be shown. */
export const PublicPage = z.object({
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/u)
    .refine((colour) => contrastOnWhite(colour) >= minContrast, 'is too light to be read on white'),
  /** Hash of an image in `brand_images`. */
  logo: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .nullable(),
  /** Channels with a row of their own; the others are only stopped by "stop everything". */
  channels: z.array(Channel).min(1),
  /** Sites that may show the preference page in a frame. */
  embedOrigins: z
    .array(z.string().refine(isOrigin, 'is not an origin such as https://www.exemple.example.test'))
    .max(20),
  /** Address that takes unsubscribe mails; empty = no mailto in the header. */
  mailbox: z.email().nullable(),
})
export type PublicPage = z.infer<typeof PublicPage>

export const defaultPublicPage: PublicPage = {
  colour: '#0f5c5c',
  logo: null,
  channels: ['email', 'sms', 'phone', 'post', 'audience'],
  embedOrigins: [],
  mailbox: null,
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.origin === text && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback(url.hostname)))
}

/**
 * Value of List-Unsubscribe (RFC 8058, RFC 2369): the https address first, then mailto, where a mailbox is read:
 * Outlook.com only writes to the latter (docs/reference/brokers.md#one-click). `named`: what tells in the subject who
 * writes, the person's token or link.
 */
export function listUnsubscribe(link: string, mailbox: string | null, named: string): string {
  const [local = '', domain = ''] = (mailbox ?? '').split('@')
  return `<${link}/one-click>${mailbox === null ? '' : `, <mailto:${encodeURIComponent(local)}@${domain}?subject=unsubscribe%20${named}>`}`
}
