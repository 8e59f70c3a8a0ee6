import { keptDays } from '../../domain/runs/kept.ts'
import { receivedText } from './received-text.ts'
import { fieldConsentLine } from './records/field-consent-line.ts'
import { consentDay } from './consent-day.ts'
import { doorName } from './door-name.ts'
import type { AccessPack } from '../../operations/evidence/access-pack.ts'
import type { Language } from '../ui/format.ts'
import { wordsIn, type PaperWords } from './paper/paper-words.ts'
import { drawPdf, ink, muted, pageFooter, type PaperContent } from './paper/pdf-paper.ts'
import { besidesLines } from './records/besides-lines.ts'
import { withdrawnSourceLines } from './records/withdrawn-source-lines.ts'
import { margins, recordData, verdictsByChannel, recipientOf } from './access-pack-data.ts'

/** The answer to a request for access as a paper that the person can read (docs/reference/law.md#h4). */
export function accessPackPdf(pack: AccessPack, language: Language, timeZone: string): Promise<Buffer> {
  const words = wordsIn(language, timeZone)
  const { t, f } = words
  const a = t.accessPack
  return drawPdf({
    info: { title: a.title, author: pack.controller?.name ?? 'Lawbase' },
    language,
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 9.5, lineHeight: 1.25, color: ink },
    footer: pageFooter((page, of) => a.page(page, of)),
    content: [
      { text: a.title, fontSize: 20, bold: true },
      { text: a.intro(pack.controller?.name ?? '', f.dateTime(pack.issuedAt)), color: muted, margin: [0, 2, 0, 4] },
      ...whoPart(words, pack),
      ...section(a.data.title, recordData(words, pack)),
      ...sourcesPart(words, pack),
      ...whyPart(words, pack),
      ...recipientsPart(words, pack),
      ...objectionsPart(words, pack),
      ...requestsPart(words, pack),
      ...consentsPart(words, pack),
      ...noticesPart(words, pack),
      ...messagesPart(words, pack),
      ...besidesPart(words, pack),
      ...termsPart(words, pack),
      ...rightsPart(words, pack),
    ],
  })
}

/** A heading and its first line stay together, so that no heading stands alone at the foot of a page. */
function section(title: string, [first = '', ...rest]: readonly PaperContent[]): PaperContent[] {
  const lineOf = (line: PaperContent): PaperContent =>
    typeof line === 'string' ? { text: line, margin: margins(3) } : line
  return [
    {
      stack: [{ text: title, fontSize: 12.5, bold: true, margin: margins(4, 14) }, lineOf(first)],
      unbreakable: true,
    },
    ...rest.map(lineOf),
  ]
}

function or(lines: readonly string[], none: string): readonly string[] {
  return lines.length === 0 ? [none] : lines
}

/** Who holds the data, and whom to ask. */
function whoPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const a = t.accessPack
  return section(a.who.title, [
    `${a.who.controller}${f.colon}${pack.controller === null ? a.who.unknown : `${pack.controller.name}, ${pack.controller.contact}`}`,
    `${a.who.dpo}${f.colon}${pack.dpo ?? a.who.unknown}`,
    ...(pack.controller === null ? [] : [`${a.who.privacy}${f.colon}${pack.controller.privacyUrl}`]),
  ])
}

function sourcesPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const a = t.accessPack
  return section(a.sources.title, [
    ...or(
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
            source.proof === null ? a.sources.declared : a.sources.proven[source.proof],
            source.system,
          ]
            .filter((part) => part !== null)
            .join(', '),
        ),
      pack.contacts.some(({ records }) => records.length > 0) ? a.sources.none : a.sources.nothingHeld,
    ),
    ...withdrawnSourceLines(words, pack.contacts),
  ])
}

/** The verdicts, the balances of interests they rest on, and that a rule decides. */
function whyPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const a = t.accessPack
  return section(a.why.title, [
    ...or(
      pack.contacts.flatMap((contact) => verdictsByChannel(words, contact)),
      a.why.none,
    ),
    ...pack.assessments.map(({ offer, id, on }) => a.why.assessment(offer, id, f.day(on))),
    a.why.automated,
  ])
}

function recipientsPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const a = t.accessPack
  return section(a.recipients.title, [
    ...or(
      pack.recipients.map((one) => recipientOf(words, one)),
      a.recipients.none,
    ),
    ...(pack.otherTools.length === 0
      ? []
      : [`${a.recipients.tools}${f.colon}${pack.otherTools.map(({ name }) => name).join(', ')}.`]),
    ...(pack.otherToolsStated ? [] : [a.recipients.toolsNotStated]),
  ])
}

function objectionsPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const a = t.accessPack
  return section(a.refusals.title, [
    ...or(
      pack.noes.map((no) => {
        const line = a.refusals.line(
          no.number,
          receivedText({ notLaterThan: no.notLaterThan }, f.date(no.receivedAt), words.language),
          doorName(t.common, no),
          no.channels.length === Object.keys(t.common.channels).length
            ? t.common.everyChannel
            : no.channels.map((channel) => t.common.channels[channel]).join(', '),
        )
        return no.corrected === null
          ? line
          : a.refusals.corrected(line, f.date(new Date(no.corrected.at)), no.corrected.by, no.corrected.reason)
      }),
      a.refusals.none,
    ),
    ...(pack.retention.suppressionAtLeastUntil === null
      ? []
      : [a.refusals.kept(f.day(pack.retention.suppressionAtLeastUntil))]),
  ])
}

/** What they asked for before, and what came of it. */
function requestsPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const r = t.accessPack.requests
  if (pack.requests.length === 0) return []
  return section(
    r.title,
    pack.requests.map(({ kind, number, receivedOn, kept, takenBackAt, answeredAt }) =>
      [
        r.line[kind](number, f.day(receivedOn)),
        ...(kept === '' ? [] : [r.kept(kept)]),
        takenBackAt === null
          ? answeredAt === null
            ? r.open
            : r.answered(f.date(answeredAt))
          : r.takenBack(f.date(takenBackAt)),
      ].join(', '),
    ),
  )
}

function consentsPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const a = t.accessPack
  return section(
    a.consents.title,
    or(
      [
        ...pack.consents.map((consent) =>
          [
            a.consents.line(consentDay(f, consent), consent.text),
            ...(consent.confirmedAt === null ? [] : [a.consents.confirmed(f.date(consent.confirmedAt))]),
            ...(consent.withdrawnAt === null ? [] : [a.consents.withdrawn(f.date(consent.withdrawnAt))]),
          ].join(', '),
        ),
        ...pack.consentsInFields.map((consent) => fieldConsentLine(words, consent)),
      ],
      a.consents.none,
    ),
  )
}

function noticesPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const a = t.accessPack
  return section(
    a.notices.title,
    or(
      pack.notices.map(
        (notice) =>
          `${f.day(notice.on)}${f.colon}${a.notices.events[notice.event] ?? notice.event}, ${(t.common.channels as Readonly<Record<string, string>>)[notice.channel] ?? notice.channel}`,
      ),
      a.notices.none,
    ),
  )
}

function messagesPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const a = t.accessPack
  if (pack.messages.length === 0) return []
  return section(
    a.messages.title,
    pack.messages.map(
      (message) =>
        `${a.messages.line(f.dateTime(message.receivedAt))}, ${message.keptUntil === null ? a.messages.erased : a.messages.kept(f.date(message.keptUntil))}`,
    ),
  )
}

/** What else is kept of them; left out where nothing is. */
function besidesPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const lines = besidesLines(words, pack)
  return lines.length === 0 ? [] : section(words.t.accessPack.besides.title, lines)
}

/** How long one contact is kept, by the kind of plan that comes first for them, as plans choose. */
function endLines({ t, f }: PaperWords, contact: AccessPack['contacts'][number], general: number): string[] {
  const a = t.accessPack.terms
  const { decision, records } = contact
  if (records.length > 0 && records.every(({ goneAt }) => goneAt !== null)) return [a.gone(vanishedDays)]
  if (decision === null) return [a.prospect(general)]
  if (decision.isBlind) return [a.prospect(decision.inactivityMonths), a.blind]
  const day = decision.keepUntil === null ? null : f.day(decision.keepUntil)
  if (decision.goesBy === 'objected') return [a.objected(day)]
  if (day === null) return [a.prospect(decision.inactivityMonths)]
  return decision.goesBy === 'no-source' ? [a.noSource(day)] : [a.prospect(decision.inactivityMonths), a.until(day)]
}

/** How long Lawbase keeps whom no system shows any more. */
const vanishedDays = keptDays('vanished')

/** How long they are kept. */
function termsPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t, f } = words
  const a = t.accessPack
  const isHeld = pack.contacts.some(({ records }) => records.length > 0)
  const lines = pack.contacts.flatMap((contact) => endLines(words, contact, pack.retention.inactivityMonths))
  return section(a.terms.title, [
    ...(isHeld ? [...new Set(lines)] : [a.terms.nothing]),
    ...(pack.contacts.some((contact) => contact.records.some((record) => record.relation === 'customer'))
      ? [a.terms.customer]
      : []),
    ...pack.keptOnPurpose.map(({ purpose, reason, until }) =>
      a.terms.kept[purpose](until === null ? null : f.day(until), reason),
    ),
  ])
}

/** What the person may ask for, and where to complain. */
function rightsPart(words: PaperWords, pack: AccessPack): PaperContent[] {
  const { t } = words
  const a = t.accessPack
  // All of it on one page: what is said of complaints is not left alone on the last one.
  const stack = section(a.rights.title, [
    { ul: [...a.rights.list] },
    ...(pack.controller === null ? [] : [a.rights.how(pack.dpo ?? pack.controller.contact)]),
    a.rights.complain(pack.authority),
  ])
  return [{ stack, unbreakable: true }]
}
