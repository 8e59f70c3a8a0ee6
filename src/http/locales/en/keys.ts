export const keys = {
  title: 'Keys', search: 'Search', today: 'Today', removals: 'Removals', send: 'Send the form', list: 'This list', close: 'Close what is open', closeIt: 'Close', change: 'Switch keys off',
  card: 'Keys', on: 'Single keys lead to pages: ? shows the list. They do nothing while you type.', off: 'Single keys do nothing.', switchOff: 'Switch them off', switchOn: 'Switch them on',
}
