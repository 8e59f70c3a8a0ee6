import { z } from 'zod'
import type { FormField, FormSpec } from '../../src/connector/form.ts'

const maxHours = 720

export const FileSettings = z
  .object({
    host: z
      .string()
      .trim()
      .min(1)
      .max(253)
      .regex(/^[A-Za-z0-9.:-]+$/u),
    port: z.coerce.number().int().min(1).max(65_535),
    user: z.string().trim().min(1).max(100),
    password: z.string().max(500).default(''),
    privateKey: z.string().max(20_000).default(''),
    /** As `ssh-keygen -lf` writes it. */
    hostKey: z
      .string()
      .trim()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}$/u),
    folder: z
      .string()
      .trim()
      .max(500)
      .regex(/^[^\0\r\n]*$/u)
      .refine((text) => !text.split('/').includes('..')),
    sender: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]{1,30}$/u),
    mode: z.enum(['delta', 'full', 'both']),
    hash: z.enum(['n1-sha256-hex', 'md5-hex', 'drop-b64', 'raw']),
    lineEnd: z.enum(['lf', 'crlf']),
    maxShrink: z.coerce.number().min(0).max(100),
    slaHours: z.coerce.number().int().min(1).max(maxHours),
  })
  .superRefine((value, ctx) => {
    if (value.password === '' && value.privateKey.trim() === '')
      ctx.addIssue({ code: 'custom', path: ['privateKey'], message: 'a private key or a password is needed' })
    // A complete file in clear would forget whoever was erased here, and so re-enable them there.
    if (value.hash === 'raw' && value.mode !== 'delta')
      ctx.addIssue({ code: 'custom', path: ['mode'], message: 'complete files are hashed' })
  })
export type FileSettings = z.infer<typeof FileSettings>

const field = (
  name: string,
  label: [string, string],
  hint: [string, string],
  wrong: [string, string],
  more: Partial<FormField> = {},
): FormField => ({
  name,
  secret: false,
  label: { en: label[0], fr: label[1] },
  hint: { en: hint[0], fr: hint[1] },
  wrong: { en: wrong[0], fr: wrong[1] },
  ...more,
})
const option = (value: string, en: string, fr: string) => ({ value, label: { en, fr } })

export const fileForm: FormSpec = {
  type: 'form',
  fields: [
    field(
      'host',
      ['SFTP server', 'Serveur SFTP'],
      ['Host name, without sftp://', "Nom d'hôte, sans sftp://"],
      ['Enter a host name.', "Saisissez un nom d'hôte."],
      { destination: true },
    ),
    field(
      'port',
      ['Port', 'Port'],
      ['Usually 22', 'En général 22'],
      ['Enter a port, 1 to 65535.', 'Saisissez un port, de 1 à 65535.'],
      { value: '22', destination: true },
    ),
    field(
      'hostKey',
      ['Fingerprint of the server', 'Empreinte du serveur'],
      [
        'SHA256:… as the broker gives it by another channel',
        'SHA256:… telle que le courtier la donne par un autre canal',
      ],
      ['It starts with SHA256: and has 43 characters after it.', 'Elle commence par SHA256: suivi de 43 caractères.'],
    ),
    field(
      'user',
      ['User', 'Utilisateur'],
      ['Given by the broker', 'Donné par le courtier'],
      ['Enter the user.', "Saisissez l'utilisateur."],
    ),
    field(
      'privateKey',
      ['Private key', 'Clé privée'],
      [
        'OpenSSH or PEM, without a passphrase; stored encrypted',
        'OpenSSH ou PEM, sans phrase secrète ; stockée chiffrée',
      ],
      ['Enter a private key or a password.', 'Saisissez une clé privée ou un mot de passe.'],
      { secret: true, optional: true, lines: 4 },
    ),
    field(
      'password',
      ['Password', 'Mot de passe'],
      ['Only where the broker takes no key', "Seulement si le courtier n'accepte pas de clé"],
      ['This password is too long.', 'Ce mot de passe est trop long.'],
      { secret: true, optional: true },
    ),
    field(
      'folder',
      ['Folder', 'Dossier'],
      ['Where files are put; empty = where the login starts', 'Où déposer les fichiers ; vide = dossier de départ'],
      ['Enter a path without "..".', 'Saisissez un chemin sans « .. ».'],
      { optional: true },
    ),
    field(
      'sender',
      ['Our name in file names', 'Notre nom dans les noms de fichiers'],
      ['Small letters, digits, dashes', 'Minuscules, chiffres, tirets'],
      ['Use 1 to 30 small letters, digits or dashes.', 'Utilisez 1 à 30 minuscules, chiffres ou tirets.'],
    ),
    field(
      'mode',
      ['Files', 'Fichiers'],
      [
        'What the broker expects: a change file sent to one that replaces its list would empty it',
        "Ce qu'attend le courtier : un fichier de changements envoyé à un courtier qui remplace sa liste la viderait",
      ],
      [
        'Complete files need hashes: in clear only changes can be sent.',
        'Les fichiers complets exigent des empreintes : en clair, seuls des changements peuvent être envoyés.',
      ],
      {
        value: 'delta',
        options: [
          option('delta', 'Changes only', 'Changements seulement'),
          option('full', 'Always complete, replaces the list', 'Toujours complets, remplacent la liste'),
          option('both', 'Changes, and a complete one each week', 'Changements, et un complet par semaine'),
        ],
      },
    ),
    field(
      'hash',
      ['Addresses as', 'Adresses en'],
      ['SHA-256 unless the broker has nothing else', "SHA-256 sauf si le courtier n'a rien d'autre"],
      ['Choose one.', 'Choisissez.'],
      {
        value: 'n1-sha256-hex',
        options: [
          option('n1-sha256-hex', 'SHA-256, hexadecimal', 'SHA-256, hexadécimal'),
          option('drop-b64', 'SHA-256, base64', 'SHA-256, base64'),
          option('md5-hex', 'MD5, hexadecimal', 'MD5, hexadécimal'),
          option('raw', 'in clear', 'en clair'),
        ],
      },
    ),
    field(
      'lineEnd',
      ['Line ends', 'Fins de ligne'],
      ['LF unless the broker asks for CRLF', 'LF sauf si le courtier demande CRLF'],
      ['Choose one.', 'Choisissez.'],
      { value: 'lf', options: [option('lf', 'LF', 'LF'), option('crlf', 'CRLF', 'CRLF')] },
    ),
    field(
      'maxShrink',
      ['Largest shrinking of a complete file, %', "Réduction maximale d'un fichier complet, %"],
      [
        'A smaller one needs a decision: it would re-enable people',
        'Au-delà, une décision est nécessaire : il réactiverait des personnes',
      ],
      ['Enter 0 to 100.', 'Saisissez 0 à 100.'],
      { value: '5' },
    ),
    field(
      'slaHours',
      ['Hours to answer', 'Heures pour répondre'],
      ['Afterwards a task opens; 1 to 720', "Ensuite une tâche s'ouvre ; 1 à 720"],
      ['Enter whole hours, 1 to 720.', "Saisissez un nombre entier d'heures, de 1 à 720."],
      { value: '48' },
    ),
  ],
}
