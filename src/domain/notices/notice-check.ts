import {
  namedSystems,
  noticeFields,
  noticeGap,
  noticePoints,
  noticeSpeaksOf,
  noticeFaultIds,
  noticeLanguageCodes,
  noticeNegation,
  noticeWords,
  originWords,
  vagueSourceName,
  vagueWords,
  type NoticeFaultId,
  type NoticeKind,
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
   * True when every point is made, no field is unknown, nothing is left to say and nothing stands in the place of a
   * fact: only such a text may be used (docs/reference/law.md#d).
   */
  complete: boolean
  /** Words in the place of a fact, and rights that are denied, with the sentence or the name of the source. */
  faults: readonly { id: NoticeFaultId; found: string }[]
  /** `{…}` that stand for nothing. */
  unknownFields: readonly string[]
  /** What is still to be said, by the words that hold its place in the text. */
  gaps: readonly string[]
}

/** Nobody writes a longer one; a pattern must not search for ever. */
const maxSentence = 1_500

interface Company {
  name: string
  contact: string
  privacyUrl: string
}

/**
 * What the company has besides: its data protection officer (null = none), and the names that `{source}` becomes.
 * `kind`: what the text is for; left out, a notice.
 */
export interface Besides {
  dpo: string | null
  sources: readonly string[]
  kind?: NoticeKind
}

/**
 * The content checklist of a notice (docs/reference/law.md#d; art. 14, beside a form art. 13), read in the text of one
 * language. A point that does not always apply is asked for where the text speaks of what it is about, that of a data
 * protection officer where the company has one. A sentence in which something is left to say makes no point.
 */
export function checkNotice(
  text: string,
  language: NoticeLanguage,
  company: Company | null,
  besides: Besides = { dpo: null, sources: [] },
): NoticeCheck {
  const names = [company?.name, besides.dpo, ...besides.sources].filter((name): name is string => name != null)
  const sentences = sentencesOf(text, names)
  // What a gap asks for may hold a full stop: the sentence ends behind the gap.
  const whole = sentencesOf(text.replace(noticeGap, '[[]]'), names).filter((sentence) => !sentence.includes('[[]]'))
  const applies = whatApplies(text, besides)
  const points = noticePoints
    .filter(({ when }) => applies[when])
    .map(({ id }): PointCheck => ({ id, found: whole.find(makes(id, language, company, besides)) ?? null }))
  const unknownFields = [...text.matchAll(/\{([^{}\n]{0,40})\}/gu)]
    .map(([, name = '']) => name)
    .filter((name) => !(noticeFields as readonly string[]).includes(name))
  const faults = [...faultsOf(sentences, language), ...vagueNames(besides.sources)]
  const gaps = [...new Set([...text.matchAll(noticeGap)].map(([, what = '']) => what))]
  return {
    points,
    complete:
      points.every((point) => point.found !== null) &&
      unknownFields.length === 0 &&
      faults.length === 0 &&
      gaps.length === 0,
    faults,
    unknownFields: [...new Set(unknownFields)],
    gaps,
  }
}

/** Stands for a space in a name while a text is split. */
const inName = '\uE000'

/** A full stop in one of these names ends no sentence: “Dr. Exemple”, “Exemple S.A. Holding”. */
function sentencesOf(text: string, names: readonly string[]): string[] {
  return names
    .filter((name) => /[.!?;]\s/u.test(name))
    .reduce((marked, name) => marked.replaceAll(name, () => name.replaceAll(/\s/gu, inName)), text)
    .split(/(?<=[.!?;])\s+|\n+/u)
    .map((sentence) => sentence.replaceAll(inName, ' ').trim().slice(0, maxSentence))
    .filter((sentence) => sentence !== '')
}

/** Which points are asked for. */
function whatApplies(
  text: string,
  { dpo, kind = 'notice' }: Besides,
): Readonly<Record<(typeof noticePoints)[number]['when'], boolean>> {
  const speaksOf = (what: keyof typeof noticeSpeaksOf) => noticeSpeaksOf[what].test(text)
  return {
    always: true,
    dpo: dpo !== null,
    interest: speaksOf('interest'),
    consent: speaksOf('consent'),
    portable: speaksOf('consent') || speaksOf('contract'),
    form: kind === 'form' || speaksOf('form'),
    profile: speaksOf('profile'),
    indirect: kind !== 'form',
    linked: kind !== 'privacy',
  }
}

/** Whether a sentence makes a point. */
function makes(
  id: NoticePoint,
  language: NoticeLanguage,
  company: Company | null,
  { dpo, sources, kind }: Besides,
): (sentence: string) => boolean {
  const words = noticeWords[language]
  switch (id) {
    case 'controller':
      return (one) =>
        one.includes('{controller}') || (company !== null && one.toLowerCase().includes(company.name.toLowerCase()))
    case 'contact':
      return (one) => one.includes('{contact}') || hasAddress(one, dpo, company)
    case 'dpo':
      return (one) => (dpo !== null && one.includes(dpo)) || words.dpo.test(one)
    case 'source':
      return (one) =>
        one.includes('{source}') ||
        (kind === 'privacy' && originWords.test(one) && sources.some((name) => one.includes(name)))
    case 'privacyLink':
      return (one) => one.includes('{privacy}') || /https:\/\/\S+/u.test(one)
    // "We delete them after three years" gives no right to have them erased.
    case 'erasure':
      return (one) => words.erasure.test(one) && !words.retention.test(one)
    case 'recipients':
      return (one) => words.recipients.test(words.transfers.test(one) ? one.replace(namedSystems, '') : one)
    default:
      return (one) => words[id].test(one)
  }
}

/** An address of the company; that of its officer is one only where it is the company's too. */
function hasAddress(sentence: string, dpo: string | null, company: Company | null): boolean {
  const ofOfficer = dpo !== null && sentence.includes(dpo) && !(company !== null && dpo.includes(company.contact))
  return !ofOfficer && /[^\s@]@[^\s@]+\.[a-z]{2,}/iu.test(sentence)
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
