import { afterAll, beforeAll, expect, it } from 'vitest'
import { identityColumns } from '../../../src/store/backup/rehash.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase('migrated')
})
afterAll(() => database.close())

/**
 * Bytes that are no hash of an address. A new column belongs here or into `identityColumns`: one that is in neither
 * would be lost with the next key.
 */
const others = [
  'api_keys.secret_hash',
  'audit_events.chain',
  'brand_images.body',
  'broker_deliveries.digest',
  'broker_links.token_hash',
  'broker_samples.seed',
  'certificate_leaves.commitment',
  'consents.text_hash',
  'decision_journal.inputs_hash',
  'decisions.content_hash',
  'evidence_files.digest',
  'evidence_files.unsealed',
  'invitations.token_hash',
  'link_probes.token_hash',
  'login_sessions.id_hash',
  'oauth_requests.cookie_hash',
  'oauth_requests.session_hash',
  'oauth_requests.state_hash',
  'objection_files.digest',
  'passkey_challenges.session_hash',
  'passkeys.public_key',
  // Several hashes in one value: rewritten by a statement of its own.
  'person_links.identity_hashes',
  'person_links.token_hash',
  'person_mails.shown',
  'person_mails.token_hash',
  'questionnaire_versions.hash',
  'recovery_codes.code_hash',
  'remote_records.content_hash',
  'removal_plans.certificate_root',
  'screenings.digest',
  'self_tests.token_hash',
  'shown_texts.hash',
  'signing_keys.public_key',
]

it('every column of bytes is one that a new identity key moves, or is named as something else', async () => {
  const { rows } = await database.pool.query<{ place: string }>(
    `select c.table_name || '.' || c.column_name as place from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.udt_name in ('bytea', '_bytea')`,
  )
  expect(rows.map((row) => row.place).toSorted()).toEqual(
    [...identityColumns.map((place) => place.join('.')), ...others].toSorted(),
  )
})
