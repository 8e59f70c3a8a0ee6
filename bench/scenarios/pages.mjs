// The console with many contacts: how long the search and each page take until their first byte, over HTTP as a browser
// asks, beside a page that reads nothing of the base. The contacts are put in by SQL, with names from pools.
import { round, spread } from '../numbers.mjs'
import { emailOf, seedPeople } from '../seed.mjs'
import { openStage } from '../stage.mjs'

const paths = [
  '/',
  '/contacts',
  '/contacts?verdict=ALLOW',
  '/objections?state=all',
  '/reviews',
  '/removals',
  '/runs',
  '/audit',
]
const times = 25

export async function pages({ queue, contacts = 1_000_000 }) {
  const stage = await openStage({ name: 'pages', contacts: 500, queue })
  try {
    const startedAt = performance.now()
    await seedPeople(stage, contacts)
    await nameThem(stage)
    const seededS = round((performance.now() - startedAt) / 1_000)
    const timed = async (work) => {
      const begun = performance.now()
      await work()
      return performance.now() - begun
    }
    const { admin } = stage.console
    const firstByteMs = {}
    for (const path of ['/account', ...paths]) {
      await admin.get(`${stage.base}${path}`)
      const took = []
      for (let time = 0; time < times; time += 1) took.push(await timed(() => admin.get(`${stage.base}${path}`)))
      firstByteMs[path] = spread(took)
    }
    const home = await admin.get(`${stage.base}/contacts`)
    const searchMs = {}
    for (const [what, make] of Object.entries(searches(contacts))) {
      const took = []
      for (let time = 0; time < times; time += 1)
        took.push(await timed(() => admin.submit(home, '/search', { q: make(time) })))
      searchMs[what] = spread(took)
    }
    return { contacts, seededS, firstByteMs, searchMs }
  } finally {
    await stage.close()
  }
}

const searches = (contacts) => ({
  'first and last name': (time) => `prénom${(time * 37) % 400} nom${(time * 7_919) % 20_000}`,
  'last name alone': (time) => `nom${(time * 104_729) % 20_000}`,
  'beginning of many names': (time) => `nom${time % 10}`,
  'name and company': (time) => `nom${(time * 7_919) % 20_000} societe${(time * 31) % 9}`,
  address: (time) => emailOf((time * 7_919) % contacts),
  'part of an address': (time) => `copie.${(time * 7_919) % contacts}`,
  nobody: (time) => `personne${time}x`,
})

/** 400 first names, 20,000 last names and 50,000 companies, with accents, over the copies. */
async function nameThem(stage) {
  await stage.query(
    `update remote_records set first_name = 'Prénom' || (id % 400), last_name = 'Nom' || (id * 7919 % 20000), company = 'Société' || (id * 31 % 50000) where remote_id like 'copy-%'`,
  )
  await stage.query('vacuum (analyze) remote_records')
  await stage.query('checkpoint')
}
