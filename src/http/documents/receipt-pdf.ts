import { everyKind, parseScopeKey } from '../../domain/app/kind.ts'
import type { Receipt } from '../../domain/evidence/receipt.ts'
import { seenWords } from './records/seen-words.ts'
import { receivedText, saidAgainText } from './received-text.ts'
import { doorName } from './door-name.ts'
import { wordsIn, type PaperWords } from './paper/paper-words.ts'
import {
  drawPdf,
  ink,
  muted,
  pageFooter,
  type Margin,
  type PaperContent,
  type PaperDefinition,
} from './paper/pdf-paper.ts'
import { checkColumns, type PaperContext } from './paper/signed-paper.ts'

/** The receipt as a PDF of one page or two. */
export function receiptPdf(receipt: Receipt, context: PaperContext): Promise<Buffer> {
  return drawPdf(definition(receipt, context))
}

function definition(receipt: Receipt, context: PaperContext): PaperDefinition {
  const { language, timeZone } = context
  const words = wordsIn(language, timeZone)
  const { receipt: r } = words.t
  return {
    info: { title: `${r.title} ${receipt.number}`, author: receipt.controller ?? 'Lawbase' },
    language,
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 10, lineHeight: 1.25, color: ink },
    footer: pageFooter((now, of) => `${receipt.number} · ${r.page(now, of)}`),
    content: [
      { text: receipt.controller ?? '', color: muted },
      { text: r.title, fontSize: 20, bold: true, margin: [0, 2, 0, 12] },
      factsTable(receipt, words),
      ...(receipt.objection.saidAgain ?? []).map((again) => ({
        text: saidAgainText(again, (when) => words.f.proof(when), words.language),
        margin: [0, 4, 0, 0] as Margin,
      })),
      ...correctedPart(receipt, words),
      ...(receipt.objection.doubtful ? [{ text: r.doubtful, margin: [0, 8, 0, 0] as Margin }] : []),
      ...systemsPart(receipt, words),
      ...limitsPart(receipt, words),
      { text: r.addresses(receipt.addresses.length), margin: [0, 18, 0, 0], color: muted },
      checkColumns(r, context),
    ],
  }
}

const heading = (text: string): PaperContent => ({ text, fontSize: 13, bold: true, margin: [0, 18, 0, 6] })
const at = ({ f }: PaperWords, text: string | null) => (text === null ? '' : f.proof(new Date(text)))

function factsTable(receipt: Receipt, words: PaperWords): PaperContent {
  const { t, f } = words
  const { receipt: r, common } = t
  const { objection } = receipt
  const stops =
    objection.channels.length === Object.keys(common.channels).length
      ? common.everyChannel
      : objection.channels.map((channel) => common.channels[channel]).join(', ')
  const facts: [string, string][] = [
    [r.number, receipt.number],
    [r.received, receivedText(objection, at(words, objection.receivedAt), words.language)],
    [r.recorded, at(words, objection.recordedAt)],
    [r.door, doorName(common, objection)],
    [r.stops, objection.kinds.length === 0 ? stops : `${stops}${f.colon}${objection.kinds.join(', ')}`],
    [r.issued, at(words, receipt.issuedAt)],
  ]
  return {
    layout: 'noBorders',
    table: { widths: [110, '*'], body: facts.map(([name, value]) => [{ text: name, color: muted }, value]) },
  }
}

/** That nobody may rely on it any more. */
function correctedPart({ objection: { corrected } }: Receipt, words: PaperWords): PaperContent[] {
  if (corrected === undefined) return []
  return [
    {
      text: words.t.receipt.corrected(at(words, corrected.at), corrected.by, corrected.reason),
      bold: true,
      margin: [0, 8, 0, 0],
    },
  ]
}

/** Per system: its state, when it was reached, and the value that was read back there. */
function systemsPart({ systems, objection }: Receipt, words: PaperWords): PaperContent[] {
  const { receipt: r } = words.t
  if (systems.length === 0) return objection.corrected === undefined ? [heading(r.systems), { text: r.noSystem }] : []
  const rows = systems.map((system) => [
    { text: system.name, bold: true },
    stateText(system, words),
    at(words, system.endedAt ?? system.writtenAt ?? system.sentAt),
    system.seen.length === 0 ? (system.ticket ?? '') : seenPart(system, words),
  ])
  return [
    heading(r.systems),
    {
      layout: 'lightHorizontalLines',
      table: {
        headerRows: 1,
        widths: [75, 110, 100, '*'],
        body: [[r.system, r.state, r.when, r.seen].map((text) => ({ text, bold: true, color: muted })), ...rows],
      },
      fontSize: 9,
    },
  ]
}

/** What the system blocks, in words, and under it what it shows: a vendor's long list may break after an entry. */
function seenPart({ seen }: Receipt['systems'][number], words: PaperWords): PaperContent {
  return {
    stack: seenWords(seen, words.t, (cell) => cellText(words, cell)).flatMap((one) => [
      { text: one.words },
      { text: one.value.replaceAll(/;(?=\S)/gu, '; '), color: muted, fontSize: 8 },
    ]),
  }
}

/** One cell, such as `email` or `email:newsletter`. */
function cellText({ t, f }: PaperWords, cell: string): string {
  const scope = parseScopeKey(cell)
  if (scope === null) return cell
  const channel = t.common.channels[scope.channel]
  return scope.kind === everyKind ? channel : `${channel}${f.colon}${scope.kind}`
}

function stateText({ state, reason, proof }: Receipt['systems'][number], { t: { receipt: r } }: PaperWords): string {
  if (state === 'superseded') return reason === 'corrected' ? r.cancelled : r.lifted
  return state === 'absent' ? r.absent : state === 'refused' ? r.refused : r.proofs[proof]
}

/** What the systems do not stop, each said once. */
function limitsPart({ systems }: Receipt, { t, f, language }: PaperWords): PaperContent[] {
  const limits = [
    ...new Map(
      systems
        .filter((system) => system.notStopped[language] !== '')
        .map((system) => [system.name, system.notStopped[language]]),
    ),
  ]
  if (limits.length === 0) return []
  return [heading(t.receipt.notStopped), { ul: limits.map(([name, text]) => `${name}${f.colon}${text}`), fontSize: 9 }]
}
