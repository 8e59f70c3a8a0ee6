import { describe, expect, it } from 'vitest'
import type { ProposedScope } from '../text/parsed-mail.ts'
import { scopeOf } from './scope.ts'

describe('what a refusal with limits stops', () => {
  it.each<[string, ProposedScope]>([
    ['Plus d’appels, s’il vous plaît. Un mail me va très bien.', { kind: 'channel', channels: ['phone'] }],
    ['Stop texting me. Email is fine.', { kind: 'channel', channels: ['sms'] }],
    ['Bitte rufen Sie mich nicht mehr an, schreiben Sie lieber eine Mail.', { kind: 'channel', channels: ['phone'] }],
    ['No me llamen más, por correo sin problema.', { kind: 'channel', channels: ['phone'] }],
    ['Niente telefonate, via mail va bene.', { kind: 'channel', channels: ['phone'] }],
    ['Niet meer bellen, mailen mag.', { kind: 'channel', channels: ['phone'] }],
    ['N’envoyez plus de catalogue papier.', { kind: 'channel', channels: ['post'] }],
    ['Trois mails par semaine, c’est trop. Un par mois me suffit.', { kind: 'frequency', channels: [] }],
    ['Once a month would be enough for me.', { kind: 'frequency', channels: [] }],
    ['N’utilisez plus cette adresse, seulement celle du bureau.', { kind: 'address', channels: [] }],
    ['I keep the safety bulletin, but no more webinar invitations.', { kind: 'list', channels: [] }],
    ['Les assurances ne me concernent pas, les semences oui.', { kind: 'topic', channels: [] }],
  ])('%s', (text, scope) => {
    expect(scopeOf([text])).toEqual(scope)
  })
})
