import { withdrawnSourceLines } from '../records/withdrawn-source-lines.ts'
import type { Verdict } from '../../../domain/decisions/tables/verdicts.ts'
import { receivedText } from '../received-text.ts'
import { encountersText } from '../records/encounters-text.ts'
import { ruleText } from '../../../domain/decisions/explain.ts'
import type { PersonEvidence } from '../../../operations/evidence/evidence-person.ts'
import { fieldConsentLine } from '../records/field-consent-line.ts'
import { consentDay } from '../consent-day.ts'
import { doorName } from '../door-name.ts'
import { line, or, pairs, section } from './evidence-parts.ts'
import type { PaperWords } from '../paper/paper-words.ts'
import type { Margin, PaperContent } from '../paper/pdf-paper.ts'

type PersonRecord = PersonEvidence['contacts'][number]['records'][number]

/** Everything that is held of one person, and everything that was done with it. */
export function personContent(words: PaperWords, facts: PersonEvidence): PaperContent[] {
  const { t, f } = words
  const p = t.evidence.paper
  return [
    pairs([
      [p.number, facts.number],
      [p.made, f.proof(facts.issuedAt)],
      [p.controller, facts.controller === null ? p.unknown : `${facts.controller.name}, ${facts.controller.contact}`],
      [p.dpo, facts.dpo ?? p.unknown],
      [p.authority, facts.authority === '' ? p.unknown : facts.authority],
    ]),
    ...heldPart(words, facts),
    ...whyPart(words, facts),
    ...sourcesPart(words, facts),
    ...noticesPart(words, facts),
    ...consentsPart(words, facts),
    ...recipientsPart(words, facts),
    ...objectionsPart(words, facts),
    ...removalsPart(words, facts),
    ...requestsPart(words, words.t.evidence.paper.erasures, facts.history.erasures),
    ...requestsPart(words, words.t.evidence.paper.accesses, facts.history.accessRequests),
  ]
}

function heldPart(words: PaperWords, facts: PersonEvidence): PaperContent[] {
  const { t, f } = words
  const p = t.evidence.paper
  const records = facts.contacts.flatMap((contact) => contact.records)
  return section(p.held, [
    ...facts.contacts.flatMap(({ removedAt }) => (removedAt === null ? [] : [line(p.removed(f.dateTime(removedAt)))])),
    ...(records.length === 0 ? [line(p.notHeld)] : records.map((record) => recordPart(words, record))),
  ])
}

function recordPart(words: PaperWords, record: PersonRecord): PaperContent {
  const p = words.t.evidence.paper
  return {
    margin: [0, 2, 0, 8] as Margin,
    unbreakable: true,
    stack: [{ text: p.record(record.system, record.object, record.id), bold: true }, pairs(recordRows(words, record))],
  }
}

/** What the record says, field by field; an empty one is left out. */
function recordRows(words: PaperWords, record: PersonRecord): [string, string][] {
  const { t, f } = words
  const p = t.evidence.paper
  const rows: [string, string][] = [
    [t.contact.fields.firstName, record.firstName ?? ''],
    [t.contact.fields.lastName, record.lastName ?? ''],
    [t.contact.fields.email, record.emails.join(', ')],
    [t.contact.fields.phone, [record.phone, record.mobile].filter((one) => one !== null && one !== '').join(', ')],
    [t.contact.fields.jobTitle, record.jobTitle ?? ''],
    [t.contact.fields.company, record.company ?? ''],
    [t.contact.fields.country, record.country ?? ''],
    [p.since, f.dateTime(record.createdAt)],
    [t.accessPack.data.gone, record.goneAt === null ? '' : f.dateTime(record.goneAt)],
    [p.lastAct, lastActOf(words, record)],
    [t.encounters.title, encountersText(words, record.encounters)],
    [p.stopped, stoppedIn(words, record)],
  ]
  return rows.filter(([, value]) => value !== '')
}

function lastActOf({ t, f }: PaperWords, { lastActAt, lastActKind }: PersonRecord): string {
  if (lastActAt === null) return ''
  const acts = t.common.acts as Readonly<Record<string, string>>
  return `${f.dateTime(lastActAt)}, ${acts[lastActKind ?? 'act'] ?? lastActKind ?? ''}`
}

function stoppedIn({ t: { common } }: PaperWords, record: PersonRecord): string {
  return Object.entries(record.blocks)
    .filter(([, state]) => state !== undefined && state !== 'open' && state !== 'hidden')
    .map(([channel]) => common.channels[channel as keyof typeof common.channels])
    .join(', ')
}

/** The verdict by channel, and the rule that gave it. */
function whyPart({ t, f, language }: PaperWords, facts: PersonEvidence): PaperContent[] {
  const p = t.evidence.paper
  const { common } = t
  return section(
    p.why,
    facts.contacts
      .flatMap(({ decision }) =>
        decision === null
          ? []
          : [
              ...[
                ['email', decision] as const,
                ...Object.entries(decision.channels ?? {}).filter(([channel]) => channel !== 'email'),
              ].flatMap(([channel, one]) =>
                one === undefined
                  ? []
                  : [
                      line(
                        p.verdict(
                          common.channels[channel as keyof typeof common.channels] ?? channel,
                          common.verdicts[one.verdict as Verdict],
                          ruleText(one.rule, one.verdict as Verdict)?.[language] ?? one.rule,
                          one.rule,
                        ),
                      ),
                    ],
              ),
              ...(decision.keepUntil === null ? [] : [line(p.keptUntil(f.day(decision.keepUntil)))]),
            ],
      )
      .concat(facts.contacts.some(({ decision }) => decision !== null) ? [] : [line(p.noDecision)]),
  )
}

