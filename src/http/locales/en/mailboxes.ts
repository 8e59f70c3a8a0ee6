export const mailboxes = {
  title: 'Who writes here',
  peopleOnly: 'People you contact. Colleagues cannot pass opt-outs on here.', colleaguesOn: 'People you contact, and colleagues who pass their opt-outs on.',
  colleagues: 'Colleagues pass opt-outs on here', colleaguesMore: 'They forward the customer’s mail, or write with the customer’s address in the subject, and get the receipt by mail. Give them the address of this mailbox.', noMailer: 'No mail server is set (SMTP_URL): no receipt can be sent.',
  domains: 'Domains of your colleagues', domainsHint: 'One per line, such as exemple.fr. Users of Lawbase are known by their address anyway; anyone else gets no answer, and waits under Reviews.',
  authServer: 'Name of your mail server in Authentication-Results', authServerHint: 'As it appears first in that header of a mail you received, such as mx.acme.example; * where the header starts without a name, as at some large providers. A sender that this server finds forged is not believed. Empty: nobody checks, and opt-outs passed on are marked as doubtful.',
  vendors: 'Data vendors that mail who opted out', vendorsHint: 'One per line, such as Acme Data <sender@vendor.example>: every address in a mail from there is an opt-out, if your mail server proved its sender. Without this such a list is a question under Reviews. Ask the vendor for the exact sender.',
  shared: 'Shared mailbox', save: 'Save',
  errors: {
    domains: (line: string) => `“${line}” is not a domain of your company.`,
    authServer: (line: string) => `“${line}” is not a server name.`,
    vendors: (line: string) => `“${line}” is not written as Name <address>.`,
    shared: (line: string) => `“${line}” is not a complete address.`,
    unproved: (_line: string) => 'Needed for the mail of a vendor: without it no sender is proved.',
  },
  wayOut: 'Ends our access and erases what opens it. Messages there are no longer read; opt-outs recorded stay.',
}
