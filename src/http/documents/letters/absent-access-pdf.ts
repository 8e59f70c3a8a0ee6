import { isNothing } from '../../../domain/evidence/access-asker.ts'
import type { AbsentAccessLetter } from '../../../operations/evidence/answer-absent-access.ts'
import type { NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import { drawPdf, ink, muted, pageFooter, type Margin, type PaperContent } from '../paper/pdf-paper.ts'
import { letterHead } from './letter-head.ts'
import { letterWords, senderOf, type LetterWords } from './letter-words.ts'
import type { LetterTexts } from './texts/letter-texts.ts'

const below = (space: number): Margin => [0, 0, 0, space]

/** The answer to somebody who asks what is held of them and is in no system, as a letter (GDPR art. 12(3), 15(1)). */
export function absentAccessPdf(
  letter: AbsentAccessLetter,
  language: NoticeLanguage,
  timeZone: string,
): Promise<Buffer> {
  const words = letterWords(language, timeZone)
  const l = words.t.absentAccess.letter
  return drawPdf({
    info: { title: `${l.title} ${letter.request.number}`, author: letter.controller?.name ?? 'Lawbase' },
    language,
    pageSize: 'A4',
    pageMargins: [64, 64, 64, 64],
    defaultStyle: { fontSize: 10.5, lineHeight: 1.35, color: ink },
    footer: pageFooter((now, of) => `${letter.request.number} · ${l.page(now, of)}`),
    content: absentAccessContent(letter, words),
  })
}

/** What stands in the letter. */
export function absentAccessContent(letter: AbsentAccessLetter, words: LetterWords): PaperContent[] {
  const { t, f, language } = words
  const l = t.absentAccess.letter
  const { request } = letter
  const sender = senderOf(letter, language)
  return [
    ...letterHead(sender, request, letter.issuedAt, l, f),
    ...searched(letter, words),
    ...keptOf(letter, words),
    { text: l.request, margin: below(8) },
    { text: l.rights(sender.officer, sender.authority), margin: below(18) },
    { text: l.regards, margin: below(4) },
    { text: sender.name },
  ]
}

/** Where, and as of when, it was looked for, and that nothing was there. */
function searched({ looked }: AbsentAccessLetter, { t, f }: LetterWords): PaperContent[] {
  const a = t.absentAccess
  const head = [a.system, a.whole, a.upTo, a.result].map((text) => ({ text, bold: true, color: muted }))
  return [
    { text: a.letter.looked(looked.by.map((kind) => a.by[kind]).join(a.letter.and)), margin: below(8) },
    {
      layout: 'lightHorizontalLines',
      margin: below(10),
      table: {
        headerRows: 1,
        widths: ['*', 110, 110, 100],
        body: [
          head,
          ...looked.systems.map(({ name, readAt, wholeAt }) => [
            { text: name, bold: true },
            wholeAt === null ? a.never : f.dateTime(new Date(wholeAt)),
            f.dateTime(new Date(readAt)),
            a.letter.result,
          ]),
        ],
      },
    },
    ...(looked.tools.length === 0 ? [] : [{ text: a.letter.tools(f.list(looked.tools)), margin: below(8) }]),
    ...(looked.sameName === 0 ? [] : [{ text: a.letter.sameName(looked.sameName), margin: below(8) }]),
    { text: a.letter.nothing, bold: true, margin: below(10) },
  ]
}

/** What Lawbase itself keeps under the address or number. */
function keptOf({ looked }: AbsentAccessLetter, { t, f }: LetterWords): PaperContent[] {
  const a = t.absentAccess
  if (isNothing(looked)) return [{ text: a.letter.noOwn, margin: below(8) }]
  const { removedOn, stoppedSince } = looked
  const counts = ownCounts(looked.own, a)
  return [
    { text: a.letter.ownTitle, margin: below(4) },
    {
      ul: [
        ...(removedOn === null ? [] : [a.letter.removed(f.day(removedOn))]),
        ...(stoppedSince === null ? [] : [a.letter.stopped(f.date(new Date(stoppedSince)))]),
        ...(counts.length === 0 ? [] : [a.letter.enclosed(f.list(counts))]),
      ],
      margin: below(10),
    },
  ]
}

/** `1 opt-out recorded`, `2 notices sent`: what there is of each kind. */
export function ownCounts(
  own: AbsentAccessLetter['looked']['own'],
  words: Pick<LetterTexts['absentAccess'], keyof AbsentAccessLetter['looked']['own']>,
): string[] {
  return (Object.keys(own) as (keyof typeof own)[]).flatMap((kind) => (own[kind] === 0 ? [] : [words[kind](own[kind])]))
}
