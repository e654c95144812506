import type { problems as english } from './en.ts'

export const problems: { readonly [Key in keyof typeof english]: string } = {
  'problem.portal.not-found': 'Wśród tego, co do Państwa należy, nie ma niczego takiego.',
  'problem.portal.no-codes': 'W tej chwili nie można wysłać kodu. Prosimy o kontakt z biurem obsługi.',
  'problem.portal.wrong-code':
    'Kod jest błędny, został już użyty albo przyszedł za późno. Po pięciu próbach lub dziesięciu minutach proszę poprosić o nowy.',
  'problem.portal.too-often':
    'Za dużo prób. Proszę odczekać {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}} i spróbować ponownie.',
  'problem.portal.no-provider': 'Konto operatora nie jest podłączone. Proszę użyć kodu.',
  'problem.portal.provider-away': 'Konto operatora jest teraz niedostępne. Proszę użyć kodu albo spróbować później.',
  'problem.portal.provider-refused':
    'Konto operatora nie potwierdziło, kim Państwo są. Proszę zacząć od nowa albo użyć kodu.',
  'problem.portal.already-appealed': 'O tym już Państwo pisali. Odpowiedź dotyczy tamtego zgłoszenia.',
  'problem.messaging.channel-closed': 'Ta droga jest obecnie niedostępna. Proszę wybrać inną.',
  'problem.messaging.bad-contact': 'Pod tym adresem nie można powiadomić w ten sposób. Proszę go sprawdzić.',
  'problem.messaging.place-unknown': 'O tym miejscu nie można teraz powiadamiać. Proszę wybrać inne.',
  'problem.messaging.zone-unknown': 'Ta strefa czasowa jest nieznana. Proszę wybrać inną.',
  'problem.messaging.too-often':
    'Zbyt często. Proszę odczekać {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}} i spróbować ponownie.',
  'problem.messaging.wrong-code':
    'Kod lub odnośnik jest nieprawidłowy, został już użyty albo stracił ważność. Proszę poprosić o nowy.',
  'problem.messaging.link-unknown': 'Ten odnośnik niczego już nie otwiera.',
  'problem.messaging.subscription-exists': 'Ten adres jest już powiadamiany o tym miejscu.',
  'problem.version.required': 'Proszę wczytać stronę ponownie i spróbować jeszcze raz.',
  'problem.version.outdated': 'W międzyczasie zmieniono to gdzie indziej. Proszę wczytać stronę ponownie.',
  'problem.request.invalid': 'Części wpisanych danych nie można użyć. Prosimy je sprawdzić.',
  'problem.request.not-json': 'To, co Państwo wysłali, zostało uszkodzone po drodze. Proszę spróbować ponownie.',
  'problem.request.bad-cursor': 'Lista zmieniła się w międzyczasie. Proszę wczytać stronę ponownie.',
  'problem.request.too-large': 'To jest za długie. Proszę to skrócić.',
  'problem.request.wrong-media':
    'To, co Państwo wysłali, zostało uszkodzone po drodze. Proszę wczytać stronę ponownie i spróbować jeszcze raz.',
  'problem.request.not-found': 'Ta strona jest nieaktualna. Proszę wczytać ją ponownie.',
  'problem.request.too-many':
    'Zbyt wiele naraz. Proszę odczekać {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}} i spróbować ponownie.',
  'problem.request.conflict': 'W tej samej chwili coś się zmieniło. Proszę spróbować ponownie.',
  'problem.request.not-valid-here':
    'Wpisany tekst zawiera znaki lub wartości, których nie da się zapisać. Proszę go zmienić.',
  'problem.access.unauthenticated': 'Wylogowano Państwa. Aby kontynuować, proszę zalogować się ponownie.',
  'problem.access.forbidden': 'To nie jest tu dla Państwa dostępne. Proszę zalogować się do własnego portalu.',
  'problem.access.foreign-origin': 'Żądanie przyszło z innej strony i zostało odrzucone. Proszę otworzyć sam portal.',
  'problem.service.unavailable': 'Chwilowo jesteśmy niedostępni. Proszę spróbować za chwilę.',
  'problem.service.failed':
    'Coś poszło nie tak po naszej stronie. Jeśli to się powtórzy, proszę podać biuru obsługi numer {request}.',
}
