import { ConnectorError } from '../../../src/connector/errors.ts'
import type { AccountInfo, CheckLine } from '../../../src/connector/contract.ts'
import type { Words } from '../../../src/connector/form.ts'
import { urlOf } from '../../../src/connector/deps/vendor.ts'
import { idInLink } from '../../../src/domain/connections/record-page.ts'
import { send, shaped } from '../transport/api.ts'
import type { Catalogue } from '../fields/catalogue.ts'
import { readCatalogue } from '../fields/catalogue.ts'
import { defaultApp, paths } from '../transport/endpoints.ts'
import { probePreferences } from './preferences.ts'
import { writtenNames } from '../fields/properties.ts'
import { Account } from '../transport/schemas.ts'
import {
  companiesScope,
  dealsScope,
  formsScope,
  hubspotScopes,
  preferencesScope,
  quotesScope,
  ticketsScope,
} from '../transport/scopes.ts'
import type { HubspotSystem } from './system.ts'

/**
 * Self-test: account, scopes with what a missing one prevents, opt-out visible and writable, our fields.
 * Reads only. Throws `access-revoked` when the grant is dead. OAuth apps have no daily figure
 * (docs/reference/hubspot.md#rate-limits).
 */
export async function check(system: HubspotSystem): Promise<AccountInfo> {
  const account = await accountOf(system)
  const catalogue = await ifAllowed(() => readCatalogue(system))
  const preferences = await ifAllowed(async () => probePreferences(system))
  const lines = [
    ...scopeLines(system.access.scopes),
    optOutVisible(catalogue),
    optOutWritable(preferences !== null),
    ...ownFieldLines(catalogue, writtenNames(system.access.tagNames)),
  ]
  return { ...account, accountName: null, lines, dailyCalls: null }
}

/**
 * Portal behind the access, and where its records are shown; the one we connected to when the account details are not
 * open to us.
 */
async function accountOf(system: HubspotSystem): Promise<Pick<AccountInfo, 'accountId' | 'recordLink'>> {
  const answer = await send(system, { method: 'GET', path: paths.account, accept: [403, 404] })
  if (answer.status >= 400) return { accountId: system.access.accountId }
  const { portalId, uiDomain } = shaped(answer, Account)
  const screens = screensOf(urlOf(system.deps.vendor, 'app'), uiDomain ?? null)
  return screens === null
    ? { accountId: portalId }
    : { accountId: portalId, recordLink: `${screens}${paths.recordPage(portalId, idInLink)}` }
}

/** The region's own host, or the one that was configured; null = it is none of HubSpot's. */
function screensOf(app: string, uiDomain: string | null): string | null {
  if (app !== defaultApp) return app
  return uiDomain !== null && /^app(?:-[a-z0-9]+)?\.hubspot\.com$/u.test(uiDomain) ? `https://${uiDomain}` : null
}

/** Null when the vendor forbids the call: that is a line of the self-test, not a failure of it. */
async function ifAllowed<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'forbidden') return null
    throw error
  }
}

function scopeLines(granted: readonly string[]): CheckLine[] {
  return hubspotScopes.map(({ scope, required, reason }): CheckLine => {
    const name = { en: `Scope ${scope}`, fr: `Autorisation ${scope}` }
    if (hasScope(granted, scope)) return { name, state: 'works', prevents: null }
    if (!required) {
      return {
        name,
        state: 'off',
        prevents: withoutOptional(scope, reason),
      }
    }
    return {
      name,
      state: 'missing',
      prevents: {
        en: `${reason.en} Add it to the HubSpot app, then connect again.`,
        fr: `${reason.fr} Ajoutez-la à l'application HubSpot, puis reconnectez.`,
      },
    }
  })
}

const openWorkScopes: readonly string[] = [dealsScope, companiesScope, ticketsScope, quotesScope]

/** What the lack of an optional scope costs. */
function withoutOptional(scope: string, reason: Words): Words {
  if (scope === formsScope)
    return {
      en: `Not granted, so its forms are not in the form audit. ${reason.en}`,
      fr: `Non accordée : ses formulaires ne sont pas dans l'audit. ${reason.fr}`,
    }
  if (openWorkScopes.includes(scope))
    return {
      en: `Not granted, so no one is removed here unless this page says that there are none. ${reason.en}`,
      fr: `Non accordée : personne n'est supprimé ici, sauf si cette page dit qu'il n'y en a pas. ${reason.fr}`,
    }
  return {
    en: `Not granted, nothing is lost: one call per address is used instead. ${reason.en}`,
    fr: `Non accordée, rien n'est perdu : un appel par adresse est fait à la place. ${reason.fr}`,
  }
}

/** `read_write` may be granted as its two halves (docs/reference/hubspot.md#scopes). */
function hasScope(granted: readonly string[], scope: string): boolean {
  if (granted.includes(scope)) return true
  return (
    scope === preferencesScope &&
    granted.includes('communication_preferences.read') &&
    granted.includes('communication_preferences.write')
  )
}

function optOutVisible(catalogue: Catalogue | null): CheckLine {
  const name = { en: 'Opt-out visible (hs_email_optout)', fr: 'Désabonnement visible (hs_email_optout)' }
  if (catalogue?.has('hs_email_optout') === true) return { name, state: 'works', prevents: null }
  return {
    name,
    state: 'hidden',
    prevents: {
      en: 'Opt-outs made in HubSpot cannot be found in the base; give the app crm.schemas.contacts.read and crm.objects.contacts.read.',
      fr: "Les désabonnements faits dans HubSpot ne peuvent pas être trouvés dans la base ; donnez à l'application crm.schemas.contacts.read et crm.objects.contacts.read.",
    },
  }
}

function optOutWritable(reachable: boolean): CheckLine {
  const name = {
    en: 'Opt-out writable (communication preferences)',
    fr: 'Désabonnement inscriptible (préférences de communication)',
  }
  if (reachable) return { name, state: 'works', prevents: null }
  return {
    name,
    state: 'missing',
    prevents: {
      en: `E-mail opt-outs cannot be written to HubSpot; add ${preferencesScope} to the app, check the account subscription, then connect again.`,
      fr: `Les oppositions par e-mail ne peuvent pas être transmises à HubSpot ; ajoutez ${preferencesScope} à l'application, vérifiez l'abonnement du compte, puis reconnectez.`,
    },
  }
}

function ownFieldLines(catalogue: Catalogue | null, names: readonly string[]): CheckLine[] {
  return names.map((name): CheckLine => {
    const label = { en: `Field ${name}`, fr: `Champ ${name}` }
    const present = catalogue?.get(name)
    if (present === undefined) {
      return {
        name: label,
        state: 'off',
        prevents: {
          en: 'Not there yet; it is created with the first right to write.',
          fr: "Pas encore présent ; il est créé avec le premier droit d'écriture.",
        },
      }
    }
    if (present.modificationMetadata?.readOnlyValue === true) {
      return {
        name: label,
        state: 'hidden',
        prevents: {
          en: 'Read-only in this account; make it writable again in the property settings.',
          fr: 'En lecture seule dans ce compte ; rendez-le inscriptible dans les réglages de propriétés.',
        },
      }
    }
    return { name: label, state: 'works', prevents: null }
  })
}
