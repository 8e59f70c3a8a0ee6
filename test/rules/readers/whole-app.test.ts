import { expect, it } from 'vitest'
import { wholeApps, wholeAppsIn } from './whole-app.ts'

it('sees a function of a file that takes the whole App for one member', () => {
  const source = `
    function one(app: App) { return app.pool.query(app.pool) }
    const taken = ({ clock }: App, id: string) => clock.now()
    function two(app: App) { return [app.pool, app.clock] }
    function whole(app: App) { return other(app, app.pool) }
    function inShort(app: App) { return other({ app }) }
    function step(app: App) { return app.pool }
    const steps = { step, again: (app: App) => whole(app) }
    export function entry(app: App) { return app.pool }
    function part(app: Pick<App, 'pool'>) { return app.pool }`
  expect(wholeAppsIn(source, 'any.ts')).toEqual([
    { file: 'any.ts', name: 'one', member: 'pool' },
    { file: 'any.ts', name: 'taken', member: 'clock' },
  ])
})

it('is no function of the product', () => {
  const found = wholeApps('{src,jobs}/**/*.{ts,tsx}').map(
    ({ file, name, member }) => `${file}: ${name} takes the whole App and reads ${member}: hand that on.`,
  )
  expect(found).toEqual([])
})
