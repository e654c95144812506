import type { networkProblems as english } from '../en/network-problems.ts'
import type { Translated } from '../words.ts'

export const networkProblems: Translated<typeof english> = {
  'problem.messaging.channel-unknown': 'Nie ma kanału {channel}.',
  'problem.messaging.audio-unknown': 'Tej zapowiedzi już nie ma.',
  'problem.messaging.channel-exists': 'Kanał {channel} już istnieje albo inny kanał dociera w ten sam sposób.',
  'problem.messaging.notice-unknown': 'Nie ma takiego powiadomienia: {notice}.',
  'problem.messaging.not-held': 'Powiadomienie nie jest już wstrzymane.',
  'problem.messaging.channel-closed': 'Tym kanałem nic nie jest wysyłane: {channel}.',
  'problem.messaging.bad-contact': 'Pod tym adresem nikogo nie można powiadomić kanałem {channel}.',
  'problem.messaging.place-unknown': 'Nie ma takiego miejsca, o którym można by teraz powiadamiać: {key}.',
  'problem.messaging.zone-unknown': 'Nie ma strefy czasowej {zone}.',
  'problem.messaging.too-often':
    'Zbyt często. Proszę spróbować ponownie za {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}.',
  'problem.messaging.wrong-code': 'Kod lub odnośnik jest nieprawidłowy, został już użyty albo stracił ważność.',
  'problem.messaging.link-unknown': 'Ten odnośnik niczego nie otwiera.',
  'problem.messaging.subscription-unknown': 'Nie ma takiej subskrypcji: {subscription}.',
  'problem.messaging.subscription-exists': 'Ten adres jest już powiadamiany o tym miejscu.',
  'problem.network.element-not-found':
    'Nie ma elementu {element}. Proszę najpierw zaimportować sieć albo poprawić klucz.',
  'problem.network.unknown-parent':
    'Element nadrzędny {parent} elementu {element} nie istnieje albo został wycofany. Najpierw trzeba go dodać.',
  'problem.network.circle': 'Z takimi elementami nadrzędnymi {element} zależałby od samego siebie. Proszę podać inne.',
  'problem.network.still-feeds':
    '{element} zasila jeszcze inne elementy. Przed wycofaniem trzeba je przenieść do innego elementu nadrzędnego.',
  'problem.network.import-not-found': 'Nie ma takiego importu.',
  'problem.network.import-over':
    '{status, select, done {Import jest już zakończony} refused {Plik odrzucono} failed {Import się nie udał} stopped {Import został już zatrzymany} other {Import już się skończył}}: nie ma czego zatrzymywać.',
  'problem.network.unknown-kind': '„{kind}” nie jest tu importowane. Możliwe są: {kinds}.',
  'problem.network.wrong-media-for-kind': '„{kind}” nie da się zaimportować z pliku typu {media}.',
  'problem.network.unknown-zone': 'Nie ma strefy czasowej {zone}. Proszę wpisać na przykład Europe/Warsaw.',
  'problem.statuspage.unknown-service': 'Nie ma usługi {service}.',
  'problem.subscribers.customer-not-found': 'Nie ma klienta {customer}.',
  'problem.subscribers.service-not-found': 'Nie ma usługi {service}.',
  'problem.subscribers.contact-not-found': 'Klient {customer} nie ma już takiego kontaktu.',
  'problem.subscribers.consent-not-found': 'Klient {customer} nie ma już takiej zgody.',
  'problem.subscribers.contact-exists':
    'Klient ma już ten kontakt. Proszę zmienić tamten albo pozostawić adres bez zmian.',
  'problem.subscribers.withdrawn-before-granted': 'Zgody udzielono {granted}. Proszę podać późniejszy czas.',
  'problem.subscribers.erased':
    'Klienta usunięto: danych osobowych klienta {customer} już nie ma i jest to nieodwracalne.',
  'problem.alarms.source-not-found': 'Nie ma źródła alarmów {source}.',
  'problem.alarms.source-taken': 'Źródło alarmów {source} już istnieje. Proszę wybrać inną nazwę.',
  'problem.alarms.source-off':
    'Źródło alarmów {source} jest wyłączone i nie przyjmuje alarmów. Najpierw trzeba je włączyć.',
  'problem.alarms.bad-time-zone': 'Nie ma strefy czasowej {zone}. Proszę wpisać na przykład Europe/Warsaw.',
  'problem.alarms.unusable':
    'Niczego w tym nie można użyć: źródło rodzaju {kind} wysyła co innego. Ponowne wysłanie nie pomoże.',
  'problem.alarms.not-found': 'Nie ma alarmu {alarms}.',
  'problem.alarms.already-cleared': 'Alarm {alarms} już ustąpił.',
}
