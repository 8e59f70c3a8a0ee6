import { registerLines, type RegisterLine } from '../../domain/evidence/register.ts'
import { type RegisterFacts, type RegisterRecipient } from '../../domain/evidence/tables/register-facts.ts'
import { activities } from '../../domain/evidence/tables/processing-activities.ts'
import { peopleCsv } from '../../domain/spreadsheets/people-csv.ts'
import type { Text } from '../../domain/app/tables/text.ts'
import { textsOf, type Texts } from '../locales/texts.ts'
import { frenchText } from '../../domain/app/french-text.ts'
import { ownTerm } from './own-term.ts'
import { openFormat, type Language } from '../ui/format.ts'

type RegisterColumn = keyof Texts['register']['columns']

/** One line of the register in words; an empty text means that it is missing. */
export interface RegisterText {
  line: RegisterLine
  heading: string
  cells: readonly (readonly [column: RegisterColumn, text: string])[]
}

/** The register in words of one language: page, paper and files say the same. */
export function registerTexts(facts: RegisterFacts, language: Language): RegisterText[] {
  const say = (text: Text) => (language === 'fr' ? frenchText(text.fr) : text.en)
  return registerLines(facts).map((line) => {
    const activity = activities.find(({ id }) => id === line.activity)
    if (activity === undefined) throw new Error(`no activity ${line.activity}`)
    const { register: r } = textsOf(language)
    const told = countedCells(line, language)
    const cells: RegisterText['cells'] = [
      ['controller', facts.controller === null ? '' : `${facts.controller.name}, ${facts.controller.contact}`],
      ['dpo', facts.register.dpo ?? ''],
      ['purpose', say(activity.purpose)],
      ['basis', say(activity.basis)],
      ...told.assessments,
      ['persons', say(activity.persons)],
      ['count', told.count],
      ['data', say(activity.data)],
      ...told.sources,
      ...recipientCells(line, language),
      [
        'term',
        line.months === null ? say(activity.term) : `${termsText(line.months, facts, language)}. ${say(activity.term)}`,
      ],
      ['security', [r.ownSecurity, facts.register.security].filter((part) => part !== null).join(' ')],
    ]
    return { line, heading: say(activity.purpose), cells }
  })
}

/** One cell of several items. */
const listed = (items: readonly string[], language: Language) => items.join(language === 'fr' ? '\u00A0; ' : '; ')

/** How many people, and where there are some: from which sources, on which balances of interests. */
function countedCells(line: RegisterLine, language: Language) {
  const { register: r, common } = textsOf(language)
  const f = openFormat(language, 'UTC')
  const kinds = common.sourceKinds as Readonly<Record<string, string>>
  const assessments = line.offers.map(({ name, assessment }) => {
    const written = assessment === null ? r.none : `${assessment.id}, ${f.day(assessment.on)}`
    return `${name}${f.colon}${written}`
  })
  const sources = line.sources.map(
    ({ kind, name, people }) => `${kinds[kind] ?? kind}${f.colon}${name} (${f.number(people)})`,
  )
  const { sourceless } = line
  const unknown = sourceless === null ? [] : [r.sourceless(sourceless.people, f.day(sourceless.on))]
  return {
    count: line.people === 0 ? r.noCount : f.number(line.people),
    assessments: assessments.length === 0 ? [] : [['assessments', listed(assessments, language)] as const],
    sources:
      sources.length + unknown.length === 0 ? [] : [['sources', listed([...sources, ...unknown], language)] as const],
  }
}

/** The general term, and those of their own that are in force. */
function termsText(months: number, { ownTerms }: RegisterFacts, language: Language): string {
  const general = textsOf(language).register.months(months)
  return listed([general, ...ownTerms.map((rule) => ownTerm(rule, language))], language)
}

/** Who gets the data, and who of them outside the EEA under which safeguard. */
function recipientCells(line: RegisterLine, language: Language): RegisterText['cells'] {
  const { none, notStated, safeguardNotStated, toolsNotStated } = textsOf(language).register
  const country = new Intl.DisplayNames([language], { type: 'region' })
  const named = (recipient: RegisterRecipient) =>
    [
      recipient.name,
      [recipient.legalName, recipient.country === null ? null : country.of(recipient.country)]
        .filter((part) => part != null)
        .join(', '),
    ]
      .filter((part) => part !== '')
      .join(' – ')
  const or = (items: readonly string[]) => (items.length === 0 ? none : listed(items, language))
  const tools = line.missing.includes('tools') ? [toolsNotStated] : []
  const transfers = line.transfers.map((recipient) =>
    [named(recipient), recipient.safeguard ?? safeguardNotStated].join(', '),
  )
  // Where a recipient keeps the data is for the company to say: until it did, nobody knows whether it is a transfer.
  const unknown = line.recipients.filter((recipient) => recipient.country === null).map(named)
  return [
    ['recipients', or([...line.recipients.map(named), ...tools])],
    ['transfers', or([...transfers, ...(unknown.length === 0 ? [] : [notStated(unknown.join(', '))])])],
  ]
}

/** Semicolons, so that a French spreadsheet opens it. */
export function registerCsv(texts: readonly RegisterText[], language: Language): string {
  const { columns } = textsOf(language).register
  const order = Object.keys(columns).filter((column) => column !== 'missing') as RegisterColumn[]
  return peopleCsv(
    [
      order.map((column) => columns[column]),
      ...texts.map(({ cells }) => order.map((column) => cells.find(([name]) => name === column)?.[1] ?? '')),
    ],
    ';',
  )
}
