import type { RelatedFate } from '../../domain/removals/related.ts'
import { textsOf } from '../locales/texts.ts'
import type { Format, Language } from '../ui/format.ts'

/** What became of things that hung on people, one line per kind, for certificates and letters. */
export function relatedLines(fates: readonly RelatedFate[], language: Language, format: Format): string[] {
  const { related } = textsOf(language)
  return fates.map(
    (fate) =>
      `${related.kinds[fate.kind]}${format.colon}${partsOf(fate, language, format).join(language === 'fr' ? '\u00A0; ' : '; ')}`,
  )
}

/** Why each number stays; the counted ones are dated. */
export function keptParts(fate: RelatedFate, language: Language): string[] {
  const { parts, why, notHonoured } = textsOf(language).related
  return [
    ...fate.kept.map((kept) => parts.kept(kept.count, why[kept.why])),
    ...fate.refused.map(({ detail, count }) => parts.refused(count, detail === 'not-honoured' ? notHonoured : detail)),
    ...(fate.unread === null ? [] : [parts.unread(fate.unread)]),
  ]
}

function partsOf(fate: RelatedFate, language: Language, format: Format): string[] {
  const { parts } = textsOf(language).related
  return [
    ...(fate.deleted > 0 ? [parts.deleted(fate.deleted)] : []),
    ...(fate.inBin > 0 ? [parts.inBin(fate.inBin)] : []),
    ...(fate.along > 0 ? [parts.along(fate.along)] : []),
    ...keptParts(fate, language),
    ...(fate.countedAt === null ? [] : [parts.counted(format.date(new Date(fate.countedAt)))]),
  ]
}
