import type { Certificate } from '../../domain/removals/certificate.ts'
import { binText, certificateCounts, editionOf, headlineOf, recordsText } from './certificate-lines.ts'
import { ownTerm } from './own-term.ts'
import { wordsIn, type PaperWords } from './paper/paper-words.ts'
import { relatedLines, type SayDetail } from './related-lines.ts'
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

/** The certificate of one removal as a PDF. `say`: puts what systems said into the language of the paper. */
export function certificatePdf(certificate: Certificate, context: PaperContext, say: SayDetail): Promise<Buffer> {
  return drawPdf(certificateDefinition(certificate, context, say))
}

/** What is drawn. */
export function certificateDefinition(
  certificate: Certificate,
  context: PaperContext,
  say: SayDetail,
): PaperDefinition {
  const words = wordsIn(context.language, context.timeZone)
  const { certificate: c } = words.t
  return {
    info: { title: `${c.title} ${certificate.number}`, author: certificate.controller ?? 'Lawbase' },
    language: context.language,
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 10, lineHeight: 1.25, color: ink },
    footer: pageFooter((now, of) => `${certificate.number} · ${c.page(now, of)}`),
    content: [
      { text: certificate.controller ?? '', color: muted },
      { text: c.title, fontSize: 20, bold: true, margin: [0, 2, 0, 4] },
      { text: headlineOf(certificate, context.language), fontSize: 12, margin: [0, 0, 0, 4] },
      { text: editionOf(certificate, context.language) ?? '', color: muted, margin: [0, 0, 0, 12] },
      factsTable(certificate, words),
      together(heading(c.counts), countsTable(certificate, words)),
      heading(c.systems),
      systemsTable(certificate, words),
      ...relatedPart(certificate, words, say),
      ...remainsPart(certificate, words),
      together(
        heading(c.root),
        { text: certificate.root, fontSize: 8.5 },
        { text: c.rootMore(certificate.addresses), color: muted, margin: [0, 4, 0, 0] as Margin },
      ),
      ...(certificate.person === null ? [] : [{ text: c.person, margin: [0, 4, 0, 0] as Margin }]),
      checkColumns(c, context),
    ],
  }
}

/** No heading stands alone at the foot of a page. */
const together = (...stack: PaperContent[]): PaperContent => ({ stack, unbreakable: true })
const heading = (text: string) => ({ text, fontSize: 13, bold: true, margin: [0, 18, 0, 6] as Margin })
const head = (texts: readonly string[]) => texts.map((text) => ({ text, bold: true, color: muted }))
const at = ({ f }: PaperWords, text: string) => f.proof(new Date(text))

/** By which rule the plan was made, by whom it was made and approved, and when it ended. */
function factsTable(certificate: Certificate, words: PaperWords): PaperContent {
  const { certificate: c, removals } = words.t
  const { plan } = certificate
  const facts: [string, string][] = [
    [c.number, certificate.number],
    [c.rule, ruleOf(certificate, words)],
    [c.made, `${at(words, plan.madeAt)}, ${c.by(plan.author === 'nightly run' ? removals.nightly : plan.author)}`],
    ...certificate.approvals.map((approval): [string, string] => [
      c.approved,
      `${at(words, approval.at)}, ${c.by(approval.by)}`,
    ]),
    ...(certificate.heldUntil === null ? [] : [[c.held, at(words, certificate.heldUntil)] as [string, string]]),
    [c.finished, at(words, certificate.finishedAt)],
    [c.issued, at(words, certificate.issuedAt)],
  ]
  return {
    layout: 'noBorders',
    table: { widths: [130, '*'], body: facts.map(([name, value]) => [{ text: name, color: muted }, value]) },
  }
}

function ruleOf({ kind, settings }: Certificate, { t, language }: PaperWords): string {
  const { certificate: c } = t
  const terms = (settings?.ownTerms ?? []).map((term) => ownTerm(term, language))
  const rule = kind === 'silent' ? c.rules.silent(settings?.inactivityMonths ?? null, terms) : c.rules[kind]
  return `${c.kinds[kind]}. ${rule}${settings === null ? '' : `, ${c.settings(settings.version)}`}`
}

