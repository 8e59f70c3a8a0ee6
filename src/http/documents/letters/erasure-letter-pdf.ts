import type { CertificateSystem } from '../../../domain/removals/certificate.ts'
import type { ErasureLetter } from '../../../operations/removals/erasure/erasure-letter.ts'
import type { Language } from '../../ui/format.ts'
import { wordsIn, type Words } from '../paper-words.ts'
import { drawPdf, ink, muted, pageFooter, type Margin, type PaperContent } from '../pdf-paper.ts'
import { relatedLines } from '../related-lines.ts'

const below = (space: number, above = 0): Margin => [0, above, 0, space]

/** The answer to a wish to be erased, as a letter that the company sends itself (GDPR art. 12(3)). */
export function erasureLetterPdf(letter: ErasureLetter, language: Language, timeZone: string): Promise<Buffer> {
  const words = wordsIn(language, timeZone)
  const { t, f } = words
  const {
    erasure: { letter: l },
    accessPack,
  } = t
  const { request, told, controller } = letter
  return drawPdf({
    info: { title: `${l.title} ${request.number}`, author: controller?.name ?? 'Lawbase' },
    language,
    pageSize: 'A4',
    pageMargins: [64, 64, 64, 64],
    defaultStyle: { fontSize: 10.5, lineHeight: 1.35, color: ink },
    footer: pageFooter((now, of) => `${request.number} · ${l.page(now, of)}`),
    content: [
      { text: controller?.name ?? '', bold: true, fontSize: 12 },
      { text: controller?.contact ?? '', color: muted, margin: below(24) },
      { text: l.title, fontSize: 18, bold: true, margin: below(2) },
      {
        text: `${l.reference}${f.colon}${request.number} · ${l.date}${f.colon}${f.date(letter.issuedAt)}`,
        color: muted,
        margin: below(18),
      },
      { text: l.hello, margin: below(8) },
      { text: l.asked(f.day(request.receivedOn)), margin: below(8) },
      ...outcomeOf(letter, words),
      ...(told.length === 0
        ? []
        : [
            { text: l.told, bold: true, margin: below(3) },
            { ul: told.map((one) => l.recipientLine(one.label, f.date(one.sentAt))), margin: below(10) },
          ]),
      { text: restText(letter, words), margin: below(8) },
      {
        text: l.rights(
          letter.dpo ?? controller?.contact ?? '',
          letter.authority.trim() === '' ? accessPack.who.unknown : letter.authority,
        ),
        margin: below(18),
      },
      { text: l.regards, margin: below(4) },
      { text: request.decidedBy },
      { text: controller?.name ?? '' },
    ],
  })
}

/** What was found and done: nobody was found, a part is kept, or everything was erased. */
function outcomeOf(letter: ErasureLetter, words: Words): PaperContent[] {
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
function stoppedText({ notStopped }: ErasureLetter, { t, f }: Words): string {
  const l = t.erasure.letter
  return notStopped.length === 0 ? l.stopped : l.stopping(f.list(notStopped))
}

type Looked = NonNullable<ErasureLetter['request']['looked']>

function nothingFound(looked: Looked, { t, f }: Words): PaperContent[] {
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
function erasedIn(letter: ErasureLetter, words: Words): PaperContent[] {
  const { t, f, language } = words
  const { related } = t
  const l = t.erasure.letter
  const { request, systems } = letter
  const remains = systems.filter((system) => system.removed > 0 && system.remains[language] !== '')
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
        { ul: relatedLines(system.related ?? [], language, f), fontSize: 9.5, margin: below(10) },
      ]),
    ...(remains.length === 0
      ? []
      : [
          { text: l.remains, bold: true, margin: below(3) },
          {
            ul: remains.map((system) => `${system.name}${f.colon}${system.remains[language]}`),
            fontSize: 9.5,
            margin: below(10),
          },
        ]),
  ]
}

function becameOf(system: CertificateSystem, issuedAt: Date, words: Words): string {
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
function binLines({ inBin = 0, inBinUntil }: CertificateSystem, issuedAt: Date, { t, f }: Words): string[] {
  const l = t.erasure.letter
  if (inBin === 0) return []
  if (inBinUntil === null) return [l.binnedOpen(inBin)]
  const until = new Date(inBinUntil)
  return [until > issuedAt ? l.binned(inBin, f.date(until)) : l.binPast(inBin, f.date(until))]
}

/** Whether the person can be written to again. */
function restText({ request: { looked } }: ErasureLetter, { t, f }: Words): string {
  const { absent, letter } = t.erasure
  if (looked === null) return letter.rest
  return looked.stoppedSince === null
    ? absent.letter.keptNothing
    : absent.letter.kept(f.date(new Date(looked.stoppedSince)))
}
