/** What somebody is sent who wants to be told at an address, to show that it is his. Codes travel as SMS. */
export const contacts = {
  'contact.code': '{code} is your code to be told of outages here. If you did not ask for it, do nothing. {sender}',
  'contact.code.subject': '{code} is your code',
  'contact.link':
    'Good day,\n\nsomebody, most likely you, asked that {sender} tells you of outages at this address. To say yes, open this page within {hours} hours:\n\n{url}\n\nIf it was not you, do nothing: nothing more is sent, and the address is forgotten.\n',
  'contact.link.subject': 'Do you want to be told of outages?',
  'contact.push': 'From now on you are told of outages here. {url}',
  'contact.push.subject': '{sender}',
} as const
