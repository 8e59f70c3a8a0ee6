import { muted, type Margin, type PaperContent } from '../paper/pdf-paper.ts'
import type { PaperFormat } from '../paper/paper-format.ts'

const below = (space: number): Margin => [0, 0, 0, space]

/** Sentences that open an answer to a request, in one language. */
interface HeadWords {
  title: string
  reference: string
  date: string
  hello: string
  asked: (day: string) => string
}

/** What opens an answer to a request: who writes, about which request, of which day. */
export function letterHead(
  sender: { name: string; contact: string },
  { number, receivedOn }: { number: string; receivedOn: string },
  issuedAt: Date,
  l: HeadWords,
  f: PaperFormat,
): PaperContent[] {
  return [
    { text: sender.name, bold: true, fontSize: 12 },
    { text: sender.contact, color: muted, margin: below(24) },
    { text: l.title, fontSize: 18, bold: true, margin: below(2) },
    {
      text: `${l.reference}${f.colon}${number} · ${l.date}${f.colon}${f.date(issuedAt)}`,
      color: muted,
      margin: below(18),
    },
    { text: l.hello, margin: below(8) },
    { text: l.asked(f.day(receivedOn)), margin: below(8) },
  ]
}
