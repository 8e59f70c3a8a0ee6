import { describe, expect, it } from 'vitest'
import { alarmLetter, type AlarmFacts } from './alarm-letter.ts'

const facts: AlarmFacts = {
  system: 'HubSpot',
  noes: 1,
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
      subject: 'Lawbase: the mystery shopper is not in HubSpot after 15 min',
      text: 'No person is concerned: the objection of Lawbase’s mystery shopper is not read back in HubSpot after 15 min. The round began on 25 November 2026 at 05:00.\n\nA real objection would go the same way. Lawbase goes on trying.\n\nWhere the round stands: http://localhost:4100/#shopper\n',
    })
  })
  it('says it in French', () => {
    expect(alarmLetter('fr', { ...facts, afterMinutes: 24 * 60 })).toEqual({
      language: 'fr',
      subject: 'Lawbase : le client mystère attend dans HubSpot depuis plus de 24 h',
      text: 'Aucune personne n’est concernée : l’opposition du client mystère de Lawbase n’est pas relue dans HubSpot après 24 h. Le passage date du 25 novembre 2026 à 05:00.\n\nUne opposition réelle suivrait le même chemin. Lawbase continue d’essayer.\n\nOù en est le passage : http://localhost:4100/#shopper\n',
    })
  })
})
