import type { contacts as english } from '../en/contacts.ts'
import type { SameKeys } from '../same-keys.ts'

export const contacts: SameKeys<typeof english> = {
  'contact.code':
    '{code} to kod do powiadomień o awariach pod tym numerem lub adresem. Jeśli to nie Państwo o niego prosili, prosimy go zignorować. {sender}',
  'contact.code.subject': '{code} to Państwa kod',
  'contact.link':
    'Dzień dobry,\n\nktoś, najpewniej Państwo, poprosił, aby {sender} powiadamiał o awariach pod tym adresem. Aby to potwierdzić, prosimy otworzyć tę stronę w ciągu {hours} godzin:\n\n{url}\n\nJeśli to nie Państwo, prosimy nic nie robić: niczego więcej nie wyślemy, a adres usuniemy.\n',
  'contact.link.subject': 'Czy chcą Państwo otrzymywać powiadomienia o awariach?',
  'contact.push': 'Od teraz powiadomienia o awariach przychodzą tutaj. {url}',
  'contact.push.subject': '{sender}',
}
