import { assessmentQuestions, assessmentTexts } from '../../domain/evidence/tables/assessment-questions.ts'
import type { StoredAssessment } from '../../store/evidence/assessments.ts'
import { textsOf } from '../locales/texts.ts'
import { frenchText } from '../locales/words.ts'
import { openFormat, type Language } from '../ui/format.ts'
import { drawPdf } from './pdf-paper.ts'

/** A written balance of interests, as an inspector or the person may ask for it. */
export function assessmentPdf(
  one: StoredAssessment,
  { offer, company, language, timeZone }: { offer: string; company: string; language: Language; timeZone: string },
): Promise<Buffer> {
  const a = textsOf(language).assessment
  const f = openFormat(language, timeZone)
  return drawPdf({
    info: { title: `${a.title(offer)} ${one.id}`, author: company },
    language,
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 10, lineHeight: 1.25, color: '#1a1f2b' },
    footer: (page: number, of: number) => ({
      text: `${one.id} · ${a.page(page, of)}`,
      alignment: 'center',
      fontSize: 8.5,
      color: '#596171',
    }),
    content: [
      { text: company, color: '#596171' },
      { text: a.title(offer), fontSize: 18, bold: true, margin: [0, 2, 0, 4] },
      { text: `${one.id} · ${f.dateTime(one.createdAt)} · ${one.author}`, color: '#596171', margin: [0, 0, 0, 10] },
      ...assessmentQuestions.map((question) => {
        const text = assessmentTexts[question].question
        return {
          stack: [
            {
              text: language === 'fr' ? frenchText(text.fr) : text.en,
              bold: true,
              margin: [0, 8, 0, 2] as [number, number, number, number],
            },
            one.answers[question],
          ],
        }
      }),
      { text: a.outcome, bold: true, margin: [0, 12, 0, 2] },
      { text: one.favourable ? a.favourable : a.unfavourable },
    ],
  })
}
