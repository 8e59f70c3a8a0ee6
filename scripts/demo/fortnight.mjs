// Two weeks in the life of the company after the demo's own acts: opt-outs through every channel on working days, new
// people, messages that a person must read, the nightly runs. Whoever looks afterwards sees a base that lives.
import { setTimeout as pause } from 'node:timers/promises'
import { control } from './admin.mjs'
import { doorsInUse, peopleToPlay, throughDoor } from './opt-outs.mjs'

const days = 14
const hourMs = 3_600_000

/** How many opt out on a day: fewer at the week-end, more after a mailing. */
const howMany = (weekday, day) => (weekday === 0 || weekday === 6 ? day % 2 : [2, 4, 3, 2, 1][day % 5])

/** Gives how many opted out. Throws when an opt-out or a nightly run does not end. */
export async function liveAFortnight(stage) {
  const { console_, api, urls, env, apiKey, say } = stage
  const scene = { base: console_.base, admin: console_.admin, urls, env, apiKey, publicUrl: env.PUBLIC_URL }
  const people = await peopleToPlay(urls)
  let fired = 0
  for (let day = 0; day < days; day++) {
    await nightfall(stage)
    const { now } = await control(urls, 'GET', '/_sandbox/clock')
    await meetSomebody(urls, day)
    for (let n = 0; n < howMany(new Date(now).getUTCDay(), day); n++) {
      const person = people.shift()
      if (person === undefined) break
      await advance(urls, hourMs / 2 + (fired % 4) * 900_000)
      const door = doorsInUse[fired % doorsInUse.length]
      const { now: since } = await control(urls, 'GET', '/_sandbox/clock')
      await throughDoor(door, scene, person, 1_000 + fired)
      fired += 1
      // Carried before the clock goes on: how long it takes is a figure on Today.
      await untilCarried(api, since)
    }
    const word = day === 9 ? await leaveAQuestion(urls) : ''
    say(`day ${day + 1} of ${days}: ${fired} more opt-outs so far${word}`)
  }
  return fired
}

/** The product follows the clock four times a second: an act in between would lie in its future. */
async function advance(urls, advanceMs) {
  await control(urls, 'POST', '/_sandbox/clock', { advanceMs })
  await pause(600)
}

/** Goes on to half past seven (UTC) of the next day, and waits for the run of the night between. */
async function nightfall({ api, urls }) {
  const before = (await api('/api/v1/status')).runs[0]?.startedAt ?? ''
  const { now } = await control(urls, 'GET', '/_sandbox/clock')
  const morning = new Date(now)
  morning.setUTCDate(morning.getUTCDate() + 1)
  morning.setUTCHours(7, 30, 0, 0)
  await advance(urls, morning.getTime() - Date.parse(now))
  await within(120_000, 'The nightly run does not end', async () => {
    const [run] = (await api('/api/v1/status')).runs
    return run !== undefined && run.startedAt > before && run.state !== 'running'
  })
}

/** Somebody fills in a form of the site: new people come, and are read like any other. */
async function meetSomebody(urls, day) {
  if (day % 2 === 1) return
  await control(urls, 'POST', '/_sandbox/act', {
    system: 'hubspot',
    act: 'create-contact',
    properties: {
      email: `visite-${day}@nouveau.example.test`,
      firstname: ['Inès', 'Marc', 'Jeanne', 'Olivier'][day % 4],
      lastname: ['Visiteur', 'Dupré', 'Marchal', 'Noël'][(day >> 1) % 4],
      jobtitle: 'Responsable production',
      country: 'France',
      company: 'Nouveau Client SAS',
      origine_contact: 'formulaire-site',
    },
  })
}

/** A message that only a person can judge: it waits among the questions. */
async function leaveAQuestion(urls) {
  const raw = [
    'From: <camille.doute@nouveau.example.test>',
    'To: <reponses@exemple.example.test>',
    'Subject: Re: votre production',
    'Message-ID: <fortnight-question@reponses.example.test>',
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Encore vous...',
    '',
  ].join('\r\n')
  await control(urls, 'POST', '/_sandbox/mailbox', { act: 'append', raw })
  return ', one unclear message'
}

const untilCarried = (api, since) =>
  within(120_000, 'An opt-out is still on its way', async () => {
    const { objections } = await api(`/api/v1/objections?since=${encodeURIComponent(since)}`)
    const { propagations } = await api('/api/v1/status')
    const open = ['queued', 'sending', 'written', 'waiting'].reduce((sum, state) => sum + (propagations[state] ?? 0), 0)
    return objections.length > 0 && open === 0
  })

async function within(ms, fault, isDone) {
  const deadline = Date.now() + ms
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error(`${fault} after ${ms / 1_000} s`)
    await pause(200)
  }
}
