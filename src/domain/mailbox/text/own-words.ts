import { seenText } from './fold.ts'
import { maxText } from './parsed-mail.ts'
import {
  anyAttribution,
  attributionEnd,
  attributionStart,
  disclaimer,
  footerSentence,
  headerLine,
  mobileSignature,
  onBehalf,
  originalSeparator,
  senderLine,
  stillBroken,
} from '../tables/quoting.ts'

/** What the sender wrote, apart from what was answered, signed or added by a mail program. */
interface OwnWords {
  /** One entry per paragraph line, in order; soft line wraps are joined. */
  sentences: readonly string[]
  /** True when nothing of the sender's is left. */
  empty: boolean
  /** What was left out as a legal footer, an offer to unsubscribe, or below the mark of a signature. */
  dropped: readonly string[]
}

/** Longest attribution ("On … wrote:") that mail programs wrap over several lines. */
const attributionLines = 4
const maxLines = 5_000
const maxLine = 4_000
/**
 * The marks of mail programs stand in short lines, and a footer tells what it is at once: patterns must not search for
 * ever.
 */
const maxMark = 600
const maxDisclaimer = 2_000

/**
 * Strips quotes, forwarded messages, signatures, legal footers and unsubscribe footers from a plain text. Answers that
 * stand between or below quoted lines are kept. In doubt words are kept: a quote taken for an answer costs a review, an
 * answer taken for a quote costs a missed no.
 */
export function ownWords(text: string): OwnWords {
  const { above, below } = dropSignature(dropQuotes(linesOf(text)))
  const paragraphs = joinWraps(above)
  const isLegal = (paragraph: string, index: number) =>
    index > 0 && disclaimer.test(paragraph.slice(0, maxDisclaimer)) && !stillBroken.test(paragraph)
  const kept = paragraphs.filter((paragraph, index) => !isLegal(paragraph, index)).flatMap(splitSentences)
  const sentences = kept.filter((sentence) => !isFooter(sentence))
  return {
    sentences,
    empty: !sentences.some((sentence) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(sentence)),
    dropped: [
      ...paragraphs.filter(isLegal).flatMap(splitSentences),
      ...kept.filter(isFooter),
      ...joinWraps(below).flatMap(splitSentences),
    ],
  }
}

/**
 * The message that a forwarded one holds: who wrote it, as far as its head tells, and its text without marks of
 * quoting. Null when none is found.
 */
export function forwardedPart(text: string): { from: string | null; text: string } | null {
  const lines = linesOf(text).map((line) => line.replace(/^(?:(?:[>›»|]|&gt;)\s*)+/u, ''))
  const at = lines.findIndex((_line, index) => endOfQuoteHead(lines, index) !== null)
  if (at < 0) return null
  const end = headersEnd(lines, endOfQuoteHead(lines, at) ?? at)
  return { from: authorIn(lines, at, end), text: lines.slice(end).join('\n') }
}

/**
 * Who wrote each message that a text quotes or passes on, the outermost first: the address in its head, or null where
 * that names none. A line above a quote ("On … wrote:") counts where it names an address.
 */
export function quotedSenders(text: string): (string | null)[] {
  const lines = linesOf(text).map((line) => line.replace(/^(?:(?:[>›»|]|&gt;)\s*)+/u, ''))
  const senders: (string | null)[] = []
  for (let at = 0; at < lines.length; at++) {
    const start = endOfQuoteHead(lines, at)
    if (start === null) continue
    const end = headersEnd(lines, start)
    const head = lines.slice(at, Math.max(end, start))
    const named = authorIn(lines, at, Math.max(end, start))
    const isHead = head.some((line) => headerLine.test(markOf(line)))
    if (named !== null || isHead) senders.push(named)
    at = Math.max(end, start) - 1
  }
  return senders
}

/**
 * The address of the author in the head of a quoted message, which stands in the lines `from` to `end`; null = it names
 * none. A program or an assistant that sent it for somebody else is not the author.
 */
function authorIn(lines: readonly string[], from: number, end: number): string | null {
  const at = lines.slice(from, end).findIndex((line) => senderLine.test(markOf(line)))
  if (at < 0) return null
  const line = lines[from + at] ?? ''
  const author = line.split(onBehalf).at(-1) ?? ''
  const inBrackets = emailsIn(/<([^<>]{3,320})(?:<mailto:[^<>]{3,320}>)?>/u.exec(author)?.[1] ?? '')[0]
  // Long names push the address into the next line.
  const below = /^<([^<>\s]{3,320})>$/u.exec(lines[from + at + 1] ?? '')?.[1] ?? ''
  return inBrackets ?? emailsIn(author)[0] ?? emailsIn(below)[0] ?? null
}

