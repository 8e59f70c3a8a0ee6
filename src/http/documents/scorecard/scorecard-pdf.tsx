import { render } from 'preact-render-to-string'
import { textsOf } from '../../locales/texts.ts'
import { openFormat, type Language } from '../../ui/format.ts'
import { drawPdf, type Margin, type PaperContent } from '../paper/pdf-paper.ts'
import { Lines, PartBar, StackBar, trendSeries } from './scorecard-charts.tsx'
import { colours, type Scorecard } from './scorecard-model.ts'

const tones = { done: colours.allowed, wait: '#854600', broken: '#a51a1a' } as const
const width = 515

const heading = (text: string) => ({
  text,
  fontSize: 11.5,
  bold: true,
  margin: [0, 10, 0, 4] as Margin,
})

const quiet = (text: string, more: object = {}) => ({ text, color: colours.muted, ...more })

/** Hair lines between rows, none around them. */
const line = {
  hLineWidth: (row: number) => (row === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => colours.hair,
  paddingLeft: () => 0,
  paddingRight: () => 6,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
}

/** The scorecard on one A4: the same figures and drawings as the page. */
export function scorecardPdf(card: Scorecard, language: Language): Promise<Buffer> {
  return drawPdf({
    info: { title: card.title, author: 'Lawbase' },
    language,
    pageSize: 'A4',
    pageMargins: [40, 36, 40, 36],
    defaultStyle: { fontSize: 8.5, lineHeight: 1.15, color: colours.ink },
    content: [
      ...sharePart(card, language),
      ...trendPart(card, language),
      ...dutiesPart(card, language),
      listsPart(card),
    ],
  })
}

/** The share that may be mailed, and what the rest consists of. */
function sharePart(card: Scorecard, language: Language): PaperContent[] {
  const f = openFormat(language, 'UTC')
  return [
    { text: card.title, fontSize: 18, bold: true },
    quiet(card.context, { margin: [0, 2, 0, 8] }),
    quiet(card.question),
    {
      text: [
        { text: card.share, fontSize: 20, bold: true },
        `  ${card.yes}`,
        ...(card.was === null ? [] : [quiet(`   ${card.was}`)]),
      ],
      margin: [0, 2, 0, 4],
    },
    { svg: render(<StackBar parts={card.parts} label={card.question} />), width },
    {
      columns: card.parts.map((part) => ({
        stack: [
          { text: part.name, color: part.colour, bold: true },
          { text: [{ text: f.number(part.count), bold: true }, quiet(`  ${part.share}`)] },
        ],
      })),
      margin: [0, 5, 0, 0],
    },
  ]
}

/** The months as lines: who may be mailed, and what is left to do. */
function trendPart(card: Scorecard, language: Language): PaperContent[] {
  const s = textsOf(language).scorecard
  const f = openFormat(language, 'UTC')
  const series = trendSeries(card, s.trend)
  return [
    ...(card.trend
      ? [
          heading(`${s.trend.title}${f.colon}${s.trend.mailed}`),
          {
            svg: render(
              <Lines
                months={card.months}
                series={series.mailed}
                label={s.trend.mailed}
                number={(value) => f.number(value)}
              />,
            ),
            width: 430,
          },
        ]
      : []),
    heading(card.trend ? s.trend.toDo : `${s.trend.title}${f.colon}${s.trend.toDo}`),
    {
      svg: render(
        <Lines months={card.months} series={series.toDo} label={s.trend.toDo} number={(value) => f.number(value)} />,
      ),
      width: 430,
    },
  ]
}

function dutiesPart(card: Scorecard, language: Language): PaperContent[] {
  const s = textsOf(language).scorecard
  return [
    heading(s.duties.title),
    {
      layout: line,
      table: {
        widths: [52, '*', 90],
        body: card.duties.map((duty) => [
          { text: duty.figure, bold: true, color: tones[duty.tone] },
          { text: [{ text: duty.name, bold: true }, quiet(`   ${duty.more}`)] },
          quiet(duty.target, { alignment: 'right' }),
        ]),
      },
    },
  ]
}

function listsPart(card: Scorecard): PaperContent {
  return {
    columnGap: 14,
    margin: [0, 4, 0, 0],
    columns: card.lists.map((list) => ({
      stack: [
        heading(list.title),
        {
          layout: line,
          table: {
            widths: ['*', 36, 'auto', 'auto'],
            body: list.rows.map((row) => [
              row.name,
              {
                svg: render(<PartBar part={row.part} />),
                width: 34,
                margin: [0, 3, 0, 0] as Margin,
              },
              { text: row.count, alignment: 'right' as const },
              quiet(row.share, { alignment: 'right' }),
            ]),
          },
        },
      ],
    })),
  }
}
