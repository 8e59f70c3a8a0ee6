import { settingsInForce, type SettingInForce } from '../../config.ts'
import { answer, type Command } from './command.ts'
import { exitCodes } from './program.ts'

export const configCommand: Command = {
  summary: 'says which settings are in force and where they come from',
  help: 'lawbase config [--json]\n\nLists every setting with its value and where it was read: the environment, the file that LAWBASE_CONFIG names, a file of a secret, or nowhere (the usual value holds). Secrets are not shown, and of addresses no password. A setting that is wrong is named, as at the start.\n\nExample: LAWBASE_CONFIG=/etc/lawbase/lawbase.env lawbase config',
  words: 0,
  options: {},
  run: async (input) => {
    const settings = settingsInForce(input.env, input.program.connectors).map(({ name, value, from, isSecret }) => ({
      name,
      value: isSecret && value !== null ? withoutSecret(name, value) : value,
      from,
    }))
    answer(input, { settings }, tableOf(settings))
    return exitCodes.done
  },
}

/** An address without its password; any other secret as a word. */
function withoutSecret(name: string, value: string): string {
  if (!name.endsWith('_URL') || !URL.canParse(value)) return '(set)'
  const url = new URL(value)
  if (url.password !== '') url.password = '***'
  return url.href
}

type Shown = Pick<SettingInForce, 'name' | 'value' | 'from'>

function tableOf(settings: readonly Shown[]): string {
  const width = (of: (one: Shown) => string) => Math.max(...settings.map((one) => of(one).length))
  const [names, values] = [width(({ name }) => name), width(({ value }) => value ?? '-')]
  return settings
    .map(({ name, value, from }) => `${name.padEnd(names)}  ${(value ?? '-').padEnd(values)}  ${from}`)
    .join('\n')
}
