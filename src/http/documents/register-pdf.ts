import { textsOf } from '../locales/texts.ts'
import { openFormat, type Language } from '../ui/format.ts'
import { drawPdf } from './paper/pdf-paper.ts'
import type { RegisterText } from './register-model.ts'

/** The register on paper: one table per activity, never a line shared by two controllers (docs/reference/law.md#h2). */
export function registerPdf(
  texts: readonly RegisterText[],
  { language, timeZone, now }: { language: Language; timeZone: string; now: Date },
): Promise<Buffer> {
  const r = textsOf(language).register
  const format = openFormat(language, timeZone)
  const title = paperTitle(texts, language)
  return drawPdf({
    info: { title, author: 'Lawbase' },
    language,
    pageSize: 'A4',
    pageMargins: [44, 44, 44, 48],
    defaultStyle: { fontSize: 9, lineHeight: 1.2, color: '#1a1f2b' },
    footer: (page: number, of: number) => ({
      text: r.page(page, of),
      alignment: 'center',
      fontSize: 8,
      color: '#596171',
    }),
    content: [
      { text: title, fontSize: 18, bold: true },
      { text: r.issued(format.dateTime(now)), color: '#596171', margin: [0, 2, 0, 10] },
      ...texts.map(({ heading, cells, line }, place) => ({
        unbreakable: true,
        margin: [0, 8, 0, 4] as [number, number, number, number],
        stack: [
          {
            text: `${place + 1}. ${heading}`,
            fontSize: 12,
            bold: true,
            margin: [0, 0, 0, 4] as [number, number, number, number],
          },
          {
            layout: 'lightHorizontalLines',
            table: {
              headerRows: 0,
              widths: [110, '*'],
              body: [
                ...cells
                  .filter(([column]) => column !== 'purpose')
                  .map(([column, text]) => [
                    { text: r.columns[column], color: '#596171' },
                    text === '' ? { text: r.columns.missing, color: '#854600' } : text,
                  ]),
                ...(line.missing.length === 0
                  ? []
                  : [
                      [
                        { text: r.columns.missing, color: '#854600', bold: true },
                        { text: line.missing.map((one) => r.missing[one]).join(' '), color: '#854600' },
                      ],
                    ]),
              ],
            },
          },
        ],
      })),
    ],
  })
}

/** An incomplete register says so in its title. */
function paperTitle(texts: readonly RegisterText[], language: Language): string {
  const r = textsOf(language).register
  const missing = new Set(texts.flatMap(({ line }) => line.missing)).size
  return missing === 0 ? r.paperTitle : `${r.paperTitle} (${r.incomplete(missing)})`
}
