import { expect, it } from 'vitest'
import { channels } from '../../../domain/app/channel.ts'
import { textsOf } from '../../locales/texts.ts'
import { seenWords } from './seen-words.ts'

const seen = (value: string, level: 'enforced' | 'marked', ...cells: readonly string[]) =>
  cells.map((channel) => ({ channel, level, value }))

it('says what each value of a system means, once, with the value beside it', () => {
  const rows = [
    ...seen('PORTAL_WIDE UNSUBSCRIBED', 'enforced', 'email', 'email', 'email:news'),
    ...seen('field=phone;sms', 'marked', 'phone', 'sms'),
    ...seen('field=all', 'marked', ...channels),
  ]
  const inWords = (language: 'en' | 'fr') => seenWords(rows, textsOf(language), (cell) => `<${cell}>`)
  expect(inWords('en')).toEqual([
    { words: 'Opted out in the system: <email>, <email:news>', value: 'PORTAL_WIDE UNSUBSCRIBED' },
    { words: 'Marked in our field: <phone>, <sms>', value: 'field=phone;sms' },
    { words: 'Marked in our field: all channels', value: 'field=all' },
  ])
  expect(inWords('fr')[0]).toEqual({
    words: 'Désinscription dans le système\u00a0: <email>, <email:news>',
    value: 'PORTAL_WIDE UNSUBSCRIBED',
  })
})
