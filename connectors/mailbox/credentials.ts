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
    tls: z.enum(['imaps', 'none'], { error: 'must be imaps, or none on this machine' }),
    folder: oneLine(255),
    address: z
      .string()
      .trim()
      .refine(
        (text) => normalEmail(text) !== null && !text.includes('+'),
        'must be the address of the mailbox, without a plus sign',
      ),
  })
  .refine(({ tls, host: name }) => tls === 'imaps' || loopback.has(name), {
    message: 'must be imaps: without encryption only on this machine',
    path: ['tls'],
  })
export type MailboxCredentials = z.infer<typeof MailboxCredentials>

export const mailboxForm: FormSpec = {
  type: 'form',
  fields: [
    field('host', 'IMAP server', 'Serveur IMAP', 'Host name, without imap://', "Nom d'hôte, sans imap://", {
      destination: true,
    }),
    field('port', 'Port', 'Port', 'Usually 993', 'Généralement 993', { destination: true }),
    field(
      'tls',
      'Encryption',
      'Chiffrement',
      'imaps; none is only accepted on this machine',
      "imaps ; none n'est accepté que sur cette machine",
      { destination: true },
    ),
    field('user', 'User', 'Utilisateur', 'Often the address itself', "Souvent l'adresse elle-même"),
    field(
      'password',
      'Password',
      'Mot de passe',
      'An app password where the provider has them',
      "Un mot de passe d'application si le fournisseur en propose",
      { secret: true },
    ),
    field(
      'folder',
      'Folder',
      'Dossier',
      'INBOX, or the folder a filter fills',
      'INBOX, ou le dossier rempli par un filtre',
    ),
    field(
      'address',
      'Address of the mailbox',
      'Adresse de la boîte',
      'The one that mailto: links and replies go to',
      'Celle que visent les liens mailto: et les réponses',
    ),
  ],
}

function field(
  name: string,
  en: string,
  fr: string,
  hintEn: string,
  hintFr: string,
  more: Partial<FormSpec['fields'][number]> = {},
): FormSpec['fields'][number] {
  return { name, secret: false, label: { en, fr }, hint: { en: hintEn, fr: hintFr }, ...more }
}
