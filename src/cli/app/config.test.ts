import { pino } from 'pino'
import { expect, it, vi } from 'vitest'
import { parseConfig } from '../../config.ts'
import { configCommand } from './config.ts'

it('says what is in force and from where, and shows no secret', async () => {
  const env = { PORT: '4111', DATABASE_URL: 'postgres://lawbase:hidden@db.example.test/lawbase', LAWBASE_KEY: 'hidden' }
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const program = { connectors: [], handlers: () => ({}) as never, program: '' }
  const log = pino({ level: 'silent' })
  await configCommand.run({ values: {}, positionals: [], json: true, config: parseConfig(env, []), env, log, program })
  const { settings } = JSON.parse(String(written.mock.calls[0]?.[0])) as { settings: { name: string }[] }
  written.mockRestore()
  const of = (name: string) => settings.find((one) => one.name === name)
  expect(['PORT', 'PUBLIC_PORT', 'DATABASE_URL', 'LAWBASE_KEY', 'CONSOLE_URL', 'LAWBASE_KEY_FILE'].map(of)).toEqual([
    { name: 'PORT', value: '4111', from: 'environment' },
    { name: 'PUBLIC_PORT', value: '4180', from: 'usual' },
    { name: 'DATABASE_URL', value: 'postgres://lawbase:***@db.example.test/lawbase', from: 'environment' },
    { name: 'LAWBASE_KEY', value: '(set)', from: 'environment' },
    { name: 'CONSOLE_URL', value: null, from: 'usual' },
    undefined,
  ])
})
