import type { QuestionnaireForm } from '../../src/domain/consents/questionnaire.ts'
import { saveQuestionnaire } from '../../src/operations/consents/save-questionnaire.ts'
import { findQuestionnaire, latestVersion } from '../../src/store/consents/questionnaires.ts'
import type { Lawbase } from './lawbase.ts'

/** A form of a stand, with a box for mails and one for calls. */
export const standForm: QuestionnaireForm = {
  event: 'Salon Exemple 2026, stand B12',
  languages: ['fr', 'en'],
  title: { fr: 'Restons en contact', en: 'Let us keep in touch' },
  subject: { fr: 'nos logiciels de suivi', en: 'our tracking software' },
  fields: {
    firstName: 'required',
    lastName: 'required',
    company: 'optional',
    jobTitle: 'optional',
    country: 'off',
    phone: 'optional',
  },
  boxes: [
    { id: 'prospecting-email', text: { fr: '', en: '' } },
    { id: 'prospecting-phone', text: { fr: '', en: '' } },
    { id: 'pixel', text: { fr: '', en: '' } },
  ],
  signature: false,
  numberCountry: 'FR',
}

/** Saves it, open, and gives its address and the version shown. */
export async function makeQuestionnaire(
  { app, admin }: Pick<Lawbase, 'app' | 'admin'>,
  slug: string,
  connectionId: string,
  more: Partial<QuestionnaireForm> = {},
): Promise<{ id: string; versionId: string; path: string }> {
  const known = await findQuestionnaire(app.pool, { slug })
  const id = await saveQuestionnaire(app, admin, {
    id: known?.id ?? null,
    slug,
    connectionId,
    form: { ...standForm, ...more },
  })
  return { id, versionId: (await latestVersion(app.pool, id))?.id ?? '', path: `/q/${slug}` }
}
