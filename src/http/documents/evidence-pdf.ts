import { doorName } from './door-name.ts'
import { ruleText } from '../../domain/decisions/explain.ts'
import type { Verdict } from '../../domain/decisions/decision.ts'
import type { PackHead } from '../../operations/evidence/evidence-head.ts'
import type { PackMaker } from '../../operations/evidence/evidence-pack.ts'
import type { PeriodEvidence } from '../../operations/evidence/evidence-period.ts'
import type { PersonEvidence } from '../../operations/evidence/evidence-person.ts'
import { textsOf, type Texts } from '../locales/texts.ts'
import { openFormat, type Format } from '../ui/format.ts'
import { drawPdf, type PaperContent } from './pdf-paper.ts'
import type { PaperContext } from './receipt-pdf.ts'

const muted = '#596171'
type Margin = [number, number, number, number]
const line = (text: string): PaperContent => ({ text, margin: [0, 0, 0, 3] })
/** A heading never stands at the foot of a page, away from its first line. */
const section = (title: string, [first = '', ...rest]: readonly PaperContent[]): PaperContent[] => [
  { unbreakable: true, stack: [{ text: title, fontSize: 12.5, bold: true, margin: [0, 14, 0, 4] }, first] },
  ...rest,
]
const pairs = (rows: readonly (readonly [string, string])[]): PaperContent => ({
  layout: 'noBorders',
  table: { widths: [190, '*'], body: rows.map(([name, value]) => [{ text: name, color: muted }, value]) },
})
const or = (lines: readonly string[], none: string): PaperContent[] => (lines.length === 0 ? [none] : lines).map(line)

/** First pages of the packs for an inspector, in one language. */
export function evidencePapers(context: PaperContext): PackMaker['papers'] {
  const t = textsOf(context.language)
  const f = openFormat(context.language, context.timeZone)
  return {
    person: (facts) =>
      draw(context, t, f, facts, t.evidence.paper.titlePerson, personContent(context, t, f, facts), [
        'data.json',
        'receipts/',
        'certificates/',
        'evidence/',
        'audit/',
        'manifest.json',
      ]),
    period: (facts) =>
      draw(context, t, f, facts, t.evidence.paper.titlePeriod, periodContent(t, f, facts), [
        'data.json',
        'objections.jsonl',
        'breaches.jsonl',
        'removals.jsonl',
        'certificates/',
        'erasure-requests.jsonl',
        'runs.jsonl',
        'settings.jsonl',
        'audit/',
        'manifest.json',
      ]),
  }
}

function draw(
  { language, fingerprint }: PaperContext,
  t: Texts,
  f: Format,
  { number }: PackHead,
  title: string,
  content: readonly PaperContent[],
  files: readonly (keyof Texts['evidence']['paper']['files'])[],
): Promise<Buffer> {
  const p = t.evidence.paper
  return drawPdf({
    info: { title: `${title} ${number}`, author: 'Lawbase' },
    language,
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 9.5, lineHeight: 1.25, color: '#1a1f2b' },
    footer: (now: number, of: number) => ({
      text: `${number} · ${p.page(now, of)}`,
      alignment: 'center',
      fontSize: 8.5,
      color: muted,
    }),
    content: [
      { text: title, fontSize: 20, bold: true, margin: [0, 0, 0, 8] as Margin },
      ...content,
      ...section(p.inside, [pairs(files.map((name) => [name, p.files[name]]))]),
      ...section(p.check, [
        line(p.command(number)),
        line(p.checkMore),
        { text: `${p.key}${f.colon}${fingerprint}`, fontSize: 8.5, margin: [0, 4, 0, 0] as Margin },
      ]),
    ],
  })
}

