import { createRandom } from '../core/prng.ts'
import type { SalesforceStore } from '../salesforce/account/store.ts'
import type { SeedDates } from './dates.ts'
import type { Seeder } from './salesforce-rows.ts'
import { insert } from './salesforce-rows.ts'

/** The org, its admin's profile, and the user who connects. */
export function seedOrganisation(store: SalesforceStore, dates: SeedDates): void {
  const seeder: Seeder = {
    store,
    dates,
    random: createRandom(0),
    accounts: new Map(),
    campaigns: [],
    individuals: new Map(),
  }
  const at = dates.daysAgo(2_400, 0)
  insert(seeder, 'Organization', { Id: store.orgId, ...organisation }, at)
  insert(seeder, 'Profile', { Id: store.profileId, ...adminProfile }, at)
  insert(seeder, 'User', { Id: store.userId, ...integrationUser, ProfileId: store.profileId }, at)
  const profileSet = insert(
    seeder,
    'PermissionSet',
    {
      Name: 'X00eAdmin',
      Label: 'System Administrator',
      IsOwnedByProfile: true,
      ProfileId: store.profileId,
      PermissionsViewAllData: true,
    },
    at,
  )
  insert(seeder, 'PermissionSetAssignment', { AssigneeId: store.userId, PermissionSetId: profileSet }, at)
}

const organisation = {
  Name: 'Entreprise Exemple',
  OrganizationType: 'Enterprise Edition',
  IsSandbox: false,
  InstanceName: 'FRA42',
  Country: 'FR',
  TimeZoneSidKey: 'Europe/Paris',
  LanguageLocaleKey: 'fr',
}

const adminProfile = {
  Name: 'System Administrator',
  UserType: 'Standard',
  PermissionsModifyAllData: true,
  PermissionsViewAllData: true,
  PermissionsCustomizeApplication: true,
}

const integrationUser = {
  Name: 'Utilisateur Intégration',
  FirstName: 'Utilisateur',
  LastName: 'Intégration',
  Username: 'integration@entreprise.example.test',
  Email: 'integration@entreprise.example.test',
  IsActive: true,
  TimeZoneSidKey: 'Europe/Paris',
  UserType: 'Standard',
}
