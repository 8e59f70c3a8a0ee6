import { doorName } from './door-name.ts'
import type { Receipt } from '../../domain/evidence/receipt.ts'
import { textsOf } from '../locales/texts.ts'
import { openFormat, type Language } from '../ui/format.ts'
import { drawPdf, type PaperDefinition } from './pdf-paper.ts'

/** What a paper needs besides the receipt itself. */
export interface PaperContext {
  language: Language
  timeZone: string
  fingerprint: string
  /** Address of the page that checks receipts; null = none. */
  verifyUrl: string | null
}

/** The receipt as a PDF of one page or two. */
export function receiptPdf(receipt: Receipt, context: PaperContext): Promise<Buffer> {
  return drawPdf(definition(receipt, context))
}

function definition(receipt: Receipt, context: PaperContext): PaperDefinition {
  const { fingerprint, verifyUrl, language, timeZone } = context
  const { receipt: r, common } = textsOf(language)
  const format = openFormat(language, timeZone)
  const { objection, systems } = receipt
  const at = (text: string | null) => (text === null ? '' : format.proof(new Date(text)))
  const stops =
    objection.channels.length === Object.keys(common.channels).length
      ? common.everyChannel
      : objection.channels.map((channel) => common.channels[channel]).join(', ')
  const facts: [string, string][] = [
    [r.number, receipt.number],
    [r.received, at(objection.receivedAt)],
    [r.recorded, at(objection.recordedAt)],
    [r.door, doorName(common, objection)],
    [r.stops, objection.kinds.length === 0 ? stops : `${stops}${format.colon}${objection.kinds.join(', ')}`],
    [r.issued, at(receipt.issuedAt)],
  ]
  const rows = systems.map((system) => [
    { text: system.name, bold: true },
    system.state === 'absent' ? r.absent : system.state === 'refused' ? r.refused : r.proofs[system.proof],
    at(system.endedAt ?? system.writtenAt ?? system.sentAt),
    // Long lists of the vendor's may break after each entry.
    [...new Set(system.seen.map((item) => item.value.replaceAll(/;(?=\S)/gu, '; ')))].join('\n') ||
      (system.ticket ?? ''),
  ])
  const limits = [
    ...new Map(
      systems
        .filter((system) => system.notStopped[language] !== '')
        .map((system) => [system.name, system.notStopped[language]]),
    ),
  ]
  return {
    info: { title: `${r.title} ${receipt.number}`, author: receipt.controller ?? 'Lawbase' },
    language,
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 10, lineHeight: 1.25, color: '#1a1f2b' },
    footer: (now: number, of: number) => ({
      text: `${receipt.number} · ${r.page(now, of)}`,
      alignment: 'center',
      fontSize: 8.5,
      color: '#596171',
    }),
    content: [
      { text: receipt.controller ?? '', color: '#596171' },
      { text: r.title, fontSize: 20, bold: true, margin: [0, 2, 0, 12] },
      {
        layout: 'noBorders',
        table: { widths: [110, '*'], body: facts.map(([name, value]) => [{ text: name, color: '#596171' }, value]) },
      },
      ...(objection.doubtful ? [{ text: r.doubtful, margin: [0, 8, 0, 0] as [number, number, number, number] }] : []),
      { text: r.systems, fontSize: 13, bold: true, margin: [0, 18, 0, 6] },
      systems.length === 0
        ? { text: r.noSystem }
        : {
            layout: 'lightHorizontalLines',
            table: {
              headerRows: 1,
              widths: [75, 110, 100, '*'],
              body: [
                [r.system, r.state, r.when, r.seen].map((text) => ({ text, bold: true, color: '#596171' })),
                ...rows,
              ],
            },
            fontSize: 9,
          },
      ...(limits.length === 0
        ? []
        : [
            { text: r.notStopped, fontSize: 13, bold: true, margin: [0, 18, 0, 6] as [number, number, number, number] },
            { ul: limits.map(([name, text]) => `${name}${format.colon}${text}`), fontSize: 9 },
          ]),
      { text: r.addresses(receipt.addresses.length), margin: [0, 18, 0, 0], color: '#596171' },
      {
        columns: [
          {
            width: '*',
            stack: [
              { text: r.key, color: '#596171', margin: [0, 12, 0, 2] },
              { text: fingerprint, fontSize: 8.5 },
              { text: verifyUrl === null ? r.checkCli : r.check(verifyUrl), margin: [0, 6, 0, 0], fontSize: 9 },
            ],
          },
          ...(verifyUrl === null
            ? []
            : [{ width: 84, qr: verifyUrl, fit: 80, margin: [0, 12, 0, 0] as [number, number, number, number] }]),
        ],
        columnGap: 16,
      },
    ],
  }
}
