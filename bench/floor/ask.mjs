// The bare service beside the decision API: a process that finds the address and the verdict stored with it in the same
// base, writes down that it answered, and judges nothing.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const find = {
  name: 'find',
  text: `select r.contact_id, d.verdict from record_identities ri join remote_records r on r.id = ri.record_id and r.gone_at is null left join decisions d on d.contact_id = r.contact_id where ri.identity_hash = decode($1, 'hex')`,
}
const write = { name: 'write', text: 'insert into bare_answers (contact_id, verdict, at) values ($1, $2, now())' }

/** Starts it on the database behind `socketFolder`. Gives its address and what ends it. */
export async function startBareAnswers(socketFolder) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), socketFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  return {
    url: String(line).trim(),
    stop: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

async function serve(socketFolder) {
  const pool = new pg.Pool({ host: socketFolder, user: 'lawbase', database: 'postgres', max: 8 })
  await pool.query(
    'create table if not exists bare_answers (id bigint generated always as identity primary key, contact_id uuid, verdict text, at timestamptz)',
  )
  const answer = async (request, response) => {
    const { hash } = await json(request)
    const [row] = (await pool.query({ ...find, values: [hash] })).rows
    await pool.query({ ...write, values: [row?.contact_id ?? null, row?.verdict ?? null] })
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ known: row !== undefined, verdict: row?.verdict ?? null }))
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}/\n`))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve(process.argv[2])
