import type { PackHead } from '../../../operations/evidence/evidence-head.ts'
import type { PackMaker } from '../../../operations/evidence/evidence-pack.ts'
import type { Texts } from '../../locales/texts.ts'
import { line, pairs, section } from './evidence-parts.ts'
import { periodContent } from './evidence-period-paper.ts'
import { personContent } from './evidence-person-paper.ts'
import { wordsIn, type PaperWords } from '../paper/paper-words.ts'
import { drawPdf, ink, pageFooter, type Margin, type PaperContent } from '../paper/pdf-paper.ts'
import type { PaperContext } from '../paper/signed-paper.ts'

/** First pages of the packs for an inspector, in one language. */
export function evidencePapers(context: PaperContext): PackMaker['papers'] {
  const words = wordsIn(context.language, context.timeZone)
  const { titlePerson, titlePeriod } = words.t.evidence.paper
  return {
    person: (facts) =>
      draw(context, words, facts, {
        title: titlePerson,
        content: personContent(words, facts),
        files: ['data.json', 'receipts/', 'certificates/', 'evidence/', 'audit/', 'manifest.json'],
      }),
    period: (facts) =>
      draw(context, words, facts, {
        title: titlePeriod,
        content: periodContent(words, facts),
        files: [
          'data.json',
          'objections.jsonl',
          'breaches.jsonl',
          'removals.jsonl',
          'certificates/',
          'erasure-requests.jsonl',
          'access-requests.jsonl',
          'runs.jsonl',
          'settings.jsonl',
          'audit/',
          'manifest.json',
        ],
      }),
  }
}

interface Paper {
  title: string
  content: readonly PaperContent[]
  /** What lies in the pack beside the paper. */
  files: readonly (keyof Texts['evidence']['paper']['files'])[]
}

function draw(
  { language, fingerprint }: PaperContext,
  { t, f }: PaperWords,
  { number }: PackHead,
  { title, content, files }: Paper,
): Promise<Buffer> {
  const p = t.evidence.paper
  return drawPdf({
    info: { title: `${title} ${number}`, author: 'Lawbase' },
    language,
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 9.5, lineHeight: 1.25, color: ink },
    footer: pageFooter((now, of) => `${number} · ${p.page(now, of)}`),
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
