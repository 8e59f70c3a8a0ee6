import type { Answer, Call, Json } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { enter } from '../account/context.ts'
import { errorAnswer, invalid } from '../account/errors.ts'
import type { HubSpotStore } from '../account/types.ts'

const formsRead = ['forms'] as const
const types = ['hubspot', 'captured', 'flow', 'blog_comment', 'all'] as const

/** docs/reference/hubspot.md#forms-api: marketing forms, still v3; archived ones only when asked for. */
export function addFormRoutes(router: Router, context: HubSpotContext): void {
  const { store } = context
  router.on('GET', '/marketing/v3/forms', (call) => {
    enter(context, call, formsRead)
    return list(store, call)
  })
  router.on('GET', '/marketing/v3/forms/:id', (call) => {
    enter(context, call, formsRead)
    const form = store.forms.get(call.params['id'] ?? '')
    if (form === undefined || (form['archived'] === true) !== (call.url.searchParams.get('archived') === 'true'))
      return errorAnswer(404, { category: 'OBJECT_NOT_FOUND', message: 'resource not found' })
    return { status: 200, json: form }
  })
}

function list(store: HubSpotStore, call: Call): Answer {
  const query = call.url.searchParams
  const limit = Number(query.get('limit') ?? '20')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return invalid('Invalid limit: limit must be between 1 and 100')
  const wanted = query.getAll('formTypes').flatMap((one) => one.split(','))
  if (wanted.some((one) => !(types as readonly string[]).includes(one)))
    return invalid(`Invalid formTypes: ${wanted.join()}`)
  const after = Number(query.get('after') ?? '0')
  const all = [...store.forms.values()].filter(
    (form) =>
      (form['archived'] === true) === (query.get('archived') === 'true') &&
      (wanted.includes('all') || wanted.length === 0 || wanted.includes(String(form['formType']))),
  )
  const page = all.slice(after, after + limit)
  return {
    status: 200,
    json: {
      results: page,
      ...(after + limit < all.length ? { paging: { next: { after: String(after + limit), link: '' } } } : {}),
    },
  }
}

const field = (name: string, label: string, fieldType: string, more: Json = {}): Json => ({
  objectTypeId: '0-1',
  name,
  label,
  fieldType,
  required: false,
  hidden: false,
  dependentFields: [],
  ...more,
})
const group = (fields: readonly Json[], richText?: string): Json => ({
  groupType: 'default_group',
  richTextType: 'text',
  ...(richText === undefined ? {} : { richText }),
  fields,
})

function form(
  id: number,
  name: string,
  language: string,
  fieldGroups: readonly Json[],
  legalConsentOptions: Json,
  submitButtonText: string,
  at: string,
): Json {
  return {
    id: `5f0c1d2e-0000-4000-8000-${String(id).padStart(12, '0')}`,
    name,
    formType: 'hubspot',
    createdAt: at,
    updatedAt: at,
    archived: false,
    fieldGroups,
    configuration: {
      language,
      cloneable: true,
      editable: true,
      archivable: true,
      recaptchaEnabled: false,
      notifyContactOwner: false,
      notifyRecipients: [],
      createNewContactForNewEmail: false,
      prePopulateKnownValues: true,
      allowLinkToResetKnownValues: false,
      lifecycleStages: [],
      postSubmitAction: { type: 'thank_you', value: 'Merci' },
    },
    displayOptions: { renderRawHtml: false, theme: 'default_style', submitButtonText, style: {}, cssClass: null },
    legalConsentOptions,
  }
}

/** One form for each way HubSpot knows to ask or to inform. */
export function seedForms(at: string): Json[] {
  const email = field('email', 'E-mail', 'email', {
    required: true,
    validation: { blockedEmailDomains: [], useDefaultBlockList: false },
  })
  return [
    form(
      1,
      'Contact',
      'fr',
      [
        group(
          [
            field('lastname', 'Nom', 'single_line_text', { required: true }),
            email,
            field('message', 'Votre message', 'multi_line_text'),
          ],
          '<p>Les champs marqués * sont obligatoires : sans eux, nous ne pouvons pas vous répondre.</p>',
        ),
      ],
      {
        type: 'legitimate_interest',
        lawfulBasis: 'lead',
        subscriptionTypeIds: [330_101],
        privacyText:
          '<p>Exemple Industries SAS, responsable de traitement, utilise ces données pour vous répondre. Elles sont conservées 3 ans après le dernier contact. Vous disposez de droits d’accès, de rectification, d’effacement et d’opposition : <a href="https://exemple.example.test/vie-privee">politique de confidentialité</a>.</p>',
      },
      'Envoyer',
      at,
    ),
    form(
      2,
      'Livre blanc maintenance',
      'fr',
      [
        group([
          email,
          field('phone', 'Téléphone', 'phone', { required: true }),
          field('date_of_birth', 'Date de naissance', 'datepicker'),
        ]),
      ],
      {
        type: 'explicit_consent_to_process',
        privacyText: '<p>Vous pouvez vous désinscrire à tout moment.</p>',
        communicationConsentText: '<p>Exemple Industries vous écrit au sujet de ses offres.</p>',
        communicationsCheckboxes: [
          {
            label: '<p>J’accepte de recevoir par e-mail et par téléphone les offres d’Exemple Industries.</p>',
            required: true,
            subscriptionTypeId: 330_101,
          },
        ],
        consentToProcessText: '<p>Pour vous envoyer ce document, nous devons conserver vos données.</p>',
        consentToProcessCheckboxLabel: '<p>J’accepte que mes données soient conservées et traitées.</p>',
        consentToProcessFooterText: '',
      },
      'Télécharger',
      at,
    ),
    form(
      3,
      'Request a demo',
      'en',
      [group([email, field('company', 'Company', 'single_line_text', { required: true })])],
      {
        type: 'implicit_consent_to_process',
        privacyText:
          '<p>You may unsubscribe at any time. <a href="https://exemple.example.test/privacy">Privacy policy</a></p>',
        communicationConsentText:
          '<p>By clicking submit below, you agree to receive marketing emails from Exemple Industries.</p>',
        communicationsCheckboxes: [],
        consentToProcessText:
          '<p>By clicking submit below, you consent to allow Exemple Industries to store and process your personal information.</p>',
      },
      'Submit',
      at,
    ),
    form(4, 'Ancienne newsletter', 'fr', [group([email])], { type: 'none' }, 'OK', at),
  ]
}
