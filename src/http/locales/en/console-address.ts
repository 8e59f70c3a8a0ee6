import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const consoleAddress = {
  moved: (apps: number) => `The console has another address: ${some(apps, 'app', 'apps')} at your vendors must know it`,
  movedMore: (address: string) => `The console is at ${address} now. Access already granted keeps working. The next consent or reauthorisation is sent back there, and a vendor refuses an address that its app does not have.`,
  wanted: (vendor: string) => `Redirect address to add at ${vendor}`,
  known: (address: string) => `Known there until now: ${address}`,
  done: (vendor: string) => `Added at ${vendor}`,
  needMore: (vendors: string) => `${vendors}: until then nobody can renew the access there from the console. What is connected keeps working.`,
  needAct: 'See the addresses',
  localLink: 'This link opens on the machine that runs Lawbase only. For people at other machines set CONSOLE_URL, the address of the console behind your proxy, and make a new link.',
  localPage: (address: string) => `The console is at ${address}, which opens on this machine only: links in mails and invitations lead there. Set CONSOLE_URL to give it an address that others reach.`,
}
