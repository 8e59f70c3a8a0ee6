import type { Json } from '../../core/call.ts'

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

interface FormTexts {
  readonly name: string
  readonly language: 'fr' | 'en'
  readonly submit: string
  readonly fieldGroups: readonly Json[]
  readonly legalConsentOptions: Json
}

function form(id: number, at: string, { name, language, submit, fieldGroups, legalConsentOptions }: FormTexts): Json {
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
    displayOptions: {
      renderRawHtml: false,
      theme: 'default_style',
      submitButtonText: submit,
      style: {},
      cssClass: null,
    },
    legalConsentOptions,
  }
}

const email = field('email', 'E-mail', 'email', {
  required: true,
  validation: { blockedEmailDomains: [], useDefaultBlockList: false },
})

const legitimateInterest: FormTexts = {
  name: 'Contact',
  language: 'fr',
  submit: 'Envoyer',
  fieldGroups: [
    group(
      [
        field('lastname', 'Nom', 'single_line_text', { required: true }),
        email,
        field('message', 'Votre message', 'multi_line_text'),
      ],
      '<p>Les champs marqués * sont obligatoires : sans eux, nous ne pouvons pas vous répondre.</p>',
    ),
  ],
  legalConsentOptions: {
    type: 'legitimate_interest',
    lawfulBasis: 'lead',
    subscriptionTypeIds: [330_101],
    privacyText:
      '<p>Exemple Industries SAS, responsable de traitement, utilise ces données pour vous répondre. Elles sont conservées 3 ans après le dernier contact. Vous disposez de droits d’accès, de rectification, d’effacement et d’opposition : <a href="https://exemple.example.test/vie-privee">politique de confidentialité</a>.</p>',
  },
}

const explicitConsent: FormTexts = {
  name: 'Livre blanc maintenance',
  language: 'fr',
  submit: 'Télécharger',
  fieldGroups: [
    group([
      email,
      field('phone', 'Téléphone', 'phone', { required: true }),
      field('date_of_birth', 'Date de naissance', 'datepicker'),
    ]),
  ],
  legalConsentOptions: {
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
}

const implicitConsent: FormTexts = {
  name: 'Request a demo',
  language: 'en',
  submit: 'Submit',
  fieldGroups: [group([email, field('company', 'Company', 'single_line_text', { required: true })])],
  legalConsentOptions: {
    type: 'implicit_consent_to_process',
    privacyText:
      '<p>You may unsubscribe at any time. <a href="https://exemple.example.test/privacy">Privacy policy</a></p>',
    communicationConsentText:
      '<p>By clicking submit below, you agree to receive marketing emails from Exemple Industries.</p>',
    communicationsCheckboxes: [],
    consentToProcessText:
      '<p>By clicking submit below, you consent to allow Exemple Industries to store and process your personal information.</p>',
  },
}

const noLegalText: FormTexts = {
  name: 'Ancienne newsletter',
  language: 'fr',
  submit: 'OK',
  fieldGroups: [group([email])],
  legalConsentOptions: { type: 'none' },
}

/** One form for each way HubSpot knows to ask or to inform. */
export function seedForms(at: string): Json[] {
  return [legitimateInterest, explicitConsent, implicitConsent, noLegalText].map((texts, index) =>
    form(index + 1, at, texts),
  )
}