/** From everybody in the base to those who were removed. */
function countsTable(certificate: Certificate, { t, f }: PaperWords): PaperContent {
  const { certificate: c } = t
  const { plan } = certificate
  const people = certificateCounts(certificate)
  const guarded = plan.keptByGuards.reduce((sum, { people }) => sum + people, 0)
  const counts: [string, number][] = [
    [c.base, plan.base],
    [c.candidates, plan.candidates],
    [c.guards, guarded],
    [c.planned, plan.planned],
    [c.left, certificate.leftInTime],
    ...(certificate.broughtBack === undefined
      ? []
      : [[c.broughtBack, certificate.broughtBack] satisfies [string, number]]),
    [c.refused, certificate.refused],
    ...(people === null
      ? [[c.removed, certificate.removed] satisfies [string, number]]
      : ([
          [c.gone, people.gone],
          [c.inBinPeople, people.inBin],
          ...((people.unconfirmed ?? 0) === 0 ? [] : [[c.unconfirmedPeople, people.unconfirmed]]),
          [c.anonymisedPeople, people.anonymised],
          ...(people.back === 0 ? [] : [[c.back, people.back]]),
        ] as [string, number][])),
  ]
  // Two blocks side by side: as many columns as counts would not fit the page.
  const rows = Math.ceil(counts.length / 2)
  const cells = (count: [string, number] | undefined): PaperContent[] =>
    count === undefined
      ? ['', '']
      : [
          { text: count[0], color: muted },
          { text: f.number(count[1]), alignment: 'right' },
        ]
  return {
    layout: {
      hLineWidth: (line, { table }) => (line === 0 || line === table.body.length ? 0 : 1),
      hLineColor: () => '#aaaaaa',
      vLineWidth: () => 0,
    },
    fontSize: 9,
    table: {
      headerRows: 0,
      widths: ['*', 40, 12, '*', 40],
      body: counts.slice(0, rows).map((count, row) => [...cells(count), '', ...cells(counts[row + rows])]),
    },
  }
}

/** Per system: what was read back as absent, when, and until when its bin holds it. */
function systemsTable(certificate: Certificate, words: PaperWords): PaperContent {
  const { certificate: c } = words.t
  const day = (text: string) => words.f.date(new Date(text))
  return {
    layout: 'lightHorizontalLines',
    fontSize: 9,
    table: {
      headerRows: 1,
      widths: [80, '*', 110, 110],
      body: [
        head([c.system, c.records, c.when, c.binUntil]),
        ...certificate.systems.map((system) => [
          { text: system.name, bold: true },
          recordsText(system, words.language),
          system.lastReadBackAt === null ? '' : at(words, system.lastReadBackAt),
          binText(system, certificate.issuedAt, { language: words.language, day }),
        ]),
      ],
    },
  }
}

function relatedPart({ systems }: Certificate, { t, f }: PaperWords, say: SayDetail): PaperContent[] {
  const withRelated = systems.filter((system) => (system.related ?? []).length > 0)
  if (withRelated.length === 0) return []
  return withRelated.map((system, place) =>
    together(
      ...(place === 0 ? [heading(t.related.certified)] : []),
      { text: system.name, bold: true, fontSize: 9, margin: [0, 2, 0, 2] as Margin },
      { ul: relatedLines(system.related ?? [], t.related, f, say), fontSize: 9 },
    ),
  )
}

/** What stays in a system although the record is gone. */
function remainsPart({ systems }: Certificate, { t, f, language }: PaperWords): PaperContent[] {
  const remains = systems.filter((system) => system.removed > 0 && system.remains[language] !== '')
  if (remains.length === 0) return []
  return [
    together(heading(t.certificate.remains), {
      ul: remains.map((system) => `${system.name}${f.colon}${system.remains[language]}`),
      fontSize: 9,
    }),
  ]
}
