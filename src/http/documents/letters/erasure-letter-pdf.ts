import type { CertificateSystem } from '../../../domain/removals/certificate.ts'
import type { ErasureLetter } from '../../../operations/removals/erasure/erasure-letter.ts'
import type { NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import { drawPdf, ink, muted, pageFooter, type Margin, type PaperContent } from '../paper/pdf-paper.ts'
import { detailsIn, type Speakers } from '../../locales/our-details.ts'
import { relatedLines, type SayDetail } from '../related-lines.ts'
import { letterHead } from './letter-head.ts'
import { letterWords, senderOf, type LetterWords } from './letter-words.ts'

/** `say`: puts what systems said into French, where the letter is French. */
type ErasureWords = LetterWords & { say: SayDetail }

const below = (space: number, above = 0): Margin => [0, above, 0, space]

/** The answer to a wish to be erased, as a letter that the company sends itself (GDPR art. 12(3)). */
export function erasureLetterPdf(
  letter: ErasureLetter,
  language: NoticeLanguage,
  timeZone: string,
  speakers: Speakers,
): Promise<Buffer> {
  const words = {
    ...letterWords(language, timeZone),
    say: detailsIn(language === 'fr' ? 'fr' : 'en', speakers),
  }
  const l = words.t.erasure.letter
  const { request } = letter
  return drawPdf({
    info: { title: `${l.title} ${request.number}`, author: letter.controller?.name ?? 'Lawbase' },
    language,
    pageSize: 'A4',
    pageMargins: [64, 64, 64, 64],
    defaultStyle: { fontSize: 10.5, lineHeight: 1.35, color: ink },
    footer: pageFooter((now, of) => `${request.number} · ${l.page(now, of)}`),
    content: erasureLetterContent(letter, words),
  })
}

/** What stands in the letter. */
export function erasureLetterContent(letter: ErasureLetter, words: ErasureWords): PaperContent[] {
  const { t, f, language } = words
  const l = t.erasure.letter
  const { request, told } = letter
  const sender = senderOf(letter, language)
  return [
    ...letterHead(sender, request, letter.issuedAt, l, f),
    ...outcomeOf(letter, words),
    ...(told.length === 0
      ? []
      : [
          { text: l.told, bold: true, margin: below(3) },
          { ul: told.map((one) => l.recipientLine(one.label, f.date(one.sentAt))), margin: below(10) },
        ]),
    { text: restText(letter, words), margin: below(8) },
    { text: l.rights(sender.officer, sender.authority), margin: below(18) },
    { text: l.regards, margin: below(4) },
    { text: request.decidedBy },
    { text: sender.name },
  ]
}

/** What was found and done: nobody was found, a part is kept, or everything was erased. */
function outcomeOf(letter: ErasureLetter, words: ErasureWords): PaperContent[] {
  const { request } = letter
  const l = words.t.erasure.letter
  if (request.looked !== null) return nothingFound(request.looked, words)
  if (request.planId !== null) return erasedIn(letter, words)
  const until = request.keptUntil === null ? '' : ` (${l.keptUntil(words.f.day(request.keptUntil))})`
  return [
    { text: stoppedText(letter, words), margin: below(6) },
    { text: l.keptWhat, margin: below(6) },
    { ul: [`${request.kept}${until}`], margin: below(10) },
  ]
}

/** That nothing is sent to them any more, where every system says so; else which do not yet. */
function stoppedText({ notStopped }: ErasureLetter, { t, f }: LetterWords): string {
  const l = t.erasure.letter
  return notStopped.length === 0 ? l.stopped : l.stopping(f.list(notStopped))
}

type Looked = NonNullable<ErasureLetter['request']['looked']>

function nothingFound(looked: Looked, { t, f }: LetterWords): PaperContent[] {
  const { absent } = t.erasure
  return [
    {
      text: absent.letter.looked(looked.by.map((kind) => absent.by[kind]).join(absent.letter.and)),
      margin: below(8),
    },
    {
      layout: 'lightHorizontalLines',
      margin: below(10),
      table: {
        headerRows: 1,
        widths: ['*', 150, 120],
        body: [
          [absent.letter.system, absent.letter.read, absent.found].map((text) => ({
            text,
            bold: true,
            color: muted,
          })),
          ...looked.systems.map(({ name, readAt }) => [
            { text: name, bold: true },
            f.dateTime(new Date(readAt)),
            absent.letter.nothing,
          ]),
        ],
      },
    },
    ...(looked.others === undefined || looked.others === 0
      ? []
      : [{ text: absent.letter.others(looked.others), margin: below(8) }]),
    ...(looked.removedOn === null ? [] : [{ text: absent.letter.removed(f.day(looked.removedOn)), margin: below(8) }]),
    { text: absent.letter.erased, margin: below(8) },
  ]
}

/** Per system what became of the records, then what went with them and what stays. */
function erasedIn(letter: ErasureLetter, words: ErasureWords): PaperContent[] {
  const { t, f, language } = words
  const { related } = t
  const l = t.erasure.letter
  const { request, systems } = letter
  // Systems tell it in the languages of the console.
  const said = language === 'fr' ? 'fr' : 'en'
  const remains = systems.filter((system) => system.removed > 0 && system.remains[said] !== '')
  return [
    {
      text: (request.refused > 0 ? l.partly : l.done)(f.date(request.finishedAt ?? letter.issuedAt)),
      margin: below(8),
    },
    ...(request.refused > 0 ? [{ text: stoppedText(letter, words), margin: below(8) }] : []),
    {
      layout: 'lightHorizontalLines',
      margin: below(10),
      table: {
        headerRows: 1,
        widths: [120, '*'],
        body: [
          [l.system, l.what].map((text) => ({ text, bold: true, color: muted })),
          ...systems.map((system) => [{ text: system.name, bold: true }, becameOf(system, letter.issuedAt, words)]),
        ],
      },
    },
    ...systems
      .filter((system) => (system.related ?? []).length > 0)
      .flatMap((system): PaperContent[] => [
        { text: `${related.yours}, ${system.name}`, bold: true, margin: below(3) },
        { ul: relatedLines(system.related ?? [], related, f, words.say), fontSize: 9.5, margin: below(10) },
      ]),
    ...(remains.length === 0
      ? []
      : [
          { text: l.remains, bold: true, margin: below(3) },
          {
            ul: remains.map((system) => `${system.name}${f.colon}${system.remains[said]}`),
            fontSize: 9.5,
            margin: below(10),
          },
        ]),
  ]
}

function becameOf(system: CertificateSystem, issuedAt: Date, words: LetterWords): string {
  const l = words.t.erasure.letter
  // What the bin dropped by itself, or was not there any more, is erased as well.
  const gone =
    system.removed - (system.anonymised ?? 0) - (system.inBin ?? 0) - (system.back ?? 0) - (system.afterBin?.back ?? 0)
  return [
    ...(gone > 0 ? [l.erased(gone)] : []),
    ...((system.anonymised ?? 0) > 0 ? [l.anonymised(system.anonymised ?? 0)] : []),
    ...binLines(system, issuedAt, words),
    ...(system.refused > 0 ? [l.notYet(system.refused)] : []),
  ].join('; ')
}

/** What lies in the system's bin; nothing is said to lie in one that has ended. */
function binLines({ inBin = 0, inBinUntil }: CertificateSystem, issuedAt: Date, { t, f }: LetterWords): string[] {
  const l = t.erasure.letter
  if (inBin === 0) return []
  if (inBinUntil === null) return [l.binnedOpen(inBin)]
  const until = new Date(inBinUntil)
  return [until > issuedAt ? l.binned(inBin, f.date(until)) : l.binPast(inBin, f.date(until))]
}

/** Whether the person can be written to again. */
function restText({ request: { looked } }: ErasureLetter, { t, f }: LetterWords): string {
  const { absent, letter } = t.erasure
  if (looked === null) return letter.rest
  return looked.stoppedSince === null
    ? absent.letter.keptNothing
    : absent.letter.kept(f.date(new Date(looked.stoppedSince)))
}
