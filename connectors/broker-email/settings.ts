import { z } from 'zod'
import type { FormSpec } from '../../src/connector/form.ts'
import { normalEmail } from '../../src/domain/contacts/identity.ts'

/**
 * Longest term a broker may be given before somebody asks: the 30 days after which an objection counts as unconfirmed.
 */
const maxHours = 720

export const EmailSettings = z.object({
  mailbox: z
    .string()
    .transform(
      (text, ctx) =>
        normalEmail(text) ?? (ctx.addIssue({ code: 'custom', message: 'must be a complete address' }), z.NEVER),
    ),
  language: z.enum(['fr', 'en']),
  slaHours: z.coerce.number().int().min(1).max(maxHours),
  grouping: z.enum(['batch', 'person']),
})
export type EmailSettings = z.infer<typeof EmailSettings>

export const emailForm: FormSpec = {
  type: 'form',
  fields: [
    {
      name: 'mailbox',
      secret: false,
      label: { en: 'Mailbox of the broker', fr: 'Adresse e-mail du courtier' },
      hint: {
        en: 'Where it receives objections; ask it for a mailbox that someone reads',
        fr: 'Où il reçoit les oppositions ; demandez-lui une boîte que quelqu’un relève',
      },
      wrong: { en: 'Enter a complete address.', fr: 'Saisissez une adresse complète.' },
    },
    {
      name: 'language',
      secret: false,
      value: 'fr',
      label: { en: 'Language of the mails', fr: 'Langue des messages' },
      hint: {
        en: 'Of the mails and of the page behind their link',
        fr: 'Des messages et de la page derrière leur lien',
      },
      options: [
        { value: 'fr', label: { en: 'French', fr: 'Français' } },
        { value: 'en', label: { en: 'English', fr: 'Anglais' } },
      ],
    },
    {
      name: 'slaHours',
      secret: false,
      value: '48',
      label: { en: 'Hours it has to answer', fr: 'Heures pour répondre' },
      hint: { en: 'Afterwards a task opens; 1 to 720', fr: 'Ensuite une tâche s’ouvre ; 1 à 720' },
      wrong: { en: 'Enter whole hours, 1 to 720.', fr: 'Saisissez un nombre entier d’heures, de 1 à 720.' },
    },
    {
      name: 'grouping',
      secret: false,
      value: 'batch',
      label: { en: 'One mail', fr: 'Un message' },
      hint: {
        en: 'Some brokers only accept one person per mail',
        fr: 'Certains courtiers n’acceptent qu’une personne par message',
      },
      options: [
        {
          value: 'batch',
          label: { en: 'for all objections that are due', fr: 'pour toutes les oppositions en attente' },
        },
        { value: 'person', label: { en: 'per person', fr: 'par personne' } },
      ],
    },
  ],
}
