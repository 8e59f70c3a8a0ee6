import { describe, expect, it } from 'vitest'
import { foreignLanguage } from './foreign-language.ts'

describe('the language of a text that no table reads', () => {
  it.each([
    ['Dziękuję, ale proszę mi już nic więcej nie przysyłać.', 'pl'],
    ['Tack för offerten, vi återkommer på måndag med svar', 'sv'],
    ['Obrigado pela proposta, podemos falar na terça-feira?', 'pt'],
    ['Kiitos tarjouksesta, palaamme asiaan ensi viikolla', 'fi'],
    ['Пожалуйста, больше не пишите мне', 'ru'],
    ['配信を停止してください', 'ja'],
    ['Rezygnuję.', 'und'],
  ])('%s', (text, language) => {
    expect(foreignLanguage([text])).toBe(language)
  })

  it.each([
    'Merci, on en reparle mardi.',
    'Bitte keine Werbung mehr an diese Adresse.',
    'Budget approved, invoice attached, call Tuesday morning',
    'Sind versorgt.',
    'No me interesa, gracias',
    'Geen interesse, dank u',
    'Va bene per giovedì, a presto',
    '12 / 2026',
  ])('is one of theirs, or none: %s', (text) => {
    expect(foreignLanguage([text])).toBe(null)
  })
})
