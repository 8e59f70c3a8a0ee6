import { doorName } from './door-name.ts'
import { isOutsideEea } from '../../domain/evidence/register.ts'
import { ruleText } from '../../domain/decisions/explain.ts'
import type { Verdict } from '../../domain/decisions/decision.ts'
import type { AccessPack } from '../../operations/evidence/access-pack.ts'
import { textsOf, type Texts } from '../locales/texts.ts'
import { openFormat, type Format, type Language } from '../ui/format.ts'
import { drawPdf, type PaperContent } from './pdf-paper.ts'

interface Words {
  t: Texts
  f: Format
  language: Language
}

const muted = '#596171'
const gap = (below: number, above = 0): [number, number, number, number] => [0, above, 0, below]

/** The answer to a request for access as a paper that the person can read (docs/reference/law.md#h4). */
export function accessPackPdf(pack: AccessPack, language: Language, timeZone: string): Promise<Buffer> {
  const t = textsOf(language)
  const a = t.accessPack
  const f = openFormat(language, timeZone)
  const words = { t, f, language }
  const section = (title: string, lines: readonly PaperContent[]): PaperContent[] => [
    { text: title, fontSize: 12.5, bold: true, margin: gap(4, 14) },
    ...lines.map((line) => (typeof line === 'string' ? { text: line, margin: gap(3) } : line)),
  ]
  const or = (lines: readonly string[], none: string) => (lines.length === 0 ? [none] : lines)
  const day = (at: Date) => f.date(at)
  return drawPdf({
    info: { title: a.title, author: pack.controller?.name ?? 'Lawbase' },
    language,
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 9.5, lineHeight: 1.25, color: '#1a1f2b' },
    footer: (page: number, of: number) => ({
      text: a.page(page, of),
      alignment: 'center',
      fontSize: 8.5,
      color: muted,
    }),
    content: [
      { text: a.title, fontSize: 20, bold: true },
      { text: a.intro(pack.controller?.name ?? '', f.dateTime(pack.issuedAt)), color: muted, margin: [0, 2, 0, 4] },
      ...section(a.who.title, [
        `${a.who.controller}${f.colon}${pack.controller === null ? a.who.unknown : `${pack.controller.name}, ${pack.controller.contact}`}`,
        `${a.who.dpo}${f.colon}${pack.dpo ?? a.who.unknown}`,
        ...(pack.controller === null ? [] : [`${a.who.privacy}${f.colon}${pack.controller.privacyUrl}`]),
      ]),
      ...section(a.data.title, dataOf(words, pack)),
      ...section(
        a.sources.title,
        or(
          pack.contacts
            .flatMap((contact) => contact.sources)
            .map((source) =>
              [
                `${t.common.sourceKinds[source.kind]}${f.colon}${source.name}`,
                source.obtainedOn === null
                  ? null
                  : source.assumed
                    ? a.sources.assumed(f.day(source.obtainedOn))
                    : a.sources.on(f.day(source.obtainedOn)),
                source.level === 'declared' ? a.sources.declared : null,
                source.system,
              ]
                .filter((part) => part !== null)
                .join(', '),
            ),
          a.sources.none,
        ),
      ),
      ...section(a.why.title, [
        ...or(
          pack.contacts.flatMap((contact) => verdictsOf(words, contact)),
          a.why.none,
        ),
        ...pack.assessments.map(({ offer, id, on }) => a.why.assessment(offer, id, f.day(on))),
        a.why.automated,
      ]),
      ...section(a.recipients.title, [
        ...or(
          pack.recipients.map((one) => recipientOf(words, one)),
          a.recipients.none,
        ),
        ...(pack.otherTools.length === 0
          ? []
          : [`${a.recipients.tools}${f.colon}${pack.otherTools.map(({ name }) => name).join(', ')}.`]),
      ]),
      ...section(a.noes.title, [
        ...or(
          pack.noes.map((no) =>
            a.noes.line(
              no.number,
              day(no.receivedAt),
              doorName(t.common, no),
              no.channels.length === Object.keys(t.common.channels).length
                ? t.common.everyChannel
                : no.channels.map((channel) => t.common.channels[channel]).join(', '),
            ),
          ),
          a.noes.none,
        ),
        ...(pack.retention.suppressionAtLeastUntil === null
          ? []
          : [a.noes.kept(f.day(pack.retention.suppressionAtLeastUntil))]),
      ]),
      ...section(
        a.consents.title,
        or(
          pack.consents.map((consent) =>
            [
              a.consents.line(day(consent.givenAt), consent.text),
              ...(consent.confirmedAt === null ? [] : [a.consents.confirmed(day(consent.confirmedAt))]),
              ...(consent.withdrawnAt === null ? [] : [a.consents.withdrawn(day(consent.withdrawnAt))]),
            ].join(', '),
          ),
          a.consents.none,
        ),
      ),
      ...section(
        a.notices.title,
        or(
          pack.notices.map(
            (notice) =>
              `${f.day(notice.on)}${f.colon}${a.notices.events[notice.event] ?? notice.event}, ${(t.common.channels as Readonly<Record<string, string>>)[notice.channel] ?? notice.channel}`,
          ),
          a.notices.none,
        ),
      ),
      ...(pack.messages.length === 0
        ? []
        : section(
            a.messages.title,
            pack.messages.map(
              (message) =>
                `${a.messages.line(f.dateTime(message.receivedAt))}, ${message.keptUntil === null ? a.messages.erased : a.messages.kept(day(message.keptUntil))}`,
            ),
          )),
      ...section(a.terms.title, [
        a.terms.prospect(pack.retention.inactivityMonths),
        ...pack.contacts.flatMap((contact) =>
          contact.decision?.keepUntil == null ? [] : [a.terms.until(f.day(contact.decision.keepUntil))],
        ),
        ...(pack.contacts.some((contact) => contact.records.some((record) => record.relation === 'customer'))
          ? [a.terms.customer]
          : []),
      ]),
      ...section(a.rights.title, [
        { ul: [...a.rights.list] },
        ...(pack.controller === null ? [] : [a.rights.how(pack.dpo ?? pack.controller.contact)]),
        a.rights.complain(pack.authority),
      ]),
    ],
  })
}

