import type { Certificate } from '../../domain/removals/certificate.ts'
import { textsOf } from '../locales/texts.ts'
import { openFormat } from '../ui/format.ts'
import { ownTerm } from './own-term.ts'
import { relatedLines } from './related-lines.ts'
import { drawPdf, type PaperDefinition } from './pdf-paper.ts'
import type { PaperContext } from './receipt-pdf.ts'

/** The certificate of one removal as a PDF. */
export function certificatePdf(certificate: Certificate, context: PaperContext): Promise<Buffer> {
  return drawPdf(definition(certificate, context))
}

const [ink, quiet] = ['#1a1f2b', '#596171']
type Margin = [number, number, number, number]

function definition(
  certificate: Certificate,
  { language, timeZone, fingerprint, verifyUrl }: PaperContext,
): PaperDefinition {
  const { certificate: c, related, removals } = textsOf(language)
  const format = openFormat(language, timeZone)
  const at = (text: string) => format.proof(new Date(text))
  const day = (text: string) => format.date(new Date(text))
  const { plan, settings, systems } = certificate
  const facts: [string, string][] = [
    [c.number, certificate.number],
    [
      c.rule,
      `${c.kinds[certificate.kind]}. ${
        certificate.kind === 'silent'
          ? c.rules.silent(
              settings?.inactivityMonths ?? null,
              (settings?.ownTerms ?? []).map((term) => ownTerm(term, language)),
            )
          : c.rules[certificate.kind]
      }${settings === null ? '' : `, ${c.settings(settings.version)}`}`,
    ],
    [c.made, `${at(plan.madeAt)}, ${c.by(plan.author === 'nightly run' ? removals.nightly : plan.author)}`],
    ...certificate.approvals.map((approval): [string, string] => [
      c.approved,
      `${at(approval.at)}, ${c.by(approval.by)}`,
    ]),
    ...(certificate.heldUntil === null ? [] : [[c.held, at(certificate.heldUntil)] as [string, string]]),
    [c.finished, at(certificate.finishedAt)],
    [c.issued, at(certificate.issuedAt)],
  ]
  const guarded = plan.keptByGuards.reduce((sum, { people }) => sum + people, 0)
  const counts: [string, number][] = [
    [c.base, plan.base],
    [c.candidates, plan.candidates],
    [c.guards, guarded],
    [c.planned, plan.planned],
    [c.left, certificate.leftInTime],
    [c.refused, certificate.refused],
    [c.removed, certificate.removed],
  ]
  const binOf = (until: string | null) =>
    until === null ? c.binUnknown : until <= certificate.issuedAt ? c.binPast(day(until)) : day(until)
  const remains = systems.filter((system) => system.removed > 0 && system.remains[language] !== '')
  const hung = systems.filter((system) => (system.related ?? []).length > 0)
  const heading = (text: string) => ({ text, fontSize: 13, bold: true, margin: [0, 18, 0, 6] as Margin })
  const head = (texts: readonly string[]) => texts.map((text) => ({ text, bold: true, color: quiet }))
  return {
    info: { title: `${c.title} ${certificate.number}`, author: certificate.controller ?? 'Lawbase' },
    language,
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 10, lineHeight: 1.25, color: ink },
    footer: (now: number, of: number) => ({
      text: `${certificate.number} · ${c.page(now, of)}`,
      alignment: 'center',
      fontSize: 8.5,
      color: quiet,
    }),
    content: [
      { text: certificate.controller ?? '', color: quiet },
      { text: c.title, fontSize: 20, bold: true, margin: [0, 2, 0, 4] },
      { text: c.went(certificate.removed, plan.planned), fontSize: 12, margin: [0, 0, 0, 12] },
      {
        layout: 'noBorders',
        table: { widths: [130, '*'], body: facts.map(([name, value]) => [{ text: name, color: quiet }, value]) },
      },
      heading(c.counts),
      {
        layout: 'lightHorizontalLines',
        fontSize: 9,
        table: {
          headerRows: 1,
          widths: counts.map(() => '*'),
          body: [
            head(counts.map(([name]) => name)),
            counts.map(([, count], index) => ({ text: format.number(count), bold: index === counts.length - 1 })),
          ],
        },
      },
      heading(c.systems),
      {
        layout: 'lightHorizontalLines',
        fontSize: 9,
        table: {
          headerRows: 1,
          widths: [80, '*', 110, 110],
          body: [
            head([c.system, c.records, c.when, c.binUntil]),
            ...systems.map((system) => [
              { text: system.name, bold: true },
              [
                c.absent(system.removed, system.records),
                ...(system.erased === undefined || system.erased === 0 ? [] : [c.erased(system.erased)]),
                ...(system.anonymised === undefined || system.anonymised === 0
                  ? []
                  : [c.anonymised(system.anonymised)]),
              ].join(', '),
              system.lastReadBackAt === null ? '' : at(system.lastReadBackAt),
              system.removed - (system.erased ?? 0) - (system.anonymised ?? 0) === 0 ? '' : binOf(system.inBinUntil),
            ]),
          ],
        },
      },
      ...(hung.length === 0
        ? []
        : [
            heading(related.certified),
            ...hung.map((system) => [
              { text: system.name, bold: true, fontSize: 9, margin: [0, 2, 0, 2] as Margin },
              { ul: relatedLines(system.related ?? [], language, format), fontSize: 9 },
            ]),
          ]),
      ...(remains.length === 0
        ? []
        : [
            heading(c.remains),
            { ul: remains.map((system) => `${system.name}${format.colon}${system.remains[language]}`), fontSize: 9 },
          ]),
      heading(c.root),
      { text: certificate.root, fontSize: 8.5 },
      { text: c.rootMore(certificate.addresses), color: quiet, margin: [0, 4, 0, 0] as Margin },
      ...(certificate.person === null ? [] : [{ text: c.person, margin: [0, 4, 0, 0] as Margin }]),
      {
        columns: [
          {
            width: '*',
            stack: [
              { text: c.key, color: quiet, margin: [0, 12, 0, 2] },
              { text: fingerprint, fontSize: 8.5 },
              { text: verifyUrl === null ? c.checkCli : c.check(verifyUrl), margin: [0, 6, 0, 0], fontSize: 9 },
            ],
          },
          ...(verifyUrl === null ? [] : [{ width: 84, qr: verifyUrl, fit: 80, margin: [0, 12, 0, 0] as Margin }]),
        ],
        columnGap: 16,
      },
    ],
  }
}
