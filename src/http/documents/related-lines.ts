import type { RelatedFate } from '../../domain/removals/related.ts'
import type { Texts } from '../locales/texts.ts'
import type { PaperFormat } from './paper/paper-format.ts'

/** The words of one language, of a console's locale or of a letter. */
type RelatedTexts = Pick<Texts['related'], 'kinds' | 'parts' | 'why' | 'notHonoured'>

/** Puts what a connector said into the language of the text. */
export type SayDetail = (detail: string) => string

/** What became of things that hung on people, one line per kind, for certificates and letters. */
export function relatedLines(
  fates: readonly RelatedFate[],
  related: RelatedTexts,
  format: Pick<PaperFormat, 'colon' | 'date'>,
  say: SayDetail,
): string[] {
  // French sets a no-break space before both signs.
  const semicolon = format.colon.replace(':', ';')
  return fates.map(
    (fate) => `${related.kinds[fate.kind]}${format.colon}${partsOf(fate, related, format, say).join(semicolon)}`,
  )
}

/** Why each number stays; the counted ones are dated. */
export function keptParts(fate: RelatedFate, { parts, why, notHonoured }: RelatedTexts, say: SayDetail): string[] {
  return [
    ...fate.kept.map((kept) => parts.kept(kept.count, why[kept.why])),
    ...fate.refused.map(({ detail, count }) =>
      parts.refused(count, detail === 'not-honoured' ? notHonoured : say(detail)),
    ),
    ...(fate.unread === null ? [] : [parts.unread(say(fate.unread))]),
  ]
}

function partsOf(
  fate: RelatedFate,
  related: RelatedTexts,
  format: Pick<PaperFormat, 'date'>,
  say: SayDetail,
): string[] {
  const { parts } = related
  return [
    ...(fate.deleted > 0 ? [parts.deleted(fate.deleted)] : []),
    ...(fate.inBin > 0 ? [parts.inBin(fate.inBin)] : []),
    ...(fate.along > 0 ? [parts.along(fate.along)] : []),
    ...keptParts(fate, related, say),
    ...(fate.countedAt === null ? [] : [parts.counted(format.date(new Date(fate.countedAt)))]),
  ]
}
