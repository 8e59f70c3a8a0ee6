import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatMasterKey, parseMasterKey } from '../../../src/crypto/envelope.ts'
import { sealEvidence } from '../../../src/operations/app/evidence.ts'
import { findEvidence, forgetLoose, insertEvidenceFile, tieEvidence } from '../../../src/store/app/evidence.ts'
import { openKeyRing, type KeyRing } from '../../../src/store/app/key-ring.ts'
import { migrate } from '../../../src/store/app/migrate.ts'
import { migrateBefore, openDatabase, type TestDatabase } from './database.ts'

const folder = join(import.meta.dirname, '../../../migrations')
const now = new Date('2026-11-25T10:00:00Z')
const [connectionId, noticeId, taskId] = [randomUUID(), randomUUID(), randomUUID()]
const body = Buffer.from('%PDF-1.4 a letter')
const hash = createHash('sha256').update(body).digest('hex')

describe('files of evidence', () => {
  let database: TestDatabase
  let keys: KeyRing
  const query = async (text: string, values: unknown[] = []) => (await database.pool.query(text, values)).rows

  // A database of the version before files were one table, with a task that was ended in it.
  beforeAll(async () => {
    database = await openDatabase('empty')
    await migrateBefore(database.pool, '0019', now)
    await query(
      `insert into connections (id, connector, account_id, label, state, created_at) values ($1, 'broker-task', 'Prospecta', 'Prospecta', 'active', $2)`,
      [connectionId, now],
    )
    await query(
      `insert into broker_notices (id, connection_id, kind, number, language, created_at, due_at) values ($1, $2, 'task', 'B-2026-0001', 'fr', $3, $3)`,
      [noticeId, connectionId, now],
    )
    await query(`insert into proof_files (hash, type, body, created_at) values ($1, 'application/pdf', $2, $3)`, [
      hash,
      body,
      now,
    ])
    await query(
      `insert into broker_tasks (id, notice_id, connection_id, kind, due_at, created_at, done_at, done_by, outcome, note, evidence_hash, evidence_name)
       values ($1, $2, $3, 'act', $4, $4, $4, 'dpo@exemple.example.test', 'acknowledged', 'typed in', $5, 'B-2026-0001.pdf')`,
      [taskId, noticeId, connectionId, now, hash],
    )
    await migrate(database.pool, folder, now)
    keys = await openKeyRing(database.pool, parseMasterKey(formatMasterKey(Buffer.alloc(32, 5))), now)
  })
  afterAll(() => database.close())

  it('that an earlier version stored in clear are sealed at the start, also when several start at once', async () => {
    expect(await query('select unsealed, content from evidence_files')).toEqual([{ unsealed: body, content: null }])
    await Promise.all([
      sealEvidence(database.pool, keys),
      sealEvidence(database.another(), keys),
      sealEvidence(database.pool, keys),
    ])
    const [row] = await query(
      "select id, broker_task_id, encode(digest, 'hex') as digest, media_type, name, size, unsealed, uploaded_by, content, created_at from evidence_files",
    )
    const { id, content, ...rest } = row as { id: string; content: string }
    expect(rest).toEqual({
      broker_task_id: taskId,
      digest: hash,
      media_type: 'application/pdf',
      name: 'B-2026-0001.pdf',
      size: body.length,
      unsealed: null,
      uploaded_by: 'dpo@exemple.example.test',
      created_at: now,
    })
    expect(Buffer.from(keys.open(content, { table: 'evidence_files', row: id, column: 'content' }), 'base64')).toEqual(
      body,
    )
    // A second start finds nothing to do.
    await sealEvidence(database.pool, keys)
    expect(await query('select content from evidence_files')).toEqual([{ content }])
  })

  it('are forgotten when their form was never sent, and only then', async () => {
    const upload = async (at: Date) => {
      const id = randomUUID()
      await insertEvidenceFile(
        database.pool,
        {
          id,
          digest: Buffer.alloc(32),
          mediaType: 'text/plain',
          name: 'note.txt',
          size: 1,
          content: 'sealed',
          uploadedBy: 'a',
        },
        at,
      )
      return id
    }
    const [lost, tied] = [await upload(now), await upload(now)]
    await query('delete from evidence_files where broker_task_id is not null')
    expect(await tieEvidence(database.pool, tied, 'task', taskId, 'somebody else')).toBe(false)
    expect(await tieEvidence(database.pool, tied, 'task', taskId, 'a')).toBe(true)
    expect(await tieEvidence(database.pool, tied, 'task', taskId, 'a')).toBe(false)
    expect([
      await forgetLoose(database.pool, now, 10),
      await forgetLoose(database.pool, new Date(now.getTime() + 1), 10),
    ]).toEqual([0, 1])
    expect([
      await findEvidence(database.pool, { id: lost }),
      (await findEvidence(database.pool, { id: tied }))?.tied,
    ]).toEqual([null, true])
  })
})