function dataOf({ t, f }: Words, pack: AccessPack): PaperContent[] {
  const { data } = t.accessPack
  const c = t.contact.fields
  const removed = pack.contacts.flatMap((contact) =>
    contact.removedAt === null ? [] : [data.removed(f.date(contact.removedAt))],
  )
  const records = pack.contacts.flatMap((contact) => contact.records)
  if (records.length === 0) return [...removed, data.none]
  return [
    ...removed,
    ...records.map((record) => {
      const stopped = Object.entries(record.blocks)
        .filter(([, state]) => state !== undefined && state !== 'open' && state !== 'hidden')
        .map(([channel]) => t.common.channels[channel as keyof typeof t.common.channels])
      const rows: (readonly [string, string | null])[] = [
        [c.firstName, record.firstName],
        [c.lastName, record.lastName],
        [c.email, record.emails.join(', ')],
        [c.phone, record.phone],
        [c.mobile, record.mobile],
        [c.jobTitle, record.jobTitle],
        [c.company, record.company],
        [c.country, record.country],
        [c.source, record.sourceValue],
        [c.relation, record.relation === 'none' ? null : t.common.relations[record.relation]],
        [c.created, f.dateTime(record.createdAt)],
        [
          c.lastAct,
          record.lastActAt === null
            ? null
            : `${f.dateTime(record.lastActAt)}, ${(t.common.acts as Readonly<Record<string, string>>)[record.lastActKind ?? 'act'] ?? record.lastActKind}`,
        ],
        [data.lastOpen, record.lastOpenAt === null ? null : f.dateTime(record.lastOpenAt)],
        [data.opted, stopped.join(', ')],
      ]
      return {
        margin: gap(8, 2),
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
    }),
  ]
}

function verdictsOf({ t, language }: Words, { decision }: AccessPack['contacts'][number]): string[] {
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

function recipientOf({ t, f, language }: Words, one: AccessPack['recipients'][number]): string {
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
