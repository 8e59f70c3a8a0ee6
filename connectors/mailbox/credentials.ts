import { z } from 'zod'
import type { FormSpec } from '../../src/connector/form.ts'
import { normalEmail } from '../../src/domain/contacts/identity.ts'

/** Without encryption the password travels in clear: only on this machine (docs/reference/security.md#ssrf). */
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])

const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?|\[?[0-9a-f:.]+\]?)$/u, 'must be a host name without imap:// or a port')
const port = z.coerce
  .number({ error: 'must be a port, usually 993' })
  .int('must be a port, usually 993')
  .min(1, 'must be a port, usually 993')
  .max(65_535, 'must be a port, usually 993')
const oneLine = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max)
    .refine((text) => !hasControl(text), 'must be one line')

function hasControl(text: string): boolean {
  return Array.from(text).some((char) => (char.codePointAt(0) ?? 0) < 0x20 || char === '\u007f')
}

export const MailboxCredentials = z
  .object({
    host,
    port,
    user: oneLine(320),
    password: oneLine(1_024),
    tls: z.enum(['imaps', 'starttls', 'none'], { error: 'must be imaps or starttls, or none on this machine' }),
    folder: oneLine(255),
    address: z
      .string()
      .trim()
      .refine(
        (text) => normalEmail(text) !== null && !/[+\s<>()":;,]/u.test(text),
        'must be the address of the mailbox, without a plus sign',
      ),
  })
  .refine(({ tls, host: name }) => tls !== 'none' || loopback.has(name), {
    message: 'must be imaps or starttls: without encryption only on this machine',
    path: ['tls'],
  })
export type MailboxCredentials = z.infer<typeof MailboxCredentials>

export const mailboxForm: FormSpec = {
  type: 'form',
  fields: [
    field(
      'host',
      { en: 'IMAP server', fr: 'Serveur IMAP' },
      { en: 'Host name, without imap://', fr: "Nom d'hôte, sans imap://" },
      { destination: true },
    ),
    field('port', { en: 'Port', fr: 'Port' }, { en: 'Usually 993', fr: 'Généralement 993' }, { destination: true }),
    field(
      'tls',
      { en: 'Encryption', fr: 'Chiffrement' },
      {
        en: 'imaps at port 993, or starttls at port 143; none is only accepted on this machine',
        fr: "imaps au port 993, ou starttls au port 143 ; none n'est accepté que sur cette machine",
      },
      { destination: true },
    ),
    field(
      'user',
      { en: 'User', fr: 'Utilisateur' },
      { en: 'Often the address itself', fr: "Souvent l'adresse elle-même" },
    ),
    field(
      'password',
      { en: 'Password', fr: 'Mot de passe' },
      {
        en: 'An app password where the provider has them. For Google and Microsoft connect the mailbox by its own kind instead.',
        fr: "Un mot de passe d'application si le fournisseur en propose. Pour Google et Microsoft, choisissez plutôt leur propre type de boîte.",
      },
      { secret: true },
    ),
    field(
      'folder',
      { en: 'Folder', fr: 'Dossier' },
      { en: 'INBOX, or the folder a filter fills', fr: 'INBOX, ou le dossier rempli par un filtre' },
    ),
    field(
      'address',
      { en: 'Address of the mailbox', fr: 'Adresse de la boîte' },
      {
        en: 'The one that mailto: links and replies go to',
        fr: 'Celle que visent les liens mailto: et les réponses',
      },
    ),
  ],
}

type FormField = FormSpec['fields'][number]

function field(
  name: string,
  label: FormField['label'],
  hint: FormField['hint'],
  more: Partial<FormField> = {},
): FormField {
  return { name, secret: false, label, hint, ...more }
}
