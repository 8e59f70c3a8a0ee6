import { z } from 'zod'
import type { FormField, FormSpec } from '../../src/connector/form.ts'
import { Definition } from './definition.ts'
import { profiles } from './profiles.ts'

/** Stored as typed; `definitionOf` reads it each time it is opened. */
export const TemplateSettings = z
  .object({
    profile: z.enum(['own', 'brevo', 'lemlist']).default('own'),
    definition: z.string().max(20_000).default(''),
    secret: z.string().trim().max(4_000).default(''),
    origin: z
      .string()
      .trim()
      .default('')
      .refine(
        (text) => text === '' || (URL.canParse(text) && new URL(text).origin === text.replace(/\/$/u, '')),
        'must be an address without a path',
      ),
  })
  .superRefine((value, ctx) => {
    const read = readDefinition(value.profile, value.definition)
    if (typeof read === 'string') ctx.addIssue({ code: 'custom', path: ['definition'], message: read })
    else if (value.secret === '' && Object.values(read.headers).some((header) => header.includes('{secret')))
      ctx.addIssue({ code: 'custom', path: ['secret'], message: 'the template names a key' })
  })
export type TemplateSettings = z.infer<typeof TemplateSettings>

/** The definition, or a sentence that says what is wrong with it. */
function readDefinition(profile: TemplateSettings['profile'], text: string): Definition | string {
  if (profile !== 'own') return profiles[profile].definition
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'this is no JSON'
  }
  const parsed = Definition.safeParse(json)
  return parsed.success
    ? parsed.data
    : parsed.error.issues
        .slice(0, 3)
        .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
        .join('; ')
}

/** What the settings describe, on a stand-in's host when one is named. */
export function definitionOf(settings: TemplateSettings): Definition {
  const read = readDefinition(settings.profile, settings.definition)
  if (typeof read === 'string') throw new Error(`The template cannot be used: ${read}`)
  if (settings.origin === '') return read
  const moved = (url: string) => settings.origin.replace(/\/$/u, '') + url.replace(/^https?:\/\/[^/]+/u, '')
  return {
    ...read,
    calls: read.calls.map((call) => ({
      ...call,
      url: moved(call.url),
      ...(call.readBack === undefined ? {} : { readBack: { ...call.readBack, url: moved(call.readBack.url) } }),
    })),
  }
}

const profile: FormField = {
  name: 'profile',
  secret: false,
  destination: true,
  value: 'brevo',
  label: { en: 'Tool', fr: 'Outil' },
  hint: {
    en: 'Described by Lawbase, or by your own template below',
    fr: 'Décrit par Lawbase, ou par votre propre modèle ci-dessous',
  },
  options: [
    { value: 'brevo', label: { en: 'Brevo', fr: 'Brevo' } },
    { value: 'lemlist', label: { en: 'lemlist', fr: 'lemlist' } },
    { value: 'own', label: { en: 'Custom template', fr: 'Modèle personnel' } },
  ],
}
const secret: FormField = {
  name: 'secret',
  secret: true,
  optional: true,
  label: { en: 'Key', fr: 'Clé' },
  hint: {
    en: 'Stored encrypted, sent to this host only. For basic authentication: user:password',
    fr: "Stockée chiffrée, envoyée à cet hôte seulement. Pour l'authentification basique : utilisateur:mot de passe",
  },
  wrong: { en: 'The template names a key: enter it.', fr: 'Le modèle nomme une clé : saisissez-la.' },
}
const definition = (optional: boolean): FormField => ({
  name: 'definition',
  secret: false,
  destination: true,
  optional,
  lines: 12,
  label: { en: 'Template', fr: 'Modèle' },
  hint: { en: 'JSON as the README of the connector describes it', fr: 'JSON, comme le décrit le README du connecteur' },
  wrong: {
    en: 'This is not a valid template: check the JSON, the names in { } and that all addresses are on one https host.',
    fr: "Ce n'est pas un modèle : vérifiez le JSON, les noms entre { } et que toutes les adresses sont sur un même hôte https.",
  },
})
const origin: FormField = {
  name: 'origin',
  secret: false,
  destination: true,
  optional: true,
  label: { en: 'Other host', fr: 'Autre hôte' },
  hint: {
    en: 'Only for a test server, such as http://localhost:4200. Empty: the vendor’s',
    fr: "Seulement pour un serveur de test, par exemple http://localhost:4200. Vide : celui de l'éditeur",
  },
  wrong: { en: 'Enter an address without a path, or nothing.', fr: 'Saisissez une adresse sans chemin, ou rien.' },
}

export const mailerForm: FormSpec = {
  type: 'form',
  fields: [
    profile,
    secret,
    {
      ...definition(true),
      hint: {
        en: 'Only for a custom template: JSON as the README of the connector describes it',
        fr: 'Seulement pour un modèle personnel : JSON, comme le décrit le README du connecteur',
      },
    },
    origin,
  ],
}
export const brokerForm: FormSpec = { type: 'form', fields: [definition(false), secret] }
