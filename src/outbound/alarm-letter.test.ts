import { describe, expect, it } from 'vitest'
import { alarmLetter, type AlarmFacts } from './alarm-letter.ts'

const facts: AlarmFacts = {
  system: 'HubSpot',
  objections: 1,
  afterMinutes: 15,
  since: new Date('2026-11-25T04:00:00Z'),
  timeZone: 'Europe/Paris',
  shopper: true,
  url: 'http://localhost:4100/#shopper',
}

describe("the mail of a mystery shopper's alarm", () => {
  it('says first that nobody is concerned', () => {
    expect(alarmLetter('en', facts)).toEqual({
      language: 'en',
      subject: 'Lawbase: mystery shopper not verified in HubSpot after 15 min',
      text: 'No person is concerned: the objection of Lawbase’s mystery shopper is not verified in HubSpot after 15 min. The round began on 25 November 2026 at 05:00.\n\nA real objection would be affected in the same way. Lawbase keeps trying.\n\nStatus of the round: http://localhost:4100/#shopper\n',
    })
  })
  it('says it in French', () => {
    expect(alarmLetter('fr', { ...facts, afterMinutes: 24 * 60 })).toEqual({
      language: 'fr',
      subject: 'Lawbase : test mystère non vérifié dans HubSpot après 24 h',
      text: 'Aucune personne n’est concernée : l’opposition du test mystère de Lawbase n’est pas vérifiée dans HubSpot après 24 h. Le test date du 25 novembre 2026 à 05:00.\n\nUne opposition réelle serait touchée de la même façon. Lawbase continue d’essayer.\n\nÉtat du test : http://localhost:4100/#shopper\n',
    })
  })
})
