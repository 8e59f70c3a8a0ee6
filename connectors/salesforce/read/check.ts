import { inFrenchBy } from '../../../src/connector/french.ts'
import { french } from '../transport/french.ts'
import { z } from 'zod'
import type { AccountInfo, CheckLine } from '../../../src/connector/contract.ts'
import { idInLink } from '../../../src/domain/connections/record-page.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { signalObjects, sourceWorks } from './acts.ts'
import { gapsOf } from './dependencies.ts'
import { encounterThings, things } from './dependency-things.ts'
import { send, shaped } from '../transport/api.ts'
import { paths } from '../transport/endpoints.ts'
import type { ObjectFields } from '../fields/describe.ts'
import { askEngagement, mayReadEngagement } from '../engagement/engagement-api.ts'
import { personObjects, vendorOptOuts, writtenNames } from '../fields/fields.ts'
import { identity, orgName } from '../records/identity.ts'
import { consentObjects, consentsShown } from '../consents/consents.ts'
import { individual, noSolicit } from '../records/individuals.ts'
import { salesforceScopes } from '../transport/oauth.ts'
import type { SalesforceSystem } from '../fields/system.ts'

const Limits = z.object({ DailyApiRequests: z.object({ Max: z.number(), Remaining: z.number() }).optional() })

/**
 * Self-test: org, scopes, opt-out fields visible and writable on Contact and Lead, our fields, sources of acts, daily
 * calls. Reads only. Throws `access-revoked` when the grant is dead.
 */
export async function check(system: SalesforceSystem): Promise<AccountInfo> {
  system.forgetFields()
  const { orgId, userId } = await identity(system)
  const daily = await dailyLimit(system)
  const units = system.access.activityUnits ?? []
  const lines = [...scopeLines(system.access.scopes, units.length > 0), userLine(userId)]
  for (const object of personObjects) {
    const fields = await system.fieldsOf(object)
    lines.push(...objectLines(object, fields, writtenNames(object, system.access.tagNames)))
  }
  if ((await system.fieldsOf('Contact'))?.has('IndividualId') === true)
    lines.push(
      individualLine(await system.fieldsOf(individual)),
      ...(await Promise.all(consentObjects.map(async (name) => consentLine(name, await consentsShown(system, name))))),
    )
  for (const object of signalObjects) lines.push(sourceLine(object, await sourceWorks(system, object)))
  const gaps = await gapsOf(system, true, false)
  for (const thing of [...things, ...encounterThings]) lines.push(dependencyLine(thing, gaps.get(thing.kind) ?? null))
  if (units.length === 0) lines.push(engagementLine(null, null))
  // Without the scope its own line says it all.
  else if (mayReadEngagement(system.access.scopes))
    for (const unit of units) lines.push(engagementLine(unit, await engagementFault(system, unit)))
  return {
    accountId: orgId ?? system.access.accountId,
    accountName: await orgName(system),
    lines,
    dailyCalls: daily === null ? null : { used: daily.Max - daily.Remaining, max: daily.Max },
    // docs/reference/salesforce.md#record-page
    recordLink: `${await system.access.baseUrl()}/${idInLink}`,
  }
}

async function dailyLimit(system: SalesforceSystem): Promise<{ Max: number; Remaining: number } | null> {
  const answer = await send(system, {
    method: 'GET',
    path: paths.limits,
    acceptCodes: ['NOT_FOUND', 'INSUFFICIENT_ACCESS'],
  })
  return answer.code === null ? (shaped(answer, Limits).DailyApiRequests ?? null) : null
}

function scopeLines(granted: readonly string[], activities: boolean): CheckLine[] {
  return salesforceScopes
    .filter((need) => need.required || activities)
    .map(({ scope, reason }): CheckLine => {
      const name = { en: `Scope ${scope}`, fr: `Autorisation ${scope}` }
      const has =
        granted.includes(scope) ||
        granted.includes('full') ||
        (scope === 'refresh_token' && granted.includes('offline_access'))
      if (has) return { name, state: 'works', prevents: null }
      return {
        name,
        state: 'missing',
        prevents: {
          en: `${reason.en} Add it to the app, then connect again.`,
          fr: `${reason.fr} Ajoutez-la à l'application, puis reconnectez.`,
        },
      }
    })
}

