import {
  noticeFields,
  noticePoints,
  noticeSpeaksOf,
  noticeFaultIds,
  noticeLanguageCodes,
  noticeNegation,
  noticeWords,
  vagueSourceName,
  vagueWords,
  type NoticeFaultId,
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
  /**
   * True when every point is made, no field is unknown and nothing stands in the place of a fact: only such a text may
   * be used (docs/reference/law.md#d).
   */
  complete: boolean
  /** Words in the place of a fact, and rights that are denied, with the sentence or the name of the source. */
  faults: readonly { id: NoticeFaultId; found: string }[]
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

/** What the company has besides: its data protection officer (null = none), and the names that `{source}` becomes. */
interface Besides {
  dpo: string | null
  sources: readonly string[]
}

/**
 * The content checklist of a notice to people whose data came from somebody else (docs/reference/law.md#d, art. 14),
 * read in the text of one language. A point that does not always apply is asked for where the text speaks of what it is
 * about, that of a data protection officer where the company has one.
 */
export function checkNotice(
  text: string,
  language: NoticeLanguage,
  company: Company | null,
  { dpo, sources }: Besides = { dpo: null, sources: [] },
): NoticeCheck {
  const sentences = text
    .split(/(?<=[.!?;])\s+|\n+/u)
    .map((sentence) => sentence.trim().slice(0, maxSentence))
    .filter((sentence) => sentence !== '')
  const words = noticeWords[language]
  const find = (fits: (sentence: string) => boolean) => sentences.find(fits) ?? null
  const speaksOf = (what: keyof typeof noticeSpeaksOf) => noticeSpeaksOf[what].test(text)
  const applies = {
    always: true,
    dpo: dpo !== null,
    interest: speaksOf('interest'),
    consent: speaksOf('consent'),
    portable: speaksOf('consent') || speaksOf('contract'),
    form: speaksOf('form'),
    profile: speaksOf('profile'),
  }
  const points = noticePoints
    .filter(({ when }) => applies[when])
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
      if (id === 'dpo') return { id, found: find((one) => (dpo !== null && one.includes(dpo)) || words.dpo.test(one)) }
      if (id === 'source') return { id, found: find((one) => one.includes('{source}')) }
      if (id === 'privacyLink')
        return { id, found: find((one) => one.includes('{privacy}') || /https:\/\/\S+/u.test(one)) }
      return { id, found: find((one) => words[id].test(one)) }
    })
  const unknownFields = [...text.matchAll(/\{([^{}\n]{0,40})\}/gu)]
    .map(([, name = '']) => name)
    .filter((name) => !(noticeFields as readonly string[]).includes(name))
  const faults = [...faultsOf(sentences, language), ...vagueNames(sources)]
  return {
    points,
    complete: points.every((point) => point.found !== null) && unknownFields.length === 0 && faults.length === 0,
    faults,
    unknownFields: [...new Set(unknownFields)],
  }
}

/** Partners may be said where they are named, right after the word, and where a text says that they get nothing. */
const named = /^ ?[\u00A0\u202F]?[:(]? ?\p{Lu}/u
const saysWho = (text: string, { 0: word, index }: RegExpExecArray): boolean =>
  named.test(text.slice(index + word.length)) || noticeNegation.test(text.slice(0, index))

function faultsOf(sentences: readonly string[], language: NoticeLanguage): NoticeCheck['faults'] {
  return sentences.flatMap((found) =>
    noticeFaultIds.flatMap((id) => {
      const match = vagueWords[language][id].exec(found)
      if (match === null) return []
      const isNamed = id === 'partners' && saysWho(found, match)
      // Beside the exact source the text may say that it is a public one.
      const isBeside =
        id === 'publicSources' &&
        found.includes('{source}') &&
        !/sources\b|quellen|fuentes|fonti|bronnen/iu.test(match[0])
      return isNamed || isBeside ? [] : [{ id, found }]
    }),
  )
}

/** Names of sources that name none: people read them in the place of `{source}`. */
function vagueNames(sources: readonly string[]): NoticeCheck['faults'] {
  return sources.flatMap((found) => {
    if (vagueSourceName.test(found.trim())) return [{ id: 'publicSources', found }]
    const id = (['publicSources', 'partners'] as const).find((one) =>
      noticeLanguageCodes.some((code) => {
        const match = vagueWords[code][one].exec(found)
        return match !== null && !(one === 'partners' && saysWho(found, match))
      }),
    )
    return id === undefined ? [] : [{ id, found }]
  })
}

/** The text with its fields filled in; a field without a value keeps its braces. */
export function fillNotice(
  text: string,
  values: Readonly<Partial<Record<(typeof noticeFields)[number], string>>>,
): string {
  return text.replace(/\{([a-z]+)\}/gu, (whole, name: string) => values[name as (typeof noticeFields)[number]] ?? whole)
}
