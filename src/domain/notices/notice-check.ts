import {
  noticeFields,
  noticePoints,
  noticeWords,
  vagueRetention,
  type NoticeLanguage,
  type NoticePoint,
} from './tables/notice-words.ts'

interface PointCheck {
  id: NoticePoint
  /** The sentence that makes the point; null = it is missing. */
  found: string | null
}

export interface NoticeCheck {
  points: readonly PointCheck[]
  /** True when every point is made and no field is unknown: only such a text may be used (docs/reference/law.md#d). */
  complete: boolean
  /** A term like "as long as necessary" stands in the place of a figure. */
  vague: boolean
  /** `{…}` that stand for nothing. */
  unknownFields: readonly string[]
}

/** Nobody writes a longer one; a pattern must not search for ever. */
const maxSentence = 1_500

interface Company {
  name: string
  contact: string
  privacyUrl: string
}

/**
 * The content checklist of a notice to people whose data came from somebody else (docs/reference/law.md#d, art. 14),
 * read in the text of one language. A point that only fits a consent or a legitimate interest is asked for where the
 * text names that basis.
 */
export function checkNotice(text: string, language: NoticeLanguage, company: Company | null): NoticeCheck {
  const sentences = text
    .split(/(?<=[.!?;])\s+|\n+/u)
    .map((sentence) => sentence.trim().slice(0, maxSentence))
    .filter((sentence) => sentence !== '')
  const words = noticeWords[language]
  const find = (fits: (sentence: string) => boolean) => sentences.find(fits) ?? null
  const interest =
    /intérêts? légitimes?|legitimate interests?|berechtigte[ns]? interesse|inter[eé]s(?:es)? leg[ií]timo|interess[ei] legittim|legittim[oi] interess|gerechtvaardigde? belang/iu.test(
      text,
    )
  const consent = /consentement|\bconsent\b|einwilligung|consentimiento|consenso|toestemming/iu.test(text)
  const points = noticePoints
    .filter(({ when }) => when === 'always' || (when === 'interest' ? interest : consent))
    .map(({ id }): PointCheck => {
      if (id === 'controller')
        return {
          id,
          found: find(
            (one) =>
              one.includes('{controller}') ||
              (company !== null && one.toLowerCase().includes(company.name.toLowerCase())),
          ),
        }
      if (id === 'contact')
        return { id, found: find((one) => one.includes('{contact}') || /[^\s@]@[^\s@]+\.[a-z]{2,}/iu.test(one)) }
      if (id === 'source') return { id, found: find((one) => one.includes('{source}')) }
      if (id === 'privacyLink')
        return { id, found: find((one) => one.includes('{privacy}') || /https:\/\/\S+/u.test(one)) }
      return { id, found: find((one) => words[id].test(one)) }
    })
  const unknownFields = [...text.matchAll(/\{([^{}\n]{0,40})\}/gu)]
    .map(([, name = '']) => name)
    .filter((name) => !(noticeFields as readonly string[]).includes(name))
  return {
    points,
    complete: points.every((point) => point.found !== null) && unknownFields.length === 0,
    vague: vagueRetention[language].test(text),
    unknownFields: [...new Set(unknownFields)],
  }
}

/** The text with its fields filled in; a field without a value keeps its braces. */
export function fillNotice(
  text: string,
  values: Readonly<Partial<Record<(typeof noticeFields)[number], string>>>,
): string {
  return text.replace(/\{([a-z]+)\}/gu, (whole, name: string) => values[name as (typeof noticeFields)[number]] ?? whole)
}