function userLine(userId: string | null): CheckLine {
  const name = { en: 'User behind the connection', fr: 'Utilisateur de la connexion' }
  if (userId !== null) return { name, state: 'works', prevents: null }
  return {
    name,
    state: 'hidden',
    prevents: {
      en: 'Our permission set cannot be assigned automatically; assign Lawbase to the user in Setup.',
      fr: "Notre ensemble d'autorisations ne peut pas être attribué automatiquement ; attribuez Lawbase à l'utilisateur dans la configuration.",
    },
  }
}

function objectLines(object: string, fields: ObjectFields | null, names: readonly string[]): CheckLine[] {
  if (fields === null) {
    return [
      {
        name: { en: `Object ${object}`, fr: `Objet ${object}` },
        state: 'hidden',
        prevents: {
          en: `Nothing can be read or blocked on ${object}; give our user read and edit access.`,
          fr: `Rien ne peut être lu ni bloqué sur ${object} ; donnez à notre utilisateur l'accès en lecture et en modification.`,
        },
      },
    ]
  }
  return [
    ...vendorOptOuts.map((field) => optOutLine(object, field, fields)),
    ...names.map((name) => ownFieldLine(object, name, fields)),
  ]
}

const prevented: Readonly<Record<(typeof vendorOptOuts)[number], { en: string; fr: string }>> = {
  HasOptedOutOfEmail: { en: 'E-mail opt-outs', fr: 'Les oppositions par e-mail' },
  DoNotCall: { en: 'Opt-outs from calls and texts', fr: 'Les oppositions aux appels et SMS' },
  HasOptedOutOfFax: { en: 'Opt-outs from fax', fr: 'Les oppositions au fax' },
}

function optOutLine(object: string, field: (typeof vendorOptOuts)[number], fields: ObjectFields): CheckLine {
  const name = { en: `Opt-out ${object}.${field}`, fr: `Désinscription ${object}.${field}` }
  const info = fields.get(field)
  if (info?.updateable === true) return { name, state: 'works', prevents: null }
  const { en, fr } = prevented[field]
  return {
    name,
    state: 'hidden',
    prevents:
      info === undefined
        ? {
            en: `${en} can neither be found nor sent here; make ${object}.${field} visible and editable for our user (field-level security).`,
            fr: `${fr} ne peuvent être ni trouvées ni transmises ici ; rendez ${object}.${field} visible et modifiable pour notre utilisateur (sécurité au niveau du champ).`,
          }
        : {
            en: `${en} can be found but not sent here; make ${object}.${field} editable for our user (field-level security).`,
            fr: `${fr} peuvent être trouvées mais pas transmises ici ; rendez ${object}.${field} modifiable pour notre utilisateur (sécurité au niveau du champ).`,
          },
  }
}

/** Only in an org with Data Protection and Privacy (docs/reference/salesforce.md#individual). */
function individualLine(fields: ObjectFields | null): CheckLine {
  const name = { en: `Opt-out ${individual}.${noSolicit}`, fr: `Désinscription ${individual}.${noSolicit}` }
  const info = fields?.get(noSolicit)
  if (info?.updateable === true) return { name, state: 'works', prevents: null }
  return {
    name,
    state: 'hidden',
    prevents:
      info === undefined
        ? {
            en: 'An opt-out recorded only on the Individual is not seen, and ours is set only on contacts and leads; open the field to our user.',
            fr: "Une opposition notée seulement sur l'Individual n'est pas vue, et les nôtres ne sont posées que sur les contacts et pistes ; ouvrez le champ à notre utilisateur.",
          }
        : {
            en: 'An opt-out is set on contacts and leads, not on their Individual; make the field editable for our user.',
            fr: 'Une opposition est posée sur les contacts et pistes, pas sur leur Individual ; rendez le champ modifiable pour notre utilisateur.',
          },
  }
}