function sourcesPart(words: PaperWords, facts: PersonEvidence): PaperContent[] {
  const { t, f } = words
  const p = t.evidence.paper
  const { common } = t
  return section(p.sources, [
    ...or(
      facts.contacts
        .flatMap(({ sources }) => sources)
        .map((source) =>
          [
            `${common.sourceKinds[source.kind]}${f.colon}${source.name}`,
            source.obtainedOn === null
              ? null
              : source.assumed
                ? p.assumed(f.day(source.obtainedOn))
                : p.on(f.day(source.obtainedOn)),
            source.proof === null ? p.declared : p.proven(common.sourceProofs[source.proof]),
            source.system,
          ]
            .filter((part) => part !== null)
            .join(', '),
        ),
      p.noSource,
    ),
    ...withdrawnSourceLines(words, facts.contacts),
  ])
}

function noticesPart({ t, f }: PaperWords, facts: PersonEvidence): PaperContent[] {
  const p = t.evidence.paper
  return section(
    p.notices,
    or(
      facts.notices.map(
        (notice) => `${f.day(notice.on)}${f.colon}${t.accessPack.notices.events[notice.event] ?? notice.event}`,
      ),
      p.noNotice,
    ),
  )
}

function consentsPart({ t, f }: PaperWords, facts: PersonEvidence): PaperContent[] {
  const p = t.evidence.paper
  return section(
    p.consents,
    or(
      [
        ...facts.consents.map((consent) =>
          [
            t.accessPack.consents.line(consentDay(f, consent), consent.text),
            ...(consent.withdrawnAt === null ? [] : [t.accessPack.consents.withdrawn(f.date(consent.withdrawnAt))]),
          ].join(', '),
        ),
        ...facts.consentsInFields.map((consent) => fieldConsentLine({ t, f }, consent)),
      ],
      p.none,
    ),
  )
}

function recipientsPart({ t, f }: PaperWords, facts: PersonEvidence): PaperContent[] {
  const p = t.evidence.paper
  return section(
    p.recipients,
    or(
      facts.recipients.map((one) =>
        p.recipient(one.recipient, p.kinds[one.what], f.date(one.firstAt), f.date(one.lastAt)),
      ),
      p.none,
    ),
  )
}

/** What the person said, and what became of it in each system. */
function objectionsPart({ t, f, language }: PaperWords, facts: PersonEvidence): PaperContent[] {
  const p = t.evidence.paper
  const { common } = t
  const channelsOf = (list: readonly string[]) =>
    list.length === Object.keys(common.channels).length
      ? common.everyChannel
      : list.map((one) => common.channels[one as keyof typeof common.channels]).join(', ')
  const said = facts.receipts.flatMap(({ receipt: { number, objection, systems } }) => [
    line(
      p.said(
        number,
        receivedText(objection, f.proof(new Date(objection.receivedAt)), language),
        doorName(common, objection),
        channelsOf(objection.channels),
      ),
    ),
    ...(systems.length === 0
      ? []
      : [
          {
            margin: [12, 0, 0, 6] as Margin,
            fontSize: 9,
            ul: systems.map(
              (system) =>
                `${system.name}${f.colon}${system.state === 'absent' ? t.receipt.absent : system.state === 'refused' ? t.receipt.refused : t.receipt.proofs[system.proof]}${system.endedAt === null ? '' : `, ${f.proof(new Date(system.endedAt))}`}`,
            ),
          },
        ]),
  ])
  return section(p.objections, [
    ...(said.length === 0 ? [line(p.none)] : said),
    ...(facts.retention.suppressionAtLeastUntil === null
      ? []
      : [line(p.memory(f.day(facts.retention.suppressionAtLeastUntil)))]),
    ...(facts.withheld.length === 0 ? [] : [line(p.withheld(facts.withheld.length))]),
  ])
}

function removalsPart({ t }: PaperWords, facts: PersonEvidence): PaperContent[] {
  const p = t.evidence.paper
  return section(p.removals, [
    ...or(
      facts.history.removals.map((row) =>
        p.removal(
          text(row, 'number') ?? '',
          t.certificate.kinds[text(row, 'kind') as keyof typeof t.certificate.kinds],
          p.itemStates[text(row, 'state') ?? ''] ?? '',
        ),
      ),
      p.none,
    ),
    ...(facts.certificates.length === 0 ? [] : [line(p.certified(facts.certificates.length))]),
  ])
}

/** Requests of the person that have a day for their answer: to be erased, or to see what is held. */
function requestsPart({ t, f }: PaperWords, title: string, rows: readonly StoredRow[]): PaperContent[] {
  if (rows.length === 0) return []
  const p = t.evidence.paper
  const day = (row: StoredRow, name: string): string => f.day(text(row, name) ?? '')
  return section(
    title,
    rows.map((row) => {
      const [answered, takenBack] = [text(row, 'answeredAt'), text(row, 'takenBackAt')]
      const number = text(row, 'number') ?? ''
      if (takenBack !== null) return line(p.takenBack(number, day(row, 'receivedOn'), f.date(new Date(takenBack))))
      return line(
        p.request(
          number,
          day(row, 'receivedOn'),
          day(row, 'dueOn'),
          answered === null ? null : f.date(new Date(answered)),
        ),
      )
    }),
  )
}

type StoredRow = Readonly<Record<string, unknown>>

/** A column of the stored row, where it is a text. */
function text(row: StoredRow, name: string): string | null {
  return typeof row[name] === 'string' ? row[name] : null
}
