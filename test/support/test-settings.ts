import { defaultSettings, type Settings } from '../../src/domain/settings/settings.ts'

/** Settings of a company that sells software to people who decide about machines. */
export const testSettings: Settings = {
  ...defaultSettings,
  controller: {
    name: 'Exemple Industries',
    contact: 'dpo@exemple.example.test',
    privacyUrl: 'https://exemple.example.test/vie-privee',
  },
  offers: [
    {
      id: 'suivi',
      name: 'Suivi de production',
      functions: ['it', 'production', 'management', 'maintenance', 'quality', 'purchasing'],
      borderline: [],
      audience: 'business',
      productFamily: null,
      assessment: { id: 'LIA-1', author: 'DPO', on: '2026-01-15' },
    },
  ],
  sources: {
    hubspot: {
      property: 'origine_contact',
      values: [
        { value: 'formulaire-site', kind: 'C1', name: 'Formulaire du site', accepted: false },
        { value: 'achat-prospecta', kind: 'C7', name: 'Prospecta', accepted: false },
      ],
    },
    salesforce: {
      property: 'LeadSource',
      values: [
        { value: 'Web', kind: 'C1', name: 'Formulaire du site', accepted: false },
        { value: 'Purchased List - Prospecta', kind: 'C7', name: 'Prospecta', accepted: false },
      ],
    },
  },
  otherTools: [],
  assumedStarts: true,
  maxRemovalShare: 0.5,
  // A decision to erase is carried out at once, where a test is not about taking it back.
  erasureCoolingHours: 0,
}