/** Refusals that stand in a consent object alone (docs/reference/salesforce.md#consents). */
function consentLine(object: string, isShown: boolean): CheckLine {
  const name = { en: `Consents and refusals in ${object}`, fr: `Consentements et refus dans ${object}` }
  if (isShown) return { name, state: 'works', prevents: null }
  return {
    name,
    state: 'hidden',
    prevents: {
      en: `A refusal recorded only in ${object} is not heard, so what nothing else stops shows as not readable and no one is removed as inactive. Give our user read access, or say on this page that the account does not have it.`,
      fr: `Un refus noté seulement dans ${object} n'est pas entendu : ce que rien d'autre n'arrête apparaît comme illisible et personne n'est supprimé pour inactivité. Donnez l'accès en lecture à notre utilisateur, ou indiquez sur cette page que le compte ne l'a pas.`,
    },
  }
}

function ownFieldLine(object: string, field: string, fields: ObjectFields): CheckLine {
  const name = { en: `Field ${object}.${field}`, fr: `Champ ${object}.${field}` }
  const info = fields.get(field)
  if (info?.updateable === true) return { name, state: 'works', prevents: null }
  if (info === undefined)
    return {
      name,
      state: 'off',
      prevents: {
        en: 'Not there yet, or hidden; it is created and opened with the first right to write.',
        fr: "Pas encore présent, ou masqué ; il est créé et ouvert avec le premier droit d'écriture.",
      },
    }
  return {
    name,
    state: 'hidden',
    prevents: {
      en: 'Read-only for our user; assign the permission set Lawbase.',
      fr: "En lecture seule pour notre utilisateur ; attribuez l'ensemble d'autorisations Lawbase.",
    },
  }
}

function sourceLine(object: string, works: boolean): CheckLine {
  const name = { en: `Activity from ${object}`, fr: `Activité de ${object}` }
  if (works) return { name, state: 'works', prevents: null }
  return {
    name,
    state: 'off',
    prevents: {
      en: `What ${object} knows about replies, answers or deals is not counted; people active only there can look inactive. Give our user read access if the org uses it.`,
      fr: `Ce que ${object} sait des réponses ou des affaires n'est pas compté ; des personnes actives seulement là peuvent sembler inactives. Donnez l'accès en lecture à notre utilisateur si l'organisation l'utilise.`,
    },
  }
}

/** What keeps people out of a removal; where it cannot be seen, everyone who may have one is kept. */
function dependencyLine({ kind, object }: (typeof things)[number], gap: { en: string; fr: string } | null): CheckLine {
  const name = { en: `What is open: ${kind} (${object})`, fr: `Ce qui est ouvert : ${kind} (${object})` }
  if (gap === null) return { name, state: 'works', prevents: null }
  return {
    name,
    state: 'off',
    prevents: {
      en: `${gap.en} Until then, no one is removed here, unless this page says that there are none.`,
      fr: `${gap.fr} D'ici là, personne n'est supprimé ici, sauf si cette page dit qu'il n'y en a pas.`,
    },
  }
}

/** Null when the unit answers; else what it says. */
async function engagementFault(system: SalesforceSystem, unit: string): Promise<string | null> {
  try {
    await askEngagement(
      system,
      unit,
      'activities',
      { fields: 'id', limit: '1' },
      z.object({ values: z.array(z.unknown()) }),
    )
    return null
  } catch (error) {
    if (error instanceof ConnectorError && error.kind !== 'access-revoked') return error.message
    throw error
  }
}

function engagementLine(unit: string | null, fault: string | null): CheckLine {
  const name =
    unit === null
      ? { en: 'Activity from Account Engagement', fr: "Activité d'Account Engagement" }
      : { en: `Account Engagement, unit ${unit}`, fr: `Account Engagement, unité ${unit}` }
  if (unit === null) {
    return {
      name,
      state: 'off',
      prevents: {
        en: 'Its clicks and forms are not counted; people active only there can look inactive. If the org uses it (formerly Pardot), name its business units on this page.',
        fr: "Ses clics et formulaires ne sont pas comptés ; des personnes actives seulement là peuvent sembler inactives. Si l'organisation l'utilise (anciennement Pardot), indiquez ses unités commerciales sur cette page.",
      },
    }
  }
  if (fault === null) return { name, state: 'works', prevents: null }
  return {
    name,
    state: 'hidden',
    prevents: {
      en: `Its clicks and forms cannot be read, so last activity counts as unknown. ${fault}`,
      fr: `Ses clics et formulaires ne peuvent pas être lus : la dernière activité compte comme inconnue. ${inFrenchBy(french, fault)}`,
    },
  }
}
