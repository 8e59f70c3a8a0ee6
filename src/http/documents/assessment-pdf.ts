import { frenchText } from '../../domain/app/french-text.ts'
import { assessmentPapers } from '../../domain/evidence/tables/assessment-paper.ts'
import { assessmentQuestions, assessmentTexts } from '../../domain/evidence/tables/assessment-questions.ts'
import type { NoticeLanguage } from '../../domain/notices/tables/notice-words.ts'
import type { StoredAssessment } from '../../store/evidence/assessments.ts'
import { textsOf } from '../locales/texts.ts'
import { paperFormat } from './paper/paper-format.ts'
import { drawPdf } from './paper/pdf-paper.ts'

/** A written balance of interests, as an inspector or the person may ask for it, in the language it is written in. */
export function assessmentPdf(
  one: StoredAssessment,
  {
    offer,
    company,
    language,
    timeZone,
  }: { offer: string; company: string; language: NoticeLanguage; timeZone: string },
): Promise<Buffer> {
  const words = wordsOf(language, offer)
  const f = paperFormat(language, timeZone)
  return drawPdf({
    info: { title: `${words.title} ${one.id}`, author: company },
    language,
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { fontSize: 10, lineHeight: 1.25, color: '#1a1f2b' },
    footer: (page: number, of: number) => ({
      text: `${one.id} · ${words.page(page, of)}`,
      alignment: 'center',
      fontSize: 8.5,
      color: '#596171',
    }),
    content: [
      { text: company, color: '#596171' },
      { text: words.title, fontSize: 18, bold: true, margin: [0, 2, 0, 4] },
      { text: `${one.id} · ${f.dateTime(one.createdAt)} · ${one.author}`, color: '#596171', margin: [0, 0, 0, 10] },
      ...assessmentQuestions.map((question) => ({
        stack: [
          {
            text: words.question(question),
            bold: true,
            margin: [0, 8, 0, 2] as [number, number, number, number],
          },
          one.answers[question],
        ],
      })),
      { text: words.outcome, bold: true, margin: [0, 12, 0, 2] },
      { text: one.favourable ? words.favourable : words.unfavourable },
    ],
  })
}

type Question = (typeof assessmentQuestions)[number]

function wordsOf(language: NoticeLanguage, offer: string) {
  if (language === 'fr' || language === 'en') {
    const { title, outcome, favourable, unfavourable, page } = textsOf(language).assessment
    return {
      title: title(offer),
      question: (one: Question) => {
        const { fr, en } = assessmentTexts[one].question
        return language === 'fr' ? frenchText(fr) : en
      },
      outcome,
      favourable,
      unfavourable,
      page,
    }
  }
  const paper = assessmentPapers[language]
  return {
    ...paper,
    title: paper.title.replace('{offer}', offer),
    question: (one: Question) => paper.questions[one],
    page: (now: number, of: number) => paper.page.replace('{page}', String(now)).replace('{pages}', String(of)),
  }
}
