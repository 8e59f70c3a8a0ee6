import { factLines } from './records/fact-lines.ts'
import { encountersText } from './records/encounters-text.ts'
import { isOutsideEea } from '../../domain/evidence/register.ts'
import { dependencyKinds } from '../../domain/removals/dependencies.ts'
import { ruleText } from '../../domain/decisions/explain.ts'
import type { Verdict } from '../../domain/decisions/tables/verdicts.ts'
import type { AccessPack } from '../../operations/evidence/access-pack.ts'
import type { PaperWords } from './paper/paper-words.ts'
import { muted, type PaperContent } from './paper/pdf-paper.ts'

export const margins = (below: number, above = 0): [number, number, number, number] => [0, above, 0, below]

/** What a value of the record means to the company: `Client (Type): customer, by the proposal`. */
function relationText(
  { t, f }: PaperWords,
  { field, value, means, proposed }: AccessPack['contacts'][number]['records'][number]['relationRests'][number],
): string {
  const r = t.relationValues
  if (means === null)
    return value === '' ? `${field}${f.colon}${r.paperHidden}` : `${value} (${field})${f.colon}${r.paperOpen}`
  return `${value} (${field})${f.colon}${r.means2[means]}${proposed ? `, ${r.byProposal}` : ''}`
}

/** What the system says of the company itself, as it is shown there. */
function companyLines(
  { t }: PaperWords,
  company: AccessPack['contacts'][number]['records'][number]['ofCompany'],
): (readonly [string, string | null])[] {
  if (company === null || company === 'unread') return []
  const c = t.companyFacts
  return [
    [c.company, company.domain],
    [c.legalForm, company.legalForm],
    [c.headcount, company.headcount === null ? null : String(company.headcount)],
    [c.country, company.country],
    [c.industry, company.industry],
  ]
}

function recordOf(words: PaperWords, record: AccessPack['contacts'][number]['records'][number]): PaperContent {
  const { t, f } = words
  const { data } = t.accessPack
  const c = t.contact.fields
  const stopped = Object.entries(record.blocks)
    .filter(([, state]) => state !== undefined && state !== 'open' && state !== 'hidden')
    .map(([channel]) => t.common.channels[channel as keyof typeof t.common.channels])
  const rows: (readonly [string, string | null])[] = [
    [c.firstName, record.firstName],
    [c.lastName, record.lastName],
    [c.email, record.emails.join(', ')],
    [c.phone, record.phone],
    [c.mobile, record.mobile],
    [c.linkedin, record.linkedin],
    [c.jobTitle, record.jobTitle],
    [c.company, record.company],
    [c.country, record.country],
    ...companyLines(words, record.ofCompany),
    [c.source, record.sourceValue],
    [c.relation, record.relation === 'none' ? null : t.common.relations[record.relation]],
    [t.relationValues.paper, record.relationRests.map((rest) => relationText(words, rest)).join('; ')],
    ...factLines(words, record),
    [c.created, f.dateTime(record.createdAt)],
    [data.gone, record.goneAt === null ? null : f.dateTime(record.goneAt)],
    [
      c.lastAct,
      record.lastActAt === null
        ? null
        : `${f.dateTime(record.lastActAt)}, ${(t.common.acts as Readonly<Record<string, string>>)[record.lastActKind ?? 'act'] ?? record.lastActKind}`,
    ],
    [t.encounters.title, encountersText(words, record.encounters)],
    [data.lastOpen, record.lastOpenAt === null ? null : f.dateTime(record.lastOpenAt)],
    [data.opted, stopped.join(', ')],
  ]
  return {
    margin: margins(8, 2),
    unbreakable: true,
    stack: [
      { text: data.system(record.system, record.object, record.id), bold: true },
      {
        layout: 'noBorders',
        table: {
          widths: [130, '*'],
          body: rows
            .filter(([, value]) => value !== null && value !== '')
            .map(([name, value]) => [{ text: name, color: muted }, value ?? '']),
        },
      },
    ],
  }
}

/** Every record of the person, field by field; an empty field is left out. */
export function recordData(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const { data } = t.accessPack
  const removed = pack.contacts.flatMap((contact) =>
    contact.removedAt === null ? [] : [data.removed(f.date(contact.removedAt))],
  )
  const records = pack.contacts.flatMap((contact) => contact.records)
  const read = pack.systems.map(({ name, readAt }) => data.read(name, readAt === null ? null : f.dateTime(readAt)))
  const asRead = read.length === 0 ? [] : [{ text: data.asRead(f.list(read)), color: muted, margin: margins(6) }]
  if (records.length === 0) return [...removed, data.none, ...asRead]
  return [
    ...removed,
    ...asRead,
    { text: data.encounters, color: muted, margin: margins(6) },
    ...records.map((record) => recordOf(words, record)),
    ...pack.openWork.map(({ system, found, readAt }) =>
      data.open(system, f.list(workOf(words, found)), f.dateTime(readAt)),
    ),
  ]
}

/** What is open with them, kind by kind: `2 open cases`. */
function workOf({ t }: PaperWords, found: AccessPack['openWork'][number]['found']): string[] {
  return dependencyKinds.flatMap((kind) => {
    const count = found[kind] ?? 0
    return count === 0 ? [] : [t.openWork.counts[kind](count)]
  })
}

/** The verdict by channel, each with its rule. */
export function verdictsByChannel({ t, language }: PaperWords, { decision }: AccessPack['contacts'][number]): string[] {
  if (decision === null) return []
  const all: readonly (readonly [string, { verdict: string; rule: string }])[] = [
    ['email', decision],
    ...Object.entries(decision.channels ?? {}).flatMap(([channel, one]) =>
      one === undefined ? [] : [[channel, one] as const],
    ),
  ]
  return all.map(([channel, { verdict, rule }]) =>
    t.accessPack.why.verdict(
      (t.common.channels as Readonly<Record<string, string>>)[channel] ?? channel,
      t.common.verdicts[verdict as Verdict],
      ruleText(rule, verdict as Verdict)?.[language] ?? rule,
      rule,
    ),
  )
}

/** One recipient: what it got, from when to when, and in which country. */
export function recipientOf({ t, f, language }: PaperWords, one: AccessPack['recipients'][number]): string {
  const r = t.accessPack.recipients
  const where =
    one.what === 'asked'
      ? null
      : one.country === null
        ? r.unknownCountry
        : [
            new Intl.DisplayNames([language], { type: 'region' }).of(one.country),
            isOutsideEea(one.country) ? r.transfer : null,
            isOutsideEea(one.country) ? one.safeguard : null,
          ]
            .filter((part) => part != null)
            .join(', ')
  return [
    `${one.recipient}${one.legalName === null ? '' : ` (${one.legalName})`}${f.colon}${r.what[one.what](one.count)}`,
    r.from(f.date(one.firstAt), f.date(one.lastAt)),
    one.ended ? r.ended : null,
    where,
  ]
    .filter((part) => part !== null && part !== '')
    .join(', ')
}