function personContent({ language }: PaperContext, t: Texts, f: Format, facts: PersonEvidence): PaperContent[] {
  const p = t.evidence.paper
  const { common } = t
  const channelsOf = (list: readonly string[]) =>
    list.length === Object.keys(common.channels).length
      ? common.everyChannel
      : list.map((one) => common.channels[one as keyof typeof common.channels]).join(', ')
  const records = facts.contacts.flatMap((contact) => contact.records)
  const said = facts.receipts.flatMap(({ receipt: { number, objection, systems } }) => [
    line(
      p.said(
        number,
        f.proof(new Date(objection.receivedAt)),
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
  const { removals, erasures } = facts.history
  const text = (row: Readonly<Record<string, unknown>>, name: string) =>
    typeof row[name] === 'string' ? row[name] : null
  return [
    pairs([
      [p.number, facts.number],
      [p.made, f.proof(facts.issuedAt)],
      [p.controller, facts.controller === null ? p.unknown : `${facts.controller.name}, ${facts.controller.contact}`],
      [p.dpo, facts.dpo ?? p.unknown],
      [p.authority, facts.authority === '' ? p.unknown : facts.authority],
    ]),
    ...section(p.held, [
      ...facts.contacts.flatMap(({ removedAt }) =>
        removedAt === null ? [] : [line(p.removed(f.dateTime(removedAt)))],
      ),
      ...(records.length === 0
        ? [line(p.notHeld)]
        : records.map(
            (record): PaperContent => ({
              margin: [0, 2, 0, 8] as Margin,
              unbreakable: true,
              stack: [
                { text: p.record(record.system, record.object, record.id), bold: true },
                pairs(
                  [
                    [t.contact.fields.firstName, record.firstName ?? ''],
                    [t.contact.fields.lastName, record.lastName ?? ''],
                    [t.contact.fields.email, record.emails.join(', ')],
                    [
                      t.contact.fields.phone,
                      [record.phone, record.mobile].filter((one) => one !== null && one !== '').join(', '),
                    ],
                    [t.contact.fields.jobTitle, record.jobTitle ?? ''],
                    [t.contact.fields.company, record.company ?? ''],
                    [t.contact.fields.country, record.country ?? ''],
                    [p.since, f.dateTime(record.createdAt)],
                    [
                      p.lastAct,
                      record.lastActAt === null
                        ? ''
                        : `${f.dateTime(record.lastActAt)}, ${(common.acts as Readonly<Record<string, string>>)[record.lastActKind ?? 'act'] ?? record.lastActKind ?? ''}`,
                    ],
                    [
                      p.stopped,
                      Object.entries(record.blocks)
                        .filter(([, state]) => state !== undefined && state !== 'open' && state !== 'hidden')
                        .map(([channel]) => common.channels[channel as keyof typeof common.channels])
                        .join(', '),
                    ],
                  ].filter((row): row is [string, string] => row[1] !== ''),
                ),
              ],
            }),
          )),
    ]),
    ...section(
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
    ),
    ...section(
      p.sources,
      or(
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
              source.level === 'declared' ? p.declared : null,
              source.system,
            ]
              .filter((part) => part !== null)
              .join(', '),
          ),
        p.noSource,
      ),
    ),
    ...section(
      p.notices,
      or(
        facts.notices.map(
          (notice) => `${f.day(notice.on)}${f.colon}${t.accessPack.notices.events[notice.event] ?? notice.event}`,
        ),
        p.noNotice,
      ),
    ),
    ...section(
      p.consents,
      or(
        facts.consents.map((consent) =>
          [
            t.accessPack.consents.line(f.date(consent.givenAt), consent.text),
            ...(consent.withdrawnAt === null ? [] : [t.accessPack.consents.withdrawn(f.date(consent.withdrawnAt))]),
          ].join(', '),
        ),
        p.none,
      ),
    ),
    ...section(
      p.recipients,
      or(
        facts.recipients.map((one) =>
          p.recipient(one.recipient, p.kinds[one.what], f.date(one.firstAt), f.date(one.lastAt)),
        ),
        p.none,
      ),
    ),
    ...section(p.objections, [
      ...(said.length === 0 ? [line(p.none)] : said),
      ...(facts.retention.suppressionAtLeastUntil === null
        ? []
        : [line(p.memory(f.day(facts.retention.suppressionAtLeastUntil)))]),
      ...(facts.withheld.length === 0 ? [] : [line(p.withheld(facts.withheld.length))]),
    ]),
    ...section(p.removals, [
      ...or(
        removals.map((row) =>
          p.removal(
            text(row, 'number') ?? '',
            t.certificate.kinds[text(row, 'kind') as keyof typeof t.certificate.kinds],
            p.itemStates[text(row, 'state') ?? ''] ?? '',
          ),
        ),
        p.none,
      ),
      ...(facts.certificates.length === 0 ? [] : [line(p.certified(facts.certificates.length))]),
    ]),
    ...(erasures.length === 0
      ? []
      : section(
          p.erasures,
          erasures.map((row) => {
            const answered = text(row, 'answeredAt')
            return line(
              p.erasure(
                text(row, 'number') ?? '',
                f.day(text(row, 'receivedOn') ?? ''),
                f.day(text(row, 'dueOn') ?? ''),
                answered === null ? null : f.date(new Date(answered)),
              ),
            )
          }),
        )),
  ]
}

function periodContent(t: Texts, f: Format, facts: PeriodEvidence): PaperContent[] {
  const p = t.evidence.paper
  const {
    counts,
    period: { from, to, timeZone, chain },
  } = facts
  const states = t.erasure.page.toldStates as Readonly<Record<string, string>>
  const sums = (rows: Readonly<Record<string, number>>, name: (key: string) => string) => {
    const named = new Map<string, number>()
    for (const [key, count] of Object.entries(rows)) named.set(name(key), (named.get(name(key)) ?? 0) + count)
    return named.size === 0 ? line(p.none) : pairs([...named].map(([label, count]) => [label, f.number(count)]))
  }
  return [
    pairs([
      [p.number, facts.number],
      [p.made, f.proof(facts.issuedAt)],
      [p.days, `${f.day(from)} – ${f.day(to)} (${timeZone})`],
    ]),
    { text: p.nobody, margin: [0, 8, 0, 0] as Margin },
    ...section(p.sums, [
      pairs(
        (Object.keys(p.counts) as (keyof typeof p.counts)[]).map((name) => [p.counts[name], f.number(counts[name])]),
      ),
    ]),
    ...section(p.doors, [sums(counts.byDoor, (door) => doorName(t.common, { door }))]),
    ...section(p.states, [sums(counts.byState, (state) => states[state] ?? t.common.states.superseded)]),
    ...section(p.chain, [
      line(p.chainMore(chain.before.seq, chain.after.seq)),
      {
        fontSize: 8.5,
        stack: [
          `${p.before}${f.colon}${chain.before.seq} ${chain.before.chain}`,
          `${p.after}${f.colon}${chain.after.seq} ${chain.after.chain}`,
        ],
      },
    ]),
  ]
}