/** Addresses that stand in a text, as they are written, without the quotes or dots before them. */
export function emailsIn(text: string): string[] {
  if (!text.includes('@')) return []
  return [...text.matchAll(/[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu)].flatMap(
    ([found]) => {
      const email = found.replace(/^['.]+/u, '')
      return email.startsWith('@') ? [] : [email]
    },
  )
}

/** A line without end in pieces: a refusal may stand at its end. */
const piecesOf = (line: string): string[] =>
  line.length <= maxLine ? [line] : (line.match(longLine) ?? []).map((piece) => piece.trim())
/** Pieces of `maxLine`, cut between words where that can be. */
const longLine = /[^]{1,4000}(?=\s|$)|[^]{1,4000}/gu

const linesOf = (text: string) =>
  seenText(text.slice(0, maxText))
    .replaceAll(/\n{3,}/gu, '\n\n')
    .split('\n')
    .slice(0, maxLines)
    .flatMap((line) => piecesOf(line.trim()))

function dropQuotes(lines: readonly string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (isQuoted(line)) continue
    const headerEnd = endOfQuoteHead(lines, at)
    if (headerEnd === null) {
      kept.push(line)
      continue
    }
    // Below the head either every quoted line is marked, and the sender may have written between them, or nothing is,
    // and all of it is the quote.
    const next = lines.slice(headerEnd).find((candidate) => candidate !== '')
    if (next === undefined || !isQuoted(next)) break
    at = headerEnd - 1
  }
  return kept
}

const isQuoted = (line: string) => /^(?:[>›»|]|&gt;)/u.test(line)

/** Index after the head of a quoted message that starts at `at`, or null when none starts there. */
function endOfQuoteHead(lines: readonly string[], at: number): number | null {
  const line = markOf(lines[at])
  if (originalSeparator.test(line)) return headersEnd(lines, at + 1)
  if (/^[_\-=—]{10,}$/u.test(line) && headerLine.test(markOf(firstAfter(lines, at + 1))))
    return headersEnd(lines, at + 1)
  if (headerLine.test(line) && lines.slice(at + 1, at + 5).some((next) => headerLine.test(markOf(next))))
    return headersEnd(lines, at)
  if (anyAttribution.test(line)) return at + 1
  if (!attributionStart.test(line)) return null
  for (let length = 1; length <= attributionLines; length++) {
    const joined = markOf(lines.slice(at, at + length).join(' '))
    if (attributionEnd.test(joined)) return at + length
    if ((lines[at + length] ?? '') === '') return null
  }
  return null
}

const markOf = (line: string | undefined) => (line ?? '').slice(0, maxMark)

const firstAfter = (lines: readonly string[], at: number) => lines.slice(at).find((line) => line !== '') ?? ''

/** Header lines and the blank lines between them. */
function headersEnd(lines: readonly string[], at: number): number {
  let end = at
  while (end < lines.length && (lines[end] === '' || headerLine.test(markOf(lines[end])))) end++
  return end
}

/** Below `--` only a signature stands, unless nothing stands above. */
function dropSignature(lines: readonly string[]): { above: string[]; below: string[] } {
  const visible = lines.filter((line) => !mobileSignature.test(markOf(line)))
  const mark = visible.findIndex(
    (line, index) =>
      /^(?:--|—|_{2,}|-{4,}|={3,})\s*$/u.test(line) && visible.slice(0, index).some((above) => /\p{L}/u.test(above)),
  )
  const mobile = lines.filter((line) => mobileSignature.test(markOf(line)))
  return mark < 0
    ? { above: visible, below: mobile }
    : { above: visible.slice(0, mark), below: [...mobile, ...visible.slice(mark + 1)] }
}

/** A line that goes on in the next one (long, or the next starts in lower case) is one paragraph with it. */
function joinWraps(lines: readonly string[]): string[] {
  const paragraphs: string[] = []
  let open = false
  for (const line of lines) {
    const last = paragraphs.at(-1)
    if (line === '') {
      open = false
    } else if (
      open &&
      last !== undefined &&
      !/[.!?:;]$/u.test(last) &&
      ((last.length > 55 && last.includes(' ')) || /^\p{Ll}/u.test(line))
    ) {
      paragraphs[paragraphs.length - 1] = `${last} ${line}`
    } else {
      paragraphs.push(line)
      open = true
    }
  }
  return paragraphs
}

function splitSentences(paragraph: string): string[] {
  return paragraph
    .split(
      /(?<=[.!?…;])(?<!\b(?:art|arts|nr|no|n|mr|mrs|dr|m|st|abs|cf|ex|bzw|ggf|tel|sr|sra|al|ca|z\.b|p)\.)\s+|(?<=[!?…])(?=\p{L})/iu,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

/** "To unsubscribe, click here": a sentence of a mailing's footer, unless it says that this did not work. */
function isFooter(sentence: string): boolean {
  return footerSentence.test(markOf(sentence)) && !stillBroken.test(sentence)
}
