import {
  registerLines,
  type RegisterFacts,
  type RegisterLine,
  type RegisterRecipient,
} from '../../domain/evidence/register.ts'
import { activities } from '../../domain/evidence/tables/processing-activities.ts'
import type { Text } from '../../domain/app/tables/text.ts'
import { textsOf, type Texts } from '../locales/texts.ts'
import { frenchText } from '../locales/words.ts'
import { openFormat, type Language } from '../ui/format.ts'

export type RegisterColumn = keyof Texts['register']['columns']

/** One line of the register in words; an empty text means that it is missing. */
export interface RegisterText {
  line: RegisterLine
  heading: string
  cells: readonly (readonly [column: RegisterColumn, text: string])[]
}

/** The register in words of one language: page, paper and files say the same. */
export function registerTexts(facts: RegisterFacts, language: Language): RegisterText[] {
  const t = textsOf(language)
  const r = t.register
  const f = openFormat(language, 'UTC')
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
  const say = (text: Text) => (language === 'fr' ? frenchText(text.fr) : text.en)
  const all = (items: readonly string[]) => items.join(language === 'fr' ? '\u00A0; ' : '; ')
  const or = (items: readonly string[]) => (items.length === 0 ? r.none : all(items))
  return registerLines(facts).map((line) => {
    const activity = activities.find(({ id }) => id === line.activity)
    if (activity === undefined) throw new Error(`no activity ${line.activity}`)
    const cells: (readonly [RegisterColumn, string])[] = [
      ['controller', facts.controller === null ? '' : `${facts.controller.name}, ${facts.controller.contact}`],
      ['dpo', facts.register.dpo ?? ''],
      ['purpose', say(activity.purpose)],
      ['basis', say(activity.basis)],
      ...(line.offers.length === 0
        ? []
        : [
            [
              'assessments',
              all(
                line.offers.map(
                  (offer) =>
                    `${offer.name}${f.colon}${offer.assessment === null ? r.none : `${offer.assessment.id}, ${f.day(offer.assessment.on)}`}`,
                ),
              ),
            ] as const,
          ]),
      ['persons', say(activity.persons)],
      ['count', line.people === 0 ? r.noCount : f.number(line.people)],
      ['data', say(activity.data)],
      ...(line.sources.length === 0
        ? []
        : [
            [
              'sources',
              all(
                line.sources.map(
                  (source) =>
                    `${(t.common.sourceKinds as Readonly<Record<string, string>>)[source.kind] ?? source.kind}${f.colon}${source.name} (${f.number(source.people)})`,
                ),
              ),
            ] as const,
          ]),
      ['recipients', or(line.recipients.map(named))],
      [
        'transfers',
        or(
          line.transfers.map((recipient) =>
            [named(recipient), recipient.safeguard].filter((part) => part !== null).join(', '),
          ),
        ),
      ],
      ['term', line.months === null ? say(activity.term) : `${r.months(line.months)}. ${say(activity.term)}`],
      ['security', [r.ownSecurity, facts.register.security].filter((part) => part !== null).join(' ')],
    ]
    return { line, heading: say(activity.purpose), cells }
  })
}

/** Semicolons and a mark of the encoding, so that a French spreadsheet opens it; no cell is taken for a formula. */
export function registerCsv(texts: readonly RegisterText[], language: Language): string {
  const { columns } = textsOf(language).register
  const order = Object.keys(columns).filter((column) => column !== 'missing') as RegisterColumn[]
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/u.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  const rows = [
    order.map((column) => columns[column]),
    ...texts.map(({ cells }) => order.map((column) => cells.find(([name]) => name === column)?.[1] ?? '')),
  ]
  return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}
