import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditForm } from '../../../src/domain/forms/audit.ts'
import { modelOfVendorForm } from '../../../src/operations/forms/vendor-page.ts'
import { hubspot } from '../../../connectors/hubspot/index.ts'
import { connect, failureOf, startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actHubspot, hubspotApp, hubspotSubject } from './hubspot-subject.ts'

const contactId = '5f0c1d2e-0000-4000-8000-000000000001'

// docs/reference/hubspot.md#forms-api.
describe('HubSpot: the forms of the account', () => {
  let world: World
  let connected: Connected
  const forms = () => {
    const verbs = connected.open().forms
    if (verbs === undefined) throw new Error('forms were not granted')
    return verbs
  }
  beforeAll(async () => {
    world = await startWorld({ contacts: 2 })
    connected = await hubspotSubject.connect(world)
  })
  afterAll(() => world.close())

  it('are read in neutral words', async () => {
    expect(await forms().read(contactId)).toEqual({
      id: contactId,
      name: 'Contact',
      language: 'fr',
      updatedAt: expect.any(String) as string,
      submitText: 'Envoyer',
      texts: ['<p>Les champs marqués * sont obligatoires : sans eux, nous ne pouvons pas vous répondre.</p>'],
      fields: [
        {
          name: 'lastname',
          label: 'Nom',
          type: 'text',
          required: true,
          hidden: false,
          help: '',
          value: '',
          options: [],
        },
        {
          name: 'email',
          label: 'E-mail',
          type: 'email',
          required: true,
          hidden: false,
          help: '',
          value: '',
          options: [],
        },
        {
          name: 'message',
          label: 'Votre message',
          type: 'textarea',
          required: false,
          hidden: false,
          help: '',
          value: '',
          options: [],
        },
      ],
      consent: {
        kind: 'legitimate-interest',
        parts: [{ text: expect.stringContaining('Exemple Industries SAS') as string }],
      },
    })
  })

  it('show each way to ask or to inform in what the audit says', async () => {
    const failed = (await forms().list()).map((form) => {
      const { rows } = auditForm(modelOfVendorForm(form), {})
      return [
        form.name,
        form.consent.kind,
        rows
          .filter(({ state }) => state === 'fail')
          .map(({ id }) => id)
          .join(' '),
      ]
    })
    expect(failed).toEqual([
      ['Contact', 'legitimate-interest', ''],
      ['Livre blanc maintenance', 'explicit', 'J1 J2 J4 J6 J7 J8 J12'],
      ['Request a demo', 'implicit', 'J2 J4 J12'],
      ['Ancienne newsletter', 'none', 'J6 J7 J8'],
    ])
  })

  it('ask also for what shows only after an answer, however deep, and leave out what has no shape they know', async () => {
    const field = (name: string, fieldType: string, dependent: readonly unknown[] = []) => ({
      objectTypeId: '0-1',
      name,
      label: name,
      fieldType,
      required: false,
      hidden: false,
      dependentFields: dependent.map((dependentField) => ({
        dependentCondition: { operator: 'eq', values: ['yes'] },
        dependentField,
      })),
    })
    await actHubspot(world, 'put-form', {
      form: {
        id: 'depends',
        name: 'Depends',
        formType: 'hubspot',
        fieldGroups: [
          {
            groupType: 'default_group',
            richTextType: 'text',
            fields: [
              field('email', 'email'),
              field('is_parent', 'radio', [
                field('children', 'number', [field('date_of_birth', 'datepicker')]),
                'no field',
                {},
              ]),
            ],
          },
        ],
      },
    })
    expect((await forms().read('depends'))?.fields.map(({ name, type }) => [name, type])).toEqual([
      ['email', 'email'],
      ['is_parent', 'radio'],
      ['children', 'number'],
      ['date_of_birth', 'date'],
    ])
    await actHubspot(world, 'put-form', { form: { id: 'depends', name: 'Depends', archived: true } })
  })

  it('come once each over several pages, without the archived and with those of other types', async () => {
    for (let number = 10; number < 130; number += 1)
      await actHubspot(world, 'put-form', {
        form: {
          id: `form-${number}`,
          name: `Form ${number}`,
          formType: number % 2 === 0 ? 'captured' : 'hubspot',
          archived: number % 10 === 9,
        },
      })
    const ids = (await forms().list()).map(({ id }) => id)
    expect([ids.length, new Set(ids).size, ids.includes('form-19'), ids.includes('form-12')]).toEqual([
      4 + 108,
      112,
      false,
      true,
    ])
    expect((await forms().list()).find(({ id }) => id === 'form-12')).toEqual({
      id: 'form-12',
      name: 'Form 12',
      language: null,
      updatedAt: expect.any(String) as string,
      texts: [],
      fields: [],
      consent: { kind: 'none', parts: [] },
      submitText: 'Submit',
    })
  })

  it('are gone when they were archived', async () => {
    expect([await forms().read('form-19'), await forms().read('never')]).toEqual([null, null])
  })

  it('are not offered where the admin did not grant them, and a refusal names the scope', async () => {
    expect(connected.open({}, { scopes: ['oauth'] }).forms).toBeUndefined()
    const narrow = await connect(world, hubspot, await hubspotApp(world, ['forms']), 'origine_contact')
    const error = await failureOf(narrow.open({}, { scopes: ['forms'] }).forms?.list() ?? Promise.resolve())
    expect([error.kind, error.details.missing]).toEqual(['forbidden', 'forms'])
  })
})
