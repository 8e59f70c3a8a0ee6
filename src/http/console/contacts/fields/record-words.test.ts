import { expect, it } from 'vitest'
import type { ContactRecord } from '../../../../store/contacts/contact-view.ts'
import { textsOf } from '../../../locales/texts.ts'
import type { View } from '../../app/view.ts'
import { sourceText, tagText } from './record-words.ts'

const view = {
  t: textsOf('en'),
  settings: {
    sources: {
      crm: { property: 'lead', values: [{ value: 'WEB', kind: 'C1', name: 'Contact form', accepted: false }] },
    },
  },
} as unknown as View

it.each([
  [
    { sourceValue: 'web', tagVerdict: 'ALLOW_NOTICE' },
    'Our web form, Contact form (web)',
    'Allowed with the notice (ALLOW_NOTICE)',
  ],
  [{ sourceValue: 'OFFLINE', tagVerdict: 'CUSTOM' }, 'not mapped to a source (OFFLINE)', 'CUSTOM'],
  [{ sourceValue: null, tagVerdict: null }, null, null],
])('%j are shown in words, with what is stored behind them', (shown, source, tag) => {
  const record = { connector: 'crm', ...shown } as ContactRecord
  expect([sourceText(view, record), tagText(view, record)]).toEqual([source, tag])
})
