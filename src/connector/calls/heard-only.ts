import type { Capabilities, Connector } from '../contract.ts'

/** What can be done at a system that is only heard: nothing is ever written there. */
export const heardOnly: Capabilities = {
  channels: {},
  batch: { suppress: 1, tag: 0, hold: 0, remove: 0, read: 0 },
  readBack: false,
  bin: null,
  erases: null,
  anonymises: false,
}

/** The same as a connector declares it beside its own words on what goes on there. */
export const writesNothing: Omit<Connector['writes'], 'notStopped'> = {
  created: [],
  suppress: [],
  blockFields: {},
  tag: [],
  remove: [],
}
